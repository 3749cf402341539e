package dev.liaison.store.rocks;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/// The committed data of one moment. Shared by all readers between two commits and counted; the
/// native snapshot goes when the last one lets go. Safe for concurrent use while it is held.
final class View implements Source {

  private final Database database;
  private final long generation;
  private final Runnable whenGone;
  private final Snapshot snapshot;
  private final ReadOptions options;
  private final ReadOptions prefixOptions;

  /// Holders, of which [Views] is one while this is the newest view. Once 0 it never rises again.
  private final AtomicInteger holders = new AtomicInteger(1);

  View(Database database, long generation, Runnable whenGone) {
    this.database = database;
    this.generation = generation;
    this.whenGone = whenGone;
    this.snapshot = database.snapshot();
    this.options = new ReadOptions().setSnapshot(snapshot).setTotalOrderSeek(true);
    this.prefixOptions = new ReadOptions().setSnapshot(snapshot).setPrefixSameAsStart(true);
  }

  long generation() {
    return generation;
  }

  /// False when the view is gone.
  boolean hold() {
    int before = holders.get();
    while (before > 0) {
      int found = holders.compareAndExchange(before, before + 1);
      if (found == before) {
        return true;
      }
      before = found;
    }
    return false;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      prefixOptions.close();
      options.close();
      database.release(snapshot);
      whenGone.run();
    }
  }

  @Override
  public byte @Nullable [] get(Family family, byte[] key) {
    return database.get(family, options, key);
  }

  @Override
  public Cursor cursor(Family family, byte[] prefix, byte[] start) {
    return family.filtersPrefix(prefix)
        ? new StoredCursor(
            database.iterator(family, prefixOptions), prefix, start, RocksIterator::close)
        : database.scan(family, options, prefix, start);
  }

  @Override
  public Cursor ascending(Family family, byte[] start, byte[] end) {
    return database.ascending(family, options, start, end);
  }

  @Override
  public Cursor descending(Family family, byte[] start, byte[] end) {
    return database.descending(family, options, start, end);
  }
}
