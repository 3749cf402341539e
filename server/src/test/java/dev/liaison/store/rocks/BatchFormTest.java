package dev.liaison.store.rocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The form that is built in Java is, byte for byte, the one that RocksDB's own batch builds.
class BatchFormTest {

  @TempDir Path directory;

  @Test
  void equalsRocksDbsOwn() throws RocksDBException {
    NativeLibrary.load();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
            new ColumnFamilyDescriptor(Family.RECORD.columnFamily()));
    try (DBOptions options =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        RocksDB rocks = RocksDB.open(options, directory.toString(), families, handles);
        WriteOptions durable = new WriteOptions().setSync(true);
        WriteBatch own = new WriteBatch();
        PendingForm form = new PendingForm()) {
      for (int length : List.of(0, 1, 127, 128, 16_383, 16_384, 70_000)) {
        byte[] key = ("key of " + length).getBytes(StandardCharsets.UTF_8);
        for (Family family : List.of(Family.META, Family.RECORD)) {
          form.writes.get(family).put(key, new byte[length]);
        }
      }
      byte[] gone = new byte[200];
      form.removed(Family.META, gone);
      form.removed(Family.RECORD, gone);
      fill(own, form.writes, handles);
      byte[] built = BatchForm.encode(form.writes, family -> handles.get(index(family)).getID());
      assertArrayEquals(own.data(), built);
      try (WriteBatch copy = new WriteBatch(built)) {
        assertEquals(own.count(), copy.count());
        rocks.write(durable, copy);
      }
      byte[] largest = "key of 70000".getBytes(StandardCharsets.UTF_8);
      assertEquals(70_000, rocks.get(largest).length);
      assertEquals(70_000, rocks.get(handles.get(1), largest).length);
      handles.forEach(ColumnFamilyHandle::close);
    }
  }

  private static void fill(
      WriteBatch batch,
      Map<Family, NavigableMap<byte[], byte[]>> writes,
      List<ColumnFamilyHandle> handles)
      throws RocksDBException {
    for (var family : writes.entrySet()) {
      ColumnFamilyHandle handle = handles.get(index(family.getKey()));
      for (var write : family.getValue().entrySet()) {
        if (PendingWrites.isRemoval(write.getValue())) {
          // The default family has calls of its own, and a shorter form.
          if (family.getKey() == Family.META) {
            batch.delete(write.getKey());
          } else {
            batch.delete(handle, write.getKey());
          }
        } else if (family.getKey() == Family.META) {
          batch.put(write.getKey(), write.getValue());
        } else {
          batch.put(handle, write.getKey(), write.getValue());
        }
      }
    }
  }

  private static int index(Family family) {
    return family == Family.META ? 0 : 1;
  }

  private static final class PendingForm implements AutoCloseable {
    final Map<Family, NavigableMap<byte[], byte[]>> writes = new java.util.EnumMap<>(Family.class);

    PendingForm() {
      writes.put(Family.META, new TreeMap<>(java.util.Arrays::compareUnsigned));
      writes.put(Family.RECORD, new TreeMap<>(java.util.Arrays::compareUnsigned));
    }

    void removed(Family family, byte[] key) {
      writes.get(family).put(key, PendingWrites.REMOVED);
    }

    @Override
    public void close() {
      writes.clear();
    }
  }
}
