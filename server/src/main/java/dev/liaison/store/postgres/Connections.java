package dev.liaison.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.liaison.crm.StoreUnavailable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// The connections to one database: a pool, and single ones beside it. While the database is known
/// to be away nobody waits for a connection. Safe for concurrent use.
final class Connections implements AutoCloseable {

  /// How long a caller waits for one of the pool's connections, in rounds: after each it looks
  /// whether the database was found to be away meanwhile.
  private static final long WAIT_MS = 30_000;

  private static final long ROUND_MS = 1_000;

  /// For how long the database counts as there after it answered.
  private static final long RECENTLY_MS = 2_000;

  /// Every query has its index: a plan that was made while a table was small must not read all of
  /// it when it has grown. A server that vanished must not keep its locks, and no commit is
  /// answered before it is on the disk.
  private static final String SETTINGS =
      "select set_config('enable_seqscan', 'off', false),"
          + " set_config('lock_timeout', '10s', false),"
          + " set_config('idle_in_transaction_session_timeout', '30s', false),"
          + " set_config('synchronous_commit', case current_setting('synchronous_commit')"
          + " when 'off' then 'on' else current_setting('synchronous_commit') end, false)";

  private final PostgresOptions options;
  private final HikariDataSource pool;
  private volatile boolean away;

  /// When the watch last had an answer, by [System#nanoTime].
  private volatile long seen = System.nanoTime();

  Connections(PostgresOptions options) {
    this.options = options;
    HikariConfig config = new HikariConfig();
    config.setPoolName("liaison-postgres");
    config.setJdbcUrl(options.url());
    config.setDataSourceProperties(properties(options));
    config.setMaximumPoolSize(options.connections());
    config.setMinimumIdle(Math.min(2, options.connections()));
    config.setConnectionTimeout(ROUND_MS);
    config.setValidationTimeout(ROUND_MS);
    config.setConnectionInitSql(SETTINGS);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  private static Properties properties(PostgresOptions options) {
    Properties properties = new Properties();
    options.user().ifPresent(user -> properties.setProperty("user", user));
    options.password().ifPresent(password -> properties.setProperty("password", password));
    setUnlessInUrl(options, properties, "connectTimeout", "5");
    // Else the pool's rounds would be it.
    setUnlessInUrl(options, properties, "loginTimeout", "10");
    setUnlessInUrl(options, properties, "socketTimeout", "60");
    setUnlessInUrl(options, properties, "tcpKeepAlive", "true");
    setUnlessInUrl(options, properties, "ApplicationName", "liaison");
    return properties;
  }

  private static void setUnlessInUrl(
      PostgresOptions options, Properties properties, String name, String value) {
    if (!options.url().contains(name + "=")) {
      properties.setProperty(name, value);
    }
  }

  /// A connection beside the pool.
  static Connection single(PostgresOptions options) throws SQLException {
    return DriverManager.getConnection(options.url(), properties(options));
  }

  /// As [#single(PostgresOptions)].
  Connection single() throws SQLException {
    return single(options);
  }

  /// @throws StoreUnavailable when none can be had
  Session begin(Session.Mode mode) {
    return new Session(this, connection(), mode);
  }

  /// @throws StoreUnavailable when none can be had
  Connection connection() {
    long start = System.nanoTime();
    while (true) {
      try {
        return withinARound();
      } catch (SQLException e) {
        if (millisecondsSince(start) >= WAIT_MS) {
          throw new StoreUnavailable("no connection to PostgreSQL: " + e.getMessage(), e);
        }
      }
    }
  }

  /// @throws StoreUnavailable when the database is known to be away
  /// @throws SQLException when none came free in time
  Connection withinARound() throws SQLException {
    if (away) {
      throw new StoreUnavailable("PostgreSQL cannot be reached");
    }
    return pool.getConnection();
  }

  /// Whether the database answered a moment ago.
  boolean seenRecently() {
    return !away && millisecondsSince(seen) < RECENTLY_MS;
  }

  void setSeen() {
    seen = System.nanoTime();
  }

  private static long millisecondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1_000_000;
  }

  /// Says whether the database is known to be away.
  void setAway(boolean away) {
    this.away = away;
  }

  boolean isAway() {
    return away;
  }

  /// Never fails: what was done with the connection is done.
  void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      discard(connection);
    }
  }

  /// Takes a broken connection out of the pool.
  void discard(Connection connection) {
    pool.evictConnection(connection);
  }

  @Override
  public void close() {
    pool.close();
  }
}
