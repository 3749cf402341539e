package dev.liaison.store.postgres;

import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.transfer.Progress;
import dev.liaison.store.postgres.PostgresOptions.Sharding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to the form that this version works with. Any number of servers may do that at
/// once: one of them does it, the others wait.
final class Migrations {

  /// The oldest server whose SQL is enough.
  private static final int OLDEST_SERVER = 15;

  /// The newest of the scripts.
  private static final int NEWEST = 1;

  private static final String HISTORY = "flyway_schema_history";
  private static final String SCRIPTS = "classpath:dev/liaison/store/postgres/";

  private Migrations() {}

  /// @return what is to be added to transactions' numbers, see [PendingLog]
  /// @throws StoreOpenException when the database cannot be used
  static long apply(PostgresOptions options) {
    return on(
        options,
        statement -> {
          bringForward(options, statement, presentVersion(statement));
          refuseUnfinishedCopy(statement);
          return sequenceOffset(statement);
        });
  }

  /// As [#apply], for a copy into the database, which may have been begun earlier.
  static void applyForCopy(PostgresOptions options) {
    boolean _ =
        on(
            options,
            statement -> {
              bringForward(options, statement, presentVersion(statement));
              return true;
            });
  }

  /// As [#apply], for a copy from the database: one without tables stays so.
  static void applyToSource(PostgresOptions options) {
    boolean _ =
        on(
            options,
            statement -> {
              long present = presentVersion(statement);
              if (present == 0) {
                throw new StoreOpenException("the database to copy from has no tables of Liaison");
              }
              bringForward(options, statement, present);
              return true;
            });
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Statement statement) throws SQLException;
  }

  private static <T> T on(PostgresOptions options, Work<T> work) {
    try (Connection connection = Connections.single(options);
        Statement statement = connection.createStatement()) {
      requireServer(statement);
      return work.on(statement);
    } catch (SQLException e) {
      throw new StoreOpenException(reason(e), e);
    }
  }

  private static void bringForward(PostgresOptions options, Statement statement, long present)
      throws SQLException {
    if (present > NEWEST) {
      throw new StoreOpenException(
          "the database was made by a newer Liaison (schema "
              + present
              + ", this one knows "
              + NEWEST
              + "): use that one");
    }
    boolean toShard = options.sharding() == Sharding.CITUS && toShard(statement);
    // Flyway takes as long as the rest of a start: only when there is something to do.
    if (present < NEWEST || toShard) {
      migrate(options);
    }
  }

  private static void refuseUnfinishedCopy(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select unfinished_copy from deployment")) {
      String copy = rows.next() ? rows.getString(1) : null;
      if (copy != null) {
        throw new StoreOpenException(Progress.ofText(copy).refusal("the database"));
      }
    }
  }

  private static void requireServer(Statement statement) throws SQLException {
    int version =
        Math.toIntExact(number(statement, "select current_setting('server_version_num')"));
    if (version / 10_000 < OLDEST_SERVER) {
      throw new StoreOpenException(
          "PostgreSQL "
              + version / 10_000
              + " is too old: "
              + OLDEST_SERVER
              + " or newer is needed");
    }
  }

  /// 0 in an empty database.
  private static long presentVersion(Statement statement) throws SQLException {
    boolean empty =
        number(statement, "select count(*) where to_regclass('" + HISTORY + "') is null") == 1;
    return empty
        ? 0
        : number(
            statement,
            "select coalesce(max(version::bigint), 0) from " + HISTORY + " where success");
  }

  /// Whether the tables are still to be spread.
  private static boolean toShard(Statement statement) throws SQLException {
    if (number(statement, "select count(*) from pg_extension where extname = 'citus'") == 0) {
      throw new StoreOpenException(
          "--sharding citus: the database has no Citus (create extension citus)");
    }
    return number(
            statement,
            "select count(*) from pg_dist_partition where logicalrelid = to_regclass('document_version')")
        == 0;
  }

  private static void migrate(PostgresOptions options) {
    try {
      Flyway.configure()
          .dataSource(options.url(), options.user().orElse(null), options.password().orElse(null))
          .locations(
              options.sharding() == Sharding.CITUS
                  ? new String[] {SCRIPTS + "migration", SCRIPTS + "sharding"}
                  : new String[] {SCRIPTS + "migration"})
          .table(HISTORY)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreOpenException("the tables cannot be made: " + e.getMessage(), e);
    }
  }

  /// Transactions are numbered from the start again in another cluster, to which a dump was
  /// brought: the log must go on behind what it has. Of servers that start at once one moves the
  /// offset, in a transaction that gets its number when the lock is had; two offsets in use at once
  /// would number two changes alike.
  private static long sequenceOffset(Statement statement) throws SQLException {
    String behind =
        "(select coalesce(max(sequence) >> "
            + PendingLog.SEQUENCE_BITS
            + ", 0) + 1 from change) - pg_current_xact_id()::text::bigint";
    statement.execute("begin");
    statement.execute("select pg_advisory_xact_lock(" + LockKeys.start() + ")");
    statement.execute(
        "update deployment set sequence_offset = " + behind + " where sequence_offset < " + behind);
    statement.execute("commit");
    return number(statement, "select sequence_offset from deployment");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// One line, without what the URL says of users and passwords.
  static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return "cannot use PostgreSQL: " + message;
  }
}
