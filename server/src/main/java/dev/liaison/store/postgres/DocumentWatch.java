package dev.liaison.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks which kinds of documents other servers have changed: when one tells, and else twice a
/// second, since a notice can be lost (behind a connection pooler for instance). Its connection
/// also tells when the database goes away and when it is back. A thread of its own.
final class DocumentWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentWatch.class);

  private static final int LOOK_EVERY_MS = 500;
  private static final int RECONNECT_EVERY_MS = 200;

  /// How long the database may take to answer a look. Behind that it is asked with a new connection
  /// whether it is away: one that hangs does not cut connections.
  private static final int PATIENCE_MS = 2_000;

  private final Connections connections;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Connection current;

  private record Kind(long portal, String kind) {}

  private static final class Listener {
    private final Kind kind;
    private final Runnable action;

    /// What it was told of last; used by the thread only.
    private long version;

    Listener(Kind kind, Runnable action) {
      this.kind = kind;
      this.action = action;
    }
  }

  DocumentWatch(Connections connections) {
    this.connections = connections;
    this.thread = Thread.ofPlatform().daemon().name("liaison-postgres-watch").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void add(long portal, String kind, Runnable action) {
    listeners.add(new Listener(new Kind(portal, kind), action));
  }

  private void work() {
    while (!closed) {
      try (Connection connection = connections.single();
          Statement statement = connection.createStatement()) {
        current = connection;
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
        statement.execute("listen " + PendingValues.CHANNEL);
        turned(false, null);
        watch(connection.unwrap(PGConnection.class), statement);
      } catch (SQLException e) {
        // A connection of its own can be cut while the database is well: away is what cannot be
        // reached again.
        if (!closed && !reachable()) {
          turned(true, e);
        }
        pause(RECONNECT_EVERY_MS);
      }
    }
  }

  private void watch(PGConnection connection, Statement statement) throws SQLException {
    while (!closed) {
      look(statement);
      connection.getNotifications(LOOK_EVERY_MS);
    }
  }

  private void look(Statement statement) throws SQLException {
    Map<Kind, Long> now = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery("select portal, kind, version from document_version")) {
      while (rows.next()) {
        now.put(new Kind(rows.getLong(1), rows.getString(2)), rows.getLong(3));
      }
    }
    connections.setSeen();
    for (Listener listener : listeners) {
      long version = now.getOrDefault(listener.kind, 0L);
      if (version != listener.version) {
        tell(listener, version);
      }
    }
  }

  /// One that fails is told again with the next look.
  private static void tell(Listener listener, long version) {
    try {
      listener.action.run();
      listener.version = version;
    } catch (RuntimeException e) {
      LOG.warn("documents of kind {} could not be read again", listener.kind.kind(), e);
    }
  }

  private boolean reachable() {
    try (Connection connection = connections.single()) {
      connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void turned(boolean away, @Nullable SQLException reason) {
    if (connections.isAway() != away) {
      connections.setAway(away);
      if (reason != null) {
        LOG.error("PostgreSQL cannot be reached: {}", reason.getMessage());
      } else {
        LOG.info("PostgreSQL can be reached again");
      }
    }
  }

  /// Waiting for a notice is not interrupted otherwise.
  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("a connection was gone already", e);
    }
  }

  private void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Connection connection = current;
    if (connection != null) {
      cut(connection);
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
