package dev.liaison.store.rocks;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.Transaction;
import java.nio.file.Path;
import java.util.function.Function;
import org.rocksdb.RocksDBException;

/// The embedded store: RocksDB in a directory, or in memory. Writes run one after the other on one
/// thread and become durable together ([Writer]); reads run on their callers' threads ([Views]).
/// Safe for concurrent use.
public final class RocksStore implements Store {

  private static final long FIRST_ID = 1001;

  private final Database database;
  private final Views views;
  private final Writer writer;

  private RocksStore(Database database) {
    this.database = database;
    this.views = new Views(database);
    this.writer = new Writer(new PendingWrites(database), views);
    writer.start();
  }

  /// Opens the store in a data directory, which is made if it is missing.
  ///
  /// @throws StoreOpenException when the directory cannot be used; nothing in it was changed then
  public static RocksStore open(Path directory) {
    return open(directory, RocksOptions.DEFAULT);
  }

  /// As [#open(Path)], with limits other than the default ones.
  public static RocksStore open(Path directory, RocksOptions options) {
    Path place = DataDirectory.prepare(directory);
    NativeLibrary.load();
    try {
      return new RocksStore(Database.open(place.toString(), new Tuning(options, false)));
    } catch (RocksDBException e) {
      throw new StoreOpenException(OpenFailure.describe(directory, e), e);
    }
  }

  /// A new, empty store that is gone when it is closed.
  public static RocksStore inMemory() {
    NativeLibrary.load();
    try {
      return new RocksStore(Database.open("/liaison", new Tuning(RocksOptions.DEFAULT, true)));
    } catch (RocksDBException e) {
      throw new StoreOpenException("no store in memory: " + e.getMessage(), e);
    }
  }

  @Override
  public <T> T read(long portal, Function<Snapshot, T> work) {
    View view = views.acquire();
    try {
      RocksSnapshot snapshot = new RocksSnapshot(portal, view);
      try {
        return work.apply(snapshot);
      } finally {
        snapshot.end();
      }
    } finally {
      view.release();
    }
  }

  @Override
  public <T> T write(long portal, Function<Transaction, T> work) {
    return writer.run(
        pending -> {
          RocksTransaction transaction = new RocksTransaction(portal, pending);
          try {
            return work.apply(transaction);
          } finally {
            transaction.end();
          }
        });
  }

  @Override
  public long leaseIds(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("not a number of ids: " + count);
    }
    return writer.run(
        pending -> {
          long first = nextId(pending);
          pending.put(Family.META, Meta.NEXT_ID, Keys.ofLong(first + count));
          return first;
        });
  }

  @Override
  public void reserveIdsThrough(long id) {
    boolean _ =
        writer.run(
            pending -> {
              boolean moves = id >= nextId(pending);
              if (moves) {
                pending.put(Family.META, Meta.NEXT_ID, Keys.ofLong(id + 1));
              }
              return moves;
            });
  }

  @Override
  public void close() {
    writer.close();
    if (views.close()) {
      database.close();
    }
  }

  private static long nextId(PendingWrites pending) {
    byte[] stored = pending.get(Family.META, Meta.NEXT_ID);
    return stored == null ? FIRST_ID : Keys.toLong(stored);
  }
}
