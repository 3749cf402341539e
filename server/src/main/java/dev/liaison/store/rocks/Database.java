package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB, open, with its column families. Its callers see to it that nothing uses it once
/// [#close] begins: a native handle that is used after that takes the process down. Safe for
/// concurrent use until then.
final class Database implements AutoCloseable {

  private static final byte[] EVERYTHING = {};

  private final Tuning tuning;
  private final RocksDB rocks;
  private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
  private final Map<Family, Integer> familyIds = new EnumMap<>(Family.class);
  private final ReadOptions total = new ReadOptions().setTotalOrderSeek(true);
  private final ReadOptions samePrefix = new ReadOptions().setPrefixSameAsStart(true);
  private final WriteOptions durable;

  /// @param handles in the order of the families
  private Database(Tuning tuning, RocksDB rocks, Iterator<ColumnFamilyHandle> handles) {
    this.tuning = tuning;
    this.rocks = rocks;
    for (Family family : Family.values()) {
      ColumnFamilyHandle handle = handles.next();
      families.put(family, handle);
      familyIds.put(family, handle.getID());
    }
    this.durable = new WriteOptions().setSync(!tuning.inMemory()).setDisableWAL(tuning.inMemory());
  }

  /// Opens the database in a directory; makes what is not there. Takes over `tuning`, also when it
  /// fails.
  static Database open(String directory, Tuning tuning) throws RocksDBException {
    try {
      List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
      for (Family family : Family.values()) {
        descriptors.add(new ColumnFamilyDescriptor(family.columnFamily(), tuning.options(family)));
      }
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      RocksDB rocks = RocksDB.open(tuning.database(), directory, descriptors, handles);
      return new Database(tuning, rocks, handles.iterator());
    } catch (RocksDBException | RuntimeException | Error e) {
      tuning.close();
      throw e;
    }
  }

  int columnFamilyId(Family family) {
    return Objects.requireNonNull(familyIds.get(family));
  }

  byte @Nullable [] get(Family family, byte[] key) {
    return get(family, total, key);
  }

  byte @Nullable [] get(Family family, ReadOptions how, byte[] key) {
    try {
      return rocks.get(families.get(family), how, key);
    } catch (RocksDBException e) {
      throw new StoreUnavailable("the data cannot be read: " + e.getMessage(), e);
    }
  }

  /// Of the newest data, for scans that [Family#filtersPrefix] says yes to, and for nothing else.
  RocksIterator filteredIterator(Family family) {
    return iterator(family, samePrefix);
  }

  RocksIterator iterator(Family family, ReadOptions how) {
    return rocks.newIterator(families.get(family), how);
  }

  /// As [Source#cursor], over the newest data.
  Cursor scan(Family family, byte[] prefix, byte[] start) {
    return scan(family, total, prefix, start);
  }

  /// As [Source#cursor]. RocksDB is told where the prefix ends: it would go through all deleted
  /// entries behind it to find the next one that is not.
  Cursor scan(Family family, ReadOptions base, byte[] prefix, byte[] start) {
    byte[] end = Keys.after(prefix);
    return end == null
        ? new StoredCursor(iterator(family, base), prefix, start, RocksIterator::close)
        : ascending(family, base, start, end);
  }

  /// As [Source#ascending], over the newest data.
  Cursor ascending(Family family, byte[] start, byte[] end) {
    return ascending(family, total, start, end);
  }

  /// As [Source#ascending]. RocksDB is told where the range ends, as in [#scan].
  Cursor ascending(Family family, ReadOptions base, byte[] start, byte[] end) {
    // The iterator copies the options but goes on looking at the bound.
    Slice bound = new Slice(end);
    try (ReadOptions how = new ReadOptions(base).setIterateUpperBound(bound)) {
      return new StoredCursor(
          iterator(family, how),
          EVERYTHING,
          start,
          iterator -> {
            iterator.close();
            bound.close();
          });
    }
  }

  /// As [Source#descending], over the newest data.
  Cursor descending(Family family, byte[] start, byte[] end) {
    return descending(family, total, start, end);
  }

  /// As [Source#descending]. RocksDB is told where the range starts, as it is in [#scan].
  Cursor descending(Family family, ReadOptions base, byte[] start, byte[] end) {
    Slice bound = new Slice(start);
    try (ReadOptions how = new ReadOptions(base).setIterateLowerBound(bound)) {
      return new DescendingCursor(
          iterator(family, how),
          end,
          iterator -> {
            iterator.close();
            bound.close();
          });
    }
  }

  /// About how many keys a family has.
  long estimateKeys(Family family) {
    try {
      return rocks.getLongProperty(families.get(family), "rocksdb.estimate-num-keys");
    } catch (RocksDBException e) {
      throw new StoreUnavailable("the data cannot be read: " + e.getMessage(), e);
    }
  }

  Snapshot snapshot() {
    return rocks.getSnapshot();
  }

  void release(Snapshot snapshot) {
    rocks.releaseSnapshot(snapshot);
  }

  /// Writes a batch in [BatchForm]; it is on the disk when this returns.
  ///
  /// @throws WriteInDoubt when RocksDB fails: the batch can be in the log, whole, although the log
  ///   could not be synced, and the next start reads the log
  void write(byte[] form) {
    try (WriteBatch batch = new WriteBatch(form)) {
      rocks.write(durable, batch);
    } catch (RocksDBException | RuntimeException | Error e) {
      throw new WriteInDoubt("the data could not be written: " + e.getMessage(), e);
    }
  }

  /// Moves the log's content to data files, so that the next start need not read it again, and lets
  /// go of everything.
  @Override
  public void close() {
    if (!tuning.inMemory()) {
      flush();
    }
    durable.close();
    samePrefix.close();
    total.close();
    families.values().forEach(ColumnFamilyHandle::close);
    rocks.close();
    tuning.close();
  }

  private void flush() {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      rocks.flush(wait, List.copyOf(families.values()));
    } catch (RocksDBException e) {
      // Nothing is lost: what could not be flushed is in the log.
      System.getLogger(Database.class.getName())
          .log(System.Logger.Level.WARNING, "the data could not be flushed", e);
    }
  }
}
