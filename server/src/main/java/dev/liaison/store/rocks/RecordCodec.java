package dev.liaison.store.rocks;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stored form of a record: the times, each distinct stamp once (one write stamps many
/// properties), the properties.
final class RecordCodec {

  private static final int VERSION = 1;

  private RecordCodec() {}

  static byte[] encode(CrmRecord record) {
    ByteWriter out = new ByteWriter(64 + 48 * record.properties().size());
    out.writeByte(VERSION);
    out.writeLong(record.createdAt());
    out.writeLong(record.updatedAt());
    out.writeVarint(record.archivedAt());
    out.writeVarint(record.mergedInto());
    Map<Stamp, Integer> stamps = new LinkedHashMap<>();
    for (PropertyValue value : record.properties().values()) {
      stamps.putIfAbsent(value.stamp(), stamps.size());
    }
    out.writeVarint(stamps.size());
    for (Stamp stamp : stamps.keySet()) {
      ValueCodec.writeStamp(out, stamp);
    }
    out.writeVarint(record.properties().size());
    record
        .properties()
        .forEach(
            (name, value) -> {
              out.writeText(name);
              out.writeVarint(stamps.getOrDefault(value.stamp(), 0));
              out.writeText(value.value());
            });
    return out.toBytes();
  }

  static CrmRecord decode(ObjectRef ref, byte[] stored) {
    ByteReader in = new ByteReader(stored);
    in.expectVersion(VERSION, "record");
    long createdAt = in.readLong();
    return decode(ref, in, createdAt, in.readLong());
  }

  /// Reads a record whose `updatedAt` is kept elsewhere.
  static CrmRecord decode(ObjectRef ref, byte[] stored, long updatedAt) {
    ByteReader in = new ByteReader(stored);
    in.expectVersion(VERSION, "record");
    long createdAt = in.readLong();
    in.readLong();
    return decode(ref, in, createdAt, updatedAt);
  }

  private static CrmRecord decode(ObjectRef ref, ByteReader in, long createdAt, long updatedAt) {
    long archivedAt = in.readVarint();
    long mergedInto = in.readVarint();
    int stampCount = in.readCount();
    List<Stamp> stamps = new ArrayList<>(stampCount);
    for (int i = 0; i < stampCount; i++) {
      stamps.add(ValueCodec.readStamp(in));
    }
    int count = in.readCount();
    Map<String, PropertyValue> properties = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      String name = in.readText();
      Stamp stamp = stamps.get(in.readCount());
      properties.put(name, new PropertyValue(in.readText(), stamp));
    }
    return new CrmRecord(
        ref, createdAt, updatedAt, archivedAt, mergedInto, Collections.unmodifiableMap(properties));
  }
}
