package dev.liaison.store.rocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/// The writes of a batch that RocksDB has not got yet, on top of what it has. The writes of the
/// closure that runs can be taken back; those of earlier closures stay. Used by the writer thread
/// only, and nobody else writes, so what lies below does not change until the batch is committed:
/// the iterators for filtered scans, which come before each link, are opened once a batch.
final class PendingWrites implements Source {

  /// Stands for the removal of a key; see [#isRemoval].
  static final byte[] REMOVED = new byte[0];

  private final Database database;
  private final Map<Family, NavigableMap<byte[], byte[]>> writes = new EnumMap<>(Family.class);
  private final Map<Family, RocksIterator> filteredIterators = new EnumMap<>(Family.class);
  private final List<Undo> undo = new ArrayList<>();
  private long sequence;
  private long committedSequence;
  private int bytes;

  /// What a key of the batch held before the closure wrote it; null: the batch did not have it.
  @SuppressWarnings("ArrayRecordComponent")
  private record Undo(Family family, byte[] key, byte @Nullable [] before) {}

  PendingWrites(Database database) {
    this.database = database;
    for (Family family : Family.values()) {
      writes.put(family, new TreeMap<>(Arrays::compareUnsigned));
    }
    byte[] stored = database.get(Family.META, Meta.SEQUENCE);
    sequence = stored == null ? 0 : Keys.toLong(stored);
    committedSequence = sequence;
  }

  @Override
  public byte @Nullable [] get(Family family, byte[] key) {
    byte[] pending = writes(family).get(key);
    if (pending == null) {
      return database.get(family, key);
    }
    return isRemoval(pending) ? null : pending;
  }

  @Override
  public Cursor cursor(Family family, byte[] prefix, byte[] start) {
    Cursor stored = storedCursor(family, prefix, start);
    NavigableMap<byte[], byte[]> map = writes(family);
    Map.Entry<byte[], byte[]> first = map.ceilingEntry(start);
    if (first == null || !StoredCursor.startsWith(first.getKey(), prefix)) {
      return stored;
    }
    byte[] end = Keys.after(prefix);
    NavigableMap<byte[], byte[]> pending =
        end == null ? map.tailMap(start, true) : map.subMap(start, true, end, false);
    return new MergedCursor(stored, pending.entrySet().iterator(), true);
  }

  @Override
  public Cursor ascending(Family family, byte[] start, byte[] end) {
    Cursor stored = database.ascending(family, start, end);
    NavigableMap<byte[], byte[]> pending = writes(family).subMap(start, true, end, false);
    return pending.isEmpty()
        ? stored
        : new MergedCursor(stored, pending.entrySet().iterator(), true);
  }

  @Override
  public Cursor descending(Family family, byte[] start, byte[] end) {
    Cursor stored = database.descending(family, start, end);
    NavigableMap<byte[], byte[]> pending = writes(family).subMap(start, true, end, false);
    return pending.isEmpty()
        ? stored
        : new MergedCursor(stored, pending.descendingMap().entrySet().iterator(), false);
  }

  void put(Family family, byte[] key, byte[] value) {
    byte[] before = writes(family).put(key, value);
    undo.add(new Undo(family, key, before));
    bytes += key.length + value.length;
  }

  void remove(Family family, byte[] key) {
    put(family, key, REMOVED);
  }

  /// A number that is greater than all that were given out before. One that is not committed is not
  /// given out again.
  long nextSequence() {
    return ++sequence;
  }

  /// Makes the writes of the closure that ran part of the batch.
  void keep() {
    undo.clear();
  }

  /// Takes back the writes of the closure that ran.
  void drop() {
    for (Undo step : undo.reversed()) {
      byte[] before = step.before();
      if (before == null) {
        writes(step.family()).remove(step.key());
      } else {
        writes(step.family()).put(step.key(), before);
      }
    }
    undo.clear();
  }

  /// At least the size of the batch, without the frame of each entry.
  int bytes() {
    return bytes;
  }

  /// Writes the batch durably. The batch is forgotten also when this fails.
  ///
  /// @throws dev.liaison.crm.WriteInDoubt when RocksDB could not; it may be kept all the same
  void commit() {
    try {
      if (sequence != committedSequence) {
        writes(Family.META).put(Meta.SEQUENCE, Keys.ofLong(sequence));
      }
      byte[] form = BatchForm.encode(writes, database::columnFamilyId);
      if (form.length > BatchForm.HEADER) {
        database.write(form);
      }
      committedSequence = sequence;
    } finally {
      reset();
    }
  }

  /// Forgets all that is pending.
  void reset() {
    undo.clear();
    bytes = 0;
    writes.values().forEach(Map::clear);
    filteredIterators.values().forEach(RocksIterator::close);
    filteredIterators.clear();
  }

  /// Whether a pending value stands for the removal of its key. Known by identity: an empty value
  /// is a value.
  @SuppressWarnings("ReferenceEquality")
  static boolean isRemoval(byte[] value) {
    return value == REMOVED;
  }

  private NavigableMap<byte[], byte[]> writes(Family family) {
    return Objects.requireNonNull(writes.get(family));
  }

  private Cursor storedCursor(Family family, byte[] prefix, byte[] start) {
    if (!family.filtersPrefix(prefix)) {
      return database.scan(family, prefix, start);
    }
    RocksIterator kept = filteredIterators.remove(family);
    return new StoredCursor(
        kept == null ? database.filteredIterator(family) : kept,
        prefix,
        start,
        used -> {
          RocksIterator other = filteredIterators.put(family, used);
          if (other != null) {
            other.close();
          }
        });
  }
}
