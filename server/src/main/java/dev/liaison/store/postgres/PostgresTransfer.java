package dev.liaison.store.postgres;

import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.transfer.Item;
import dev.liaison.crm.transfer.Kind;
import dev.liaison.crm.transfer.Marks;
import dev.liaison.crm.transfer.Page;
import dev.liaison.crm.transfer.Progress;
import dev.liaison.crm.transfer.TransferRefused;
import dev.liaison.crm.transfer.TransferSource;
import dev.liaison.crm.transfer.TransferTarget;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// A database as one end of a copy. What is read of a server that writes meanwhile is of no one
/// moment: the comparison at the end tells.
public final class PostgresTransfer implements TransferTarget {

  /// Each page goes along a key; nothing is to be sorted, whatever the planner knows of the tables.
  private static final String SETTINGS =
      "select set_config('enable_seqscan', 'off', false),"
          + " set_config('enable_bitmapscan', 'off', false),"
          + " set_config('enable_sort', 'off', false),"
          + " set_config('lock_timeout', '10s', false),"
          + " set_config('synchronous_commit', case current_setting('synchronous_commit')"
          + " when 'off' then 'on' else current_setting('synchronous_commit') end, false)";

  /// Rows that are fetched together: a record can be large.
  private static final int FETCHED = 200;

  /// Bound of the texts in a page.
  private static final int MOST_BYTES = 4 << 20;

  private final String name;
  private final Connection connection;

  /// How far the copy is, as the database has it unless another process copies too.
  private Optional<String> kept = Optional.empty();

  private PostgresTransfer(PostgresOptions options) {
    name = options.url().replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "");
    try {
      connection = Connections.single(options);
      // A count or a large addition may take its time.
      connection.setNetworkTimeout(Runnable::run, 0);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(SETTINGS);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new StoreOpenException(Migrations.reason(e), e);
    }
  }

  /// Connects to a database that has data, to copy from it.
  ///
  /// @throws StoreOpenException when it has no tables of Liaison, or cannot be used
  public static TransferSource source(PostgresOptions options) {
    Migrations.applyToSource(options);
    return new PostgresTransfer(options);
  }

  /// Connects to a database to copy into it, and makes the tables.
  ///
  /// @throws StoreOpenException when it cannot be used
  public static TransferTarget target(PostgresOptions options) {
    Migrations.applyForCopy(options);
    return new PostgresTransfer(options);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String identity() {
    return "postgresql:" + ask("select id from deployment", rows -> rows.text(1));
  }

  @Override
  public Marks marks() {
    return ask(
        "select next_id, coalesce((select max(sequence) from change), 0) from deployment",
        rows -> new Marks(rows.number(1), rows.number(2)));
  }

  @Override
  public Optional<Progress> progress() {
    kept =
        ask(
            "select unfinished_copy from deployment",
            rows -> Optional.ofNullable(rows.textOrNull(1)));
    return kept.map(Progress::ofText);
  }

  /// Counts, since a planner's estimate may be of no use, and of a sharded table is.
  @Override
  public long estimate(Kind kind) {
    return inTransaction(
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("set local enable_seqscan = on");
            try (ResultSet rows = statement.executeQuery(TransferTable.of(kind).count())) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  @Override
  public Page page(Kind kind, String after, int most) {
    TransferTable table = TransferTable.of(kind);
    return inTransaction(
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement(table.page(after.equals(START)))) {
            statement.setFetchSize(FETCHED);
            int place = table.bindPosition(statement, after);
            statement.setInt(place, most);
            try (ResultSet found = statement.executeQuery()) {
              return page(table, after, new Rows(found));
            }
          }
        });
  }

  private static Page page(TransferTable table, String after, Rows rows) {
    List<Item> items = new ArrayList<>();
    String position = after;
    long bytes = 0;
    while (bytes < MOST_BYTES && rows.next()) {
      Item item = table.read(rows);
      items.add(item);
      bytes += CopyText.weight(item);
      position = table.position(rows);
    }
    return new Page(items, position);
  }

  @Override
  public void begin(Progress progress) {
    boolean _ =
        inTransaction(
            () -> {
              keep(Optional.of(progress.text()));
              return true;
            });
    kept = Optional.of(progress.text());
  }

  @Override
  public void add(Kind kind, List<Item> items, Progress progress) {
    TransferTable table = TransferTable.of(kind);
    boolean _ =
        inTransaction(
            () -> {
              // First, so that of two who copy one waits.
              keep(Optional.of(progress.text()));
              CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy());
              try {
                byte[] lines = CopyText.lines(items).getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(lines, 0, lines.length);
                copy.endCopy();
              } finally {
                if (copy.isActive()) {
                  copy.cancelCopy();
                }
              }
              return true;
            });
    kept = Optional.of(progress.text());
  }

  private void keep(Optional<String> now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update deployment set unfinished_copy = ? where unfinished_copy is not distinct from"
                + " ?::text")) {
      statement.setString(1, now.orElse(null));
      statement.setString(2, kept.orElse(null));
      if (statement.executeUpdate() != 1) {
        throw new TransferRefused("another copy into " + name + " goes on at the same time");
      }
    }
  }

  @Override
  public void finish(Marks marks) {
    boolean _ =
        inTransaction(
            () -> {
              try (Statement statement = connection.createStatement()) {
                // The first queries must not be planned for empty tables.
                statement.execute(TransferTable.ANALYZE);
                return true;
              }
            });
    boolean _ =
        inTransaction(
                () -> {
                  keep(Optional.empty());
                  try (PreparedStatement statement =
                      connection.prepareStatement(
                          "update deployment set next_id = greatest(next_id, ?), sequence_offset ="
                              + " greatest(sequence_offset, (?::bigint >> "
                              + PendingLog.SEQUENCE_BITS
                              + ") + 1 - pg_current_xact_id()::text::bigint)")) {
                    statement.setLong(1, marks.nextId());
                    statement.setLong(2, marks.sequence());
                    return statement.executeUpdate();
                  }
                })
            > 0;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) {
    try {
      try {
        T result = work.run();
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(e);
        throw e;
      }
    } catch (SQLException e) {
      throw new SqlFailure(e).outside();
    } catch (SqlFailure e) {
      throw e.outside();
    }
  }

  private void rollback(Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  @FunctionalInterface
  private interface Form<T> {
    T of(Rows rows);
  }

  private <T> T ask(String sql, Form<T> form) {
    return inTransaction(
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet found = statement.executeQuery(sql)) {
            Rows rows = new Rows(found);
            rows.next();
            return form.of(rows);
          }
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SqlFailure(e).outside();
    }
  }
}
