package dev.liaison.store.postgres;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/// Statements that go to the database together, in one round trip where they are not very many,
/// each with a snapshot of its own. The same text is planned once a connection, so a text has no
/// values in it.
final class Batch {

  private final List<Statement> statements = new ArrayList<>();

  /// @param values of its `?` in order: Long, Integer, String, byte[], `long[]`, `String[]` or
  ///   [Absent]
  record Statement(String sql, List<Object> values, Reader reader) {}

  /// Takes what one statement answers.
  @FunctionalInterface
  interface Reader {
    void read(Rows rows);
  }

  /// A value that is not there.
  enum Absent {
    BIGINT(Types.BIGINT),
    TEXT(Types.VARCHAR);

    final int type;

    Absent(int type) {
      this.type = type;
    }

    static Object orLong(long value) {
      return value == 0 ? BIGINT : value;
    }
  }

  /// Adds a statement whose answer nobody needs.
  Batch add(String statement, Object... values) {
    return add(_ -> {}, statement, List.of(values));
  }

  Batch add(Reader reader, String statement, List<Object> values) {
    statements.add(new Statement(statement, values, reader));
    return this;
  }

  /// Adds the statements of another batch behind these.
  Batch addAll(Batch other) {
    statements.addAll(other.statements);
    return this;
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  List<Statement> statements() {
    return statements;
  }
}
