package dev.liaison.store.rocks;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /// Behind the version and `createdAt`.
  private static final int UPDATED_AT = 1 + Long.BYTES;

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
    long updatedAt = in.readLong();
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

  /// `updatedAt` of a stored record, which stands at a fixed place.
  static long updatedAt(byte[] stored) {
    return (long) LONG.get(stored, UPDATED_AT);
  }

  /// A copy of a stored record with another `updatedAt`: a link moves the dates of both its ends,
  /// and need not read the rest of them.
  static byte[] withUpdatedAt(byte[] stored, long at) {
    byte[] copy = stored.clone();
    LONG.set(copy, UPDATED_AT, at);
    return copy;
  }
}
