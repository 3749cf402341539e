package dev.liaison.store.postgres;

import dev.liaison.crm.StoreUnavailable;
import java.io.Serial;
import java.sql.SQLException;

/// A statement failed. Stays inside this package: what leaves it is [StoreUnavailable] or a defect.
final class SqlFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final SQLException cause;

  SqlFailure(SQLException cause) {
    super(cause);
    this.cause = cause;
  }

  private String state() {
    String state = cause.getSQLState();
    return state == null ? "" : state;
  }

  /// Whether the same transaction may well succeed when it is run again: serialisation failure,
  /// deadlock, a lock not had in time, a unique value that came in between.
  boolean isPassing() {
    return switch (state()) {
      case "40001", "40P01", "55P03", "23505" -> true;
      default -> false;
    };
  }

  /// The table of locks is full.
  boolean isOutOfLocks() {
    return state().equals("53200");
  }

  /// Whether the connection is of no use any more. 25P03 and 25P04 are transactions that the server
  /// ended, with their connection, since they took too long.
  boolean isDisconnected() {
    String state = state();
    return state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03")
        || state.equals("25P04");
  }

  /// Whether it is the database's state and not the statement: unreachable, stopping, out of disk,
  /// connections or memory, read-only, or a query that was cancelled.
  private boolean isOfTheDatabase() {
    String state = state();
    return isDisconnected()
        || isPassing()
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("XX")
        || state.equals("25006");
  }

  /// What a caller of the store gets.
  RuntimeException outside() {
    return isOfTheDatabase()
        ? new StoreUnavailable("PostgreSQL: " + cause.getMessage(), cause)
        : new IllegalStateException("PostgreSQL refused a statement: " + cause.getMessage(), cause);
  }
}
