package dev.liaison.store.rocks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.ToIntFunction;

/// RocksDB's own form of a write batch, the one that its log keeps: 8 bytes of sequence that
/// RocksDB fills in, the number of entries, then each entry. Built here because one call with all
/// of it costs less than a native call an entry.
final class BatchForm {

  /// Length of a batch without entries.
  static final int HEADER = 12;

  private static final VarHandle LITTLE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DELETION = 0x0;
  private static final int VALUE = 0x1;
  private static final int COLUMN_FAMILY_DELETION = 0x4;
  private static final int COLUMN_FAMILY_VALUE = 0x5;

  private final byte[] form;
  private int position = HEADER;

  private BatchForm(int length) {
    form = new byte[length];
  }

  /// @param writes a removal among them ([PendingWrites#isRemoval]) becomes a deletion
  static byte[] encode(
      Map<Family, NavigableMap<byte[], byte[]>> writes, ToIntFunction<Family> columnFamilyIds) {
    int length = HEADER;
    int count = 0;
    for (Map.Entry<Family, NavigableMap<byte[], byte[]>> family : writes.entrySet()) {
      int id = columnFamilyIds.applyAsInt(family.getKey());
      for (Map.Entry<byte[], byte[]> write : family.getValue().entrySet()) {
        length = Math.addExact(length, size(id, write.getKey(), write.getValue()));
        count++;
      }
    }
    BatchForm batch = new BatchForm(length);
    LITTLE_INT.set(batch.form, 8, count);
    writes.forEach(
        (family, entries) -> {
          int id = columnFamilyIds.applyAsInt(family);
          entries.forEach((key, value) -> batch.add(id, key, value));
        });
    return batch.form;
  }

  private void add(int columnFamily, byte[] key, byte[] value) {
    boolean removed = PendingWrites.isRemoval(value);
    if (columnFamily == 0) {
      form[position++] = (byte) (removed ? DELETION : VALUE);
    } else {
      form[position++] = (byte) (removed ? COLUMN_FAMILY_DELETION : COLUMN_FAMILY_VALUE);
      addVarint(columnFamily);
    }
    addSlice(key);
    if (!removed) {
      addSlice(value);
    }
  }

  private void addSlice(byte[] slice) {
    addVarint(slice.length);
    System.arraycopy(slice, 0, form, position, slice.length);
    position += slice.length;
  }

  private void addVarint(int value) {
    int rest = value;
    while (rest >= 0x80) {
      form[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    form[position++] = (byte) rest;
  }

  private static int size(int columnFamily, byte[] key, byte[] value) {
    int slices = varintSize(key.length) + key.length;
    if (!PendingWrites.isRemoval(value)) {
      slices += varintSize(value.length) + value.length;
    }
    return 1 + (columnFamily == 0 ? 0 : varintSize(columnFamily)) + slices;
  }

  private static int varintSize(int value) {
    return value < 0x80 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }
}
