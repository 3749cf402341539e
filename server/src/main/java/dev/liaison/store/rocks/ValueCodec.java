package dev.liaison.store.rocks;

import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;

/// The stored form of a property's version.
final class ValueCodec {

  private static final int VERSION = 1;
  private static final int HAS_SOURCE_ID = 1;
  private static final int HAS_USER_ID = 2;

  private ValueCodec() {}

  static byte[] encode(PropertyValue value) {
    ByteWriter out = new ByteWriter(64 + value.value().length());
    out.writeByte(VERSION);
    writeStamp(out, value.stamp());
    out.writeText(value.value());
    return out.toBytes();
  }

  static PropertyValue decode(byte[] stored) {
    ByteReader in = new ByteReader(stored);
    in.expectVersion(VERSION, "property value");
    Stamp stamp = readStamp(in);
    return new PropertyValue(in.readText(), stamp);
  }

  static void writeStamp(ByteWriter out, Stamp stamp) {
    String sourceId = stamp.sourceId();
    Long userId = stamp.userId();
    out.writeLong(stamp.at());
    out.writeByte((sourceId == null ? 0 : HAS_SOURCE_ID) | (userId == null ? 0 : HAS_USER_ID));
    out.writeText(stamp.source());
    if (sourceId != null) {
      out.writeText(sourceId);
    }
    if (userId != null) {
      out.writeVarint(userId);
    }
  }

  static Stamp readStamp(ByteReader in) {
    long at = in.readLong();
    int has = in.readByte();
    String source = in.readText();
    String sourceId = (has & HAS_SOURCE_ID) == 0 ? null : in.readText();
    Long userId = (has & HAS_USER_ID) == 0 ? null : (Long) in.readVarint();
    return new Stamp(at, source, sourceId, userId);
  }
}
