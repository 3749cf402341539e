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

  /// How long a caller waits for one of the pool's connections.
  private static final long WAIT_MS = 30_000;

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

  Connections(PostgresOptions options) {
    this.options = options;
    HikariConfig config = new HikariConfig();
    config.setPoolName("liaison-postgres");
    config.setJdbcUrl(options.url());
    config.setDataSourceProperties(properties(options));
    config.setMaximumPoolSize(options.connections());
    config.setMinimumIdle(Math.min(2, options.connections()));
    config.setConnectionTimeout(WAIT_MS);
    config.setValidationTimeout(1_000);
    config.setConnectionInitSql(SETTINGS);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  private static Properties properties(PostgresOptions options) {
    Properties properties = new Properties();
    options.user().ifPresent(user -> properties.setProperty("user", user));
    options.password().ifPresent(password -> properties.setProperty("password", password));
    setUnlessInUrl(options, properties, "connectTimeout", "5");
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
    if (away) {
      throw new StoreUnavailable("PostgreSQL cannot be reached");
    }
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw new StoreUnavailable("no connection to PostgreSQL: " + e.getMessage(), e);
    }
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
