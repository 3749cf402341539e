package dev.liaison.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// The database of a measurement: an empty one that the user names, in which everything is put into
/// two schemas, which are dropped at the end. Used by one thread.
final class BenchDatabase implements AutoCloseable {

  private static final String SCHEMA = "liaison_bench";
  private static final String RAW_SCHEMA = "liaison_bench_raw";
  private static final String SEARCH_PATH = "currentSchema";

  /// What [RawLoad] uses.
  private static final List<String> RAW_TABLES = List.of("record", "association", "change");

  private static final String PRESENT =
      """
      select n.nspname || coalesce('.' || c.relname, '')
      from pg_namespace n left join pg_class c on c.relnamespace = n.oid
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and (c.oid is not null or n.nspname like 'liaison_bench%')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      order by 1 limit 1""";

  private final Storage.Database database;
  private final Connection connection;
  private final String words;
  private final DatabaseTime time;

  private BenchDatabase(Storage.Database database, Connection connection) throws SQLException {
    this.database = database;
    this.connection = connection;
    words = describe();
    time = DatabaseTime.of(connection);
  }

  /// Connects, and makes the schemas.
  ///
  /// @throws Refused when the database has anything in it, or cannot be used
  static BenchDatabase take(String url) {
    if (url.contains(SEARCH_PATH + "=")) {
      throw new Refused("the URL must not name a " + SEARCH_PATH + ": the bench makes its own");
    }
    try {
      var database = new BenchDatabase(new Storage.Database(url), DriverManager.getConnection(url));
      Optional<String> present = database.first(PRESENT);
      if (present.isPresent()) {
        database.connection.close();
        throw new Refused(
            "the database is not empty: it has %s. Name one that was made for this (schemas %s and %s are left by a measurement that was killed)"
                .formatted(present.get(), SCHEMA, RAW_SCHEMA));
      }
      database.execute("create schema " + SCHEMA, "create schema " + RAW_SCHEMA);
      return database;
    } catch (SQLException e) {
      throw new Refused(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /// The database cannot be measured; the message says why, without the password.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }

  /// For the server.
  Storage.Database storage() {
    return database.with(SEARCH_PATH, SCHEMA);
  }

  /// For [RawLoad]: tables with the columns, keys, indexes and rows of the server's.
  Storage.Database rawStorage() {
    return database.with(SEARCH_PATH, RAW_SCHEMA + "," + SCHEMA);
  }

  /// Copies what was loaded for [RawLoad], and brings both to the state in which the database would
  /// have them after a while.
  void loaded() {
    try {
      for (String table : RAW_TABLES) {
        execute(
            "create table %s.%s (like %s.%2$s including all)".formatted(RAW_SCHEMA, table, SCHEMA),
            "insert into %s.%s select * from %s.%2$s".formatted(RAW_SCHEMA, table, SCHEMA));
      }
      execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The server in words, with the settings that figures depend on most.
  String words() {
    return words;
  }

  DatabaseTime time() {
    return time;
  }

  private String describe() throws SQLException {
    return first(
            """
            select 'PostgreSQL ' || current_setting('server_version')
              || case when inet_server_addr() << '127.0.0.0/8' or inet_server_addr() = '::1'
                      then ', on the same machine, on all of its cores' else ', on another machine' end
              || ' (' || (select string_agg(name || ' ' || current_setting(name), ', ' order by name)
                          from pg_settings
                          where name in ('fsync', 'full_page_writes', 'synchronous_commit',
                                         'shared_buffers', 'max_wal_size')) || ')'""")
        .orElseThrow();
  }

  private Optional<String> first(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private void execute(String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /// Drops all that was made. Waits for the processes that still use it.
  @Override
  public void close() {
    try (connection) {
      execute(
          "set client_min_messages = warning",
          "drop schema if exists " + RAW_SCHEMA + " cascade",
          "drop schema if exists " + SCHEMA + " cascade");
    } catch (SQLException e) {
      throw new IllegalStateException(
          "schemas %s and %s are left in the database".formatted(SCHEMA, RAW_SCHEMA), e);
    }
  }
}
