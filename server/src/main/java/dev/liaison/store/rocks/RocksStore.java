package dev.liaison.store.rocks;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.Transaction;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// The embedded store: RocksDB in a directory, or in memory. Writes run one after the other on one
/// thread and become durable together ([Writer]); reads run on their callers' threads ([Views]).
/// Safe for concurrent use.
public final class RocksStore implements Store {

  /// What the running thread reads just now, so that closing a store inside its own closure is
  /// noticed.
  private static final ScopedValue<Reading> READING = ScopedValue.newInstance();

  private final Database database;
  private final Views views;
  private final Writer writer;

  private record Reading(RocksStore store, @Nullable Reading outer) {}

  /// Makes something of an open database.
  @FunctionalInterface
  interface Form<T> {
    T over(Database database);
  }

  /// Makes the form take over the database, also when that fails.
  private static <T> T over(Database database, Form<T> form) throws RocksDBException {
    try {
      return form.over(database);
    } catch (StoreUnavailable e) {
      database.close();
      if (e.getCause() instanceof RocksDBException unreadable) {
        throw unreadable;
      }
      throw e;
    } catch (RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

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
    return open(
        directory,
        options,
        database -> {
          RocksTransfer.progress(database)
              .ifPresent(
                  progress -> {
                    throw new StoreOpenException(progress.refusal(directory.toString()));
                  });
          return new RocksStore(database);
        });
  }

  /// Opens the database in a data directory in the form that is asked for.
  static <T> T open(Path directory, RocksOptions options, Form<T> form) {
    DataDirectory place = DataDirectory.prepare(directory);
    Path database = place.database();
    try {
      NativeLibrary.load();
      return over(Database.open(database.toString(), new Tuning(options, false)), form);
    } catch (RocksDBException e) {
      var failure = new StoreOpenException(OpenFailure.describe(directory, database, e), e);
      if (!OpenFailure.isInUse(database, e)) {
        place.takeBack(failure);
      }
      throw failure;
    } catch (RuntimeException | Error e) {
      place.takeBack(e);
      throw e;
    }
  }

  /// A new, empty store that is gone when it is closed.
  public static RocksStore inMemory() {
    NativeLibrary.load();
    try {
      return over(
          Database.open("/liaison", new Tuning(RocksOptions.DEFAULT, true)), RocksStore::new);
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
        return ScopedValue.where(READING, new Reading(this, reading()))
            .call(() -> work.apply(snapshot));
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
          pending.put(Family.META, Meta.NEXT_ID, Keys.ofLong(Math.addExact(first, count)));
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
                pending.put(Family.META, Meta.NEXT_ID, Keys.ofLong(Math.addExact(id, 1)));
              }
              return moves;
            });
  }

  @Override
  public void check() {
    views.acquire().release();
    writer.check();
  }

  /// No other process can have the data open.
  @Override
  public void onDocumentsChanged(long portal, String kind, Runnable listener) {}

  @Override
  public void close() {
    if (isRunningCaller()) {
      throw new IllegalStateException("a store cannot be closed inside a closure of its own");
    }
    writer.close();
    if (views.close()) {
      database.close();
    }
  }

  private boolean isRunningCaller() {
    boolean found = writer.isRunningCaller();
    for (Reading reading = reading(); reading != null && !found; reading = reading.outer()) {
      found = reading.store() == this;
    }
    return found;
  }

  private static @Nullable Reading reading() {
    return READING.isBound() ? READING.get() : null;
  }

  private static long nextId(PendingWrites pending) {
    byte[] stored = pending.get(Family.META, Meta.NEXT_ID);
    return stored == null ? Meta.FIRST_ID : Keys.toLong(stored);
  }
}
