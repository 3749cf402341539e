package dev.liaison.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The rows that a statement answered, read by column number from 1.
final class Rows {

  private final @Nullable ResultSet rows;

  /// @param rows null where the statement answers none
  Rows(@Nullable ResultSet rows) {
    this.rows = rows;
  }

  boolean next() {
    try {
      return rows != null && rows.next();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  long number(int column) {
    try {
      return open().getLong(column);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  boolean flag(int column) {
    try {
      return open().getBoolean(column);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  String text(int column) {
    String text = textOrNull(column);
    if (text == null) {
      throw new IllegalStateException("column " + column + " has no value");
    }
    return text;
  }

  @Nullable String textOrNull(int column) {
    try {
      return open().getString(column);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  @Nullable Long numberOrNull(int column) {
    try {
      long number = open().getLong(column);
      return open().wasNull() ? null : number;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  byte[] bytes(int column) {
    try {
      return open().getBytes(column);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private ResultSet open() {
    if (rows == null) {
      throw new IllegalStateException("a statement without rows");
    }
    return rows;
  }
}
