package dev.liaison.store.postgres;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The store of several servers: a PostgreSQL database. Writes are transactions of their own that
/// lock what they read ([PostgresTransaction]); reads see one moment. Safe for concurrent use.
public final class PostgresStore implements Store {

  /// Attempts of a transaction before it keeps all others out.
  private static final int SHARED_ATTEMPTS = 8;

  private static final int MOST_ATTEMPTS = 20;

  /// The longest pause before an attempt, in microseconds, for each that has failed.
  private static final int PAUSE_US = 2_000;

  /// What the running thread runs just now, so that closing a store inside its own closure is
  /// noticed.
  private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();

  private record Running(PostgresStore store, boolean writes, @Nullable Running outer) {}

  private final Connections connections;
  private final DocumentWatch watch;
  private final long sequenceOffset;

  /// Shared by work in progress.
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();

  private volatile boolean closed;

  private PostgresStore(PostgresOptions options, long sequenceOffset) {
    this.connections = new Connections(options);
    this.watch = new DocumentWatch(connections);
    this.sequenceOffset = sequenceOffset;
    watch.start();
  }

  /// Connects, and brings the tables to the form of this version.
  ///
  /// @throws StoreOpenException when the database cannot be used
  public static PostgresStore open(PostgresOptions options) {
    return new PostgresStore(options, Migrations.apply(options));
  }

  @Override
  public <T> T read(long portal, Function<Snapshot, T> work) {
    return running(
        false,
        () -> {
          try (Session session = connections.begin(Session.Mode.SNAPSHOT)) {
            PostgresSnapshot snapshot = new PostgresSnapshot(portal, session, sequenceOffset);
            try {
              T result = work.apply(snapshot);
              session.commit(new Batch());
              return result;
            } finally {
              snapshot.end();
            }
          }
        });
  }

  @Override
  public <T> T write(long portal, Function<Transaction, T> work) {
    for (Running running = running(); running != null; running = running.outer()) {
      if (running.store() == this && running.writes()) {
        throw new IllegalStateException("a write inside a write would wait for itself");
      }
    }
    return running(true, () -> inAttempts(portal, work));
  }

  private <T> T inAttempts(long portal, Function<Transaction, T> work) {
    Restart.Plan plan = Restart.Plan.FIRST;
    for (int attempt = 1; ; attempt++) {
      try (Session session = connections.begin(Session.Mode.LOCKING)) {
        return inTransaction(new PostgresTransaction(portal, session, sequenceOffset, plan), work);
      } catch (Restart restart) {
        plan = attempt < SHARED_ATTEMPTS ? restart.plan() : Restart.Plan.ALONE;
      } catch (SqlFailure failure) {
        boolean passing = failure.isPassing() || failure.isOutOfLocks() || failure.isDisconnected();
        if (!passing || attempt >= MOST_ATTEMPTS || failure.isDisconnected() && attempt > 1) {
          throw failure;
        }
        if (failure.isOutOfLocks()) {
          plan = Restart.Plan.ALONE;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_US * 1_000L * attempt));
      }
    }
  }

  private static <T> T inTransaction(
      PostgresTransaction transaction, Function<Transaction, T> work) {
    try {
      T result = work.apply(transaction);
      transaction.commit();
      return result;
    } finally {
      transaction.end();
    }
  }

  @Override
  public long leaseIds(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("not a number of ids: " + count);
    }
    return single(
        "update deployment set next_id = next_id + ? returning next_id - ?", count, count);
  }

  @Override
  public void reserveIdsThrough(long id) {
    long next = Math.addExact(id, 1);
    long _ = single("update deployment set next_id = greatest(next_id, ?) returning ?", next, next);
  }

  /// A statement that is a transaction of its own.
  private long single(String sql, long first, long second) {
    return running(
        false,
        () -> {
          Connection connection = connections.connection();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, first);
            statement.setLong(2, second);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          } catch (SQLException e) {
            throw new SqlFailure(e);
          } finally {
            connections.giveBack(connection);
          }
        });
  }

  @Override
  public void check() {
    boolean _ =
        running(
            false,
            () -> {
              Connection connection;
              try {
                connection = connections.withinARound();
              } catch (SQLException e) {
                if (connections.seenRecently()) {
                  return true;
                }
                throw new StoreUnavailable("no connection to PostgreSQL: " + e.getMessage(), e);
              }
              requirePrimary(connection);
              return true;
            });
  }

  private void requirePrimary(Connection connection) {
    try (PreparedStatement statement = connection.prepareStatement("select pg_is_in_recovery()")) {
      statement.setQueryTimeout(1);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        if (rows.getBoolean(1)) {
          throw new StoreUnavailable("PostgreSQL takes no writes: it is a standby");
        }
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    } finally {
      connections.giveBack(connection);
    }
  }

  @Override
  public void onDocumentsChanged(long portal, String kind, Runnable listener) {
    watch.add(portal, kind, listener);
  }

  @Override
  public void close() {
    for (Running running = running(); running != null; running = running.outer()) {
      if (running.store() == this) {
        throw new IllegalStateException("a store cannot be closed inside a closure of its own");
      }
    }
    closed = true;
    life.writeLock().lock();
    try {
      watch.close();
      connections.close();
    } finally {
      life.writeLock().unlock();
    }
  }

  private <T> T running(boolean writes, ScopedValue.CallableOp<T, RuntimeException> work) {
    if (closed || !life.readLock().tryLock()) {
      throw new StoreUnavailable("the store is closed");
    }
    try {
      if (closed) {
        throw new StoreUnavailable("the store is closed");
      }
      return ScopedValue.where(RUNNING, new Running(this, writes, running())).call(work);
    } catch (SqlFailure e) {
      throw e.outside();
    } finally {
      life.readLock().unlock();
    }
  }

  private static @Nullable Running running() {
    return RUNNING.isBound() ? RUNNING.get() : null;
  }
}
