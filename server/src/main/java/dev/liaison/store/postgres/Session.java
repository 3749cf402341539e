package dev.liaison.store.postgres;

import dev.liaison.crm.WriteInDoubt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// One transaction on one connection, used by one thread. It begins with its first statement, in
/// the same round trip.
final class Session implements AutoCloseable {

  /// What a transaction sees.
  enum Mode {
    /// Every statement the same moment; nothing is written.
    SNAPSHOT("begin isolation level repeatable read read only"),
    /// Every statement what is committed when it starts: locks taken before make that consistent.
    LOCKING("begin isolation level read committed");

    private final String begin;

    Mode(String begin) {
      this.begin = begin;
    }
  }

  /// The driver takes up to 65,535 for one text.
  private static final int MOST_VALUES = 30_000;

  private final Connections connections;
  private final Connection connection;
  private final Mode mode;
  private boolean begun;
  private boolean wrote;

  Session(Connections connections, Connection connection, Mode mode) {
    this.connections = connections;
    this.connection = connection;
    this.mode = mode;
  }

  /// Runs statements in one round trip.
  ///
  /// @throws SqlFailure when one fails; none of those behind it has run then
  void run(Batch batch) {
    boolean begins = !begun;
    begun = true;
    execute(begins ? new Batch().add(mode.begin).addAll(batch) : batch);
  }

  /// As [#run], with statements that write.
  void write(Batch batch) {
    wrote = true;
    run(batch);
  }

  /// Runs the last statements and makes everything durable, in one round trip. Nothing happens when
  /// there is nothing.
  ///
  /// @throws SqlFailure when a statement fails; nothing is kept then
  /// @throws WriteInDoubt when the connection broke before the answer came
  void commit(Batch last) {
    if (!begun && last.isEmpty()) {
      return;
    }
    try {
      run(new Batch().addAll(last).add("commit"));
      begun = false;
    } catch (SqlFailure e) {
      if (e.isDisconnected() && (wrote || !last.isEmpty())) {
        throw new WriteInDoubt("the connection to PostgreSQL broke during a commit", e);
      }
      throw e;
    }
  }

  /// Gives up everything that was not committed.
  void rollback() {
    if (begun) {
      begun = false;
      try (Statement statement = connection.createStatement()) {
        statement.execute("rollback");
      } catch (SQLException e) {
        // The server rolls back what a closed connection leaves.
        connections.discard(connection);
      }
    }
  }

  private void execute(Batch batch) {
    List<Batch.Statement> all = batch.statements();
    int start = 0;
    while (start < all.size()) {
      int end = start;
      int values = 0;
      do {
        values += all.get(end++).values().size();
      } while (end < all.size() && values + all.get(end).values().size() <= MOST_VALUES);
      executeTogether(all.subList(start, end));
      start = end;
    }
  }

  private void executeTogether(List<Batch.Statement> statements) {
    String sql = statements.stream().map(Batch.Statement::sql).collect(Collectors.joining(";"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int bound = 0;
      for (Batch.Statement part : statements) {
        bind(statement, bound, part.values());
        bound += part.values().size();
      }
      boolean rows = statement.execute();
      for (Batch.Statement part : statements) {
        part.reader().read(new Rows(rows ? statement.getResultSet() : null));
        rows = statement.getMoreResults();
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static void bind(PreparedStatement statement, int before, List<Object> values)
      throws SQLException {
    int place = before;
    for (Object value : values) {
      place++;
      switch (value) {
        case Long number -> statement.setLong(place, number);
        case Integer number -> statement.setInt(place, number);
        case String text -> statement.setString(place, text);
        case Batch.Absent absent -> statement.setNull(place, absent.type);
        case byte[] bytes -> statement.setBytes(place, bytes);
        case Object array -> statement.setObject(place, array);
      }
    }
  }

  @Override
  public void close() {
    rollback();
    connections.giveBack(connection);
  }
}
