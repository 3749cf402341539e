package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/// The work of [Scenario#ASSOCIATE] as a program would do it that is made for nothing else: SQL
/// through pgjdbc, prepared once, over [#CONNECTIONS] connections, each with a thread. The
/// [Variant] says which. Two round trips, as few as can be where the program looks at the answer
/// before it writes. Arguments: variant, first step, seconds of warm-up, seconds. Prints what
/// [LoadClient] prints, and ends with its input.
final class RawLoad {

  static final int CONNECTIONS = 8;

  private static final String INSERT_LINKS =
      "insert into association (from_id, portal, from_type, to_type, to_id, category, type_id)"
          + " values "
          + "(?, 1, '0-3', '0-1', ?, 'HUBSPOT_DEFINED', 3), (?, 1, '0-1', '0-3', ?, 'HUBSPOT_DEFINED', 4),"
          + " (?, 1, '0-3', '0-1', ?, 'HUBSPOT_DEFINED', 3), (?, 1, '0-1', '0-3', ?, 'HUBSPOT_DEFINED', 4)"
          + " on conflict do nothing";

  private static final String SEQUENCE = "(pg_current_xact_id()::text::bigint << 20) + ";

  private static final String DETAIL =
      "json_build_object('type', '0-1', 'id', ?::bigint, 'links',"
          + " json_build_array('HUBSPOT_DEFINED', 3))";

  /// Which statements a transaction has.
  enum Variant {
    /// Three records are looked for by their keys, in one statement, and, when all are live, two
    /// links are inserted from both ends, in one statement: `begin; select` and `insert; commit`.
    /// Nothing keeps the records from being archived in between.
    LINKS(
        "raw SQL: three checks, two links from both ends",
        "begin;" + "select id from record where id = any(?) and portal = 1 and archived_at is null",
        INSERT_LINKS + ";commit"),

    /// All that the server does for its answer: the three records are locked, what is linked
    /// already is looked for, and with the links go the modified dates of the three records, in one
    /// statement, and two rows of the change log: `begin; select for update; select` and `insert;
    /// update; insert; commit`.
    SAME_EFFECT(
        "raw SQL: the same, with locks, modified dates and change log",
        "begin;"
            + "select id from record where id = any(?) and portal = 1 and archived_at is null"
            + " order by id for no key update;"
            + "select to_id from association where from_id = ? and portal = 1 and from_type = '0-3'"
            + " and to_type = '0-1' and to_id = any(?)",
        INSERT_LINKS
            + ";update record set updated_at = ? where id = any(?) and portal = 1 and archived_at"
            + " is null and updated_at < ?"
            + ";insert into change (portal, sequence, at, source, kind, type, record_id, detail)"
            + " values "
            + ("(1, " + SEQUENCE + "0, ?, 'API', 'associated', '0-3', ?, " + DETAIL + "), ")
            + ("(1, " + SEQUENCE + "1, ?, 'API', 'associated', '0-3', ?, " + DETAIL + ")")
            + ";commit");

    final String title;
    final String check;
    final String write;

    Variant(String title, String check, String write) {
      this.title = title;
      this.check = check;
      this.write = write;
    }
  }

  private final Variant variant;
  private final String url;
  private final AtomicLong step;

  private RawLoad(Variant variant, String url, long firstStep) {
    this.variant = variant;
    this.url = url;
    step = new AtomicLong(firstStep);
  }

  /// Measures once.
  public static void main(String[] arguments) throws InterruptedException, IOException {
    if (Storage.ofThisProcess() instanceof Storage.Database(String url)) {
      var load = new RawLoad(Variant.valueOf(arguments[0]), url, Long.parseLong(arguments[1]));
      int warmUp = Integer.parseInt(arguments[2]);
      Figures figures =
          new Callers(CONNECTIONS, load::worker)
              .run(warmUp, Integer.parseInt(arguments[3]), load.step::get);
      System.out.println(figures.line());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Callers.Worker worker() {
    try {
      return new Associating(DriverManager.getConnection(url), variant);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Associating implements Callers.Worker {
    private final Connection connection;
    private final Variant variant;
    private final PreparedStatement check;
    private final PreparedStatement write;

    Associating(Connection connection, Variant variant) throws SQLException {
      this.connection = connection;
      this.variant = variant;
      check = connection.prepareStatement(variant.check);
      write = connection.prepareStatement(variant.write);
    }

    @Override
    public void call() {
      long mine = step.getAndIncrement();
      long contact = Dataset.pairAt(mine);
      try {
        associate(Dataset.freeDealAt(mine), contact, contact + 1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private void associate(long deal, long one, long other) throws SQLException {
      Long[] all = {deal, one, other};
      check.setArray(1, connection.createArrayOf("bigint", all));
      if (variant == Variant.SAME_EFFECT) {
        check.setLong(2, deal);
        check.setArray(3, connection.createArrayOf("bigint", new Long[] {one, other}));
      }
      check.execute();
      requireRows(3);
      if (variant == Variant.SAME_EFFECT) {
        requireRows(0);
      }
      bindLinks(deal, one, other);
      if (variant == Variant.SAME_EFFECT) {
        bindDatesAndLog(deal, one, other, all);
      }
      write.execute();
    }

    /// The steps never name a pair twice, so that nothing is linked already.
    private void requireRows(int count) throws SQLException {
      check.getMoreResults();
      int found = 0;
      try (ResultSet rows = check.getResultSet()) {
        while (rows.next()) {
          found++;
        }
      }
      if (found != count) {
        throw new IllegalStateException(found + " rows in place of " + count);
      }
    }

    private void bindLinks(long deal, long one, long other) throws SQLException {
      long[] ends = {deal, one, one, deal, deal, other, other, deal};
      for (int i = 0; i < ends.length; i++) {
        write.setLong(i + 1, ends[i]);
      }
    }

    private void bindDatesAndLog(long deal, long one, long other, Long[] all) throws SQLException {
      long now = System.currentTimeMillis();
      write.setLong(9, now);
      write.setArray(10, connection.createArrayOf("bigint", all));
      write.setLong(11, now);
      write.setLong(12, now);
      write.setLong(13, deal);
      write.setLong(14, one);
      write.setLong(15, now);
      write.setLong(16, deal);
      write.setLong(17, other);
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
