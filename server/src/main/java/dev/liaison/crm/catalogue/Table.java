package dev.liaison.crm.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A tab-separated resource of the core's catalogues: a line of column names, then one row a line.
/// Lines that start with `#` and empty lines are left out. Immutable. Damaged data is a fault of
/// the build, so it fails with [IllegalStateException].
///
/// Written without lambdas and streams: the catalogues are read at each start, when those cost
/// most.
public final class Table {

  private final String resource;
  private final String[] columns;
  private final List<Row> rows = new ArrayList<>();

  private Table(String resource, String text) {
    this.resource = resource;
    String[] head = {};
    for (String line : text.split("\n")) {
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      String[] cells = line.split("\t");
      if (head.length == 0) {
        head = cells;
      } else if (cells.length <= head.length) {
        rows.add(new Row(cells));
      } else {
        throw new IllegalStateException(resource + ": too many cells: " + line);
      }
    }
    columns = head;
  }

  /// Reads the table that lies in the package of `owner`.
  public static Table read(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource + " beside " + owner.getName());
      }
      return new Table(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  private int index(String column) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].equals(column)) {
        return i;
      }
    }
    throw new IllegalStateException(resource + " has no column " + column);
  }

  /// One row; cells that a short line leaves out are empty.
  public final class Row {

    private final String[] cells;

    private Row(String[] cells) {
      this.cells = cells;
    }

    /// The cell of a column, which has to be there.
    public String text(String column) {
      String cell = textOr(column, "");
      if (cell.isEmpty()) {
        throw new IllegalStateException(
            resource + ": no " + column + " in " + Arrays.toString(cells));
      }
      return cell;
    }

    /// The cell of a column, or `other` when there is nothing in it.
    public String textOr(String column, String other) {
      int index = index(column);
      return index < cells.length && !cells[index].isEmpty() ? cells[index] : other;
    }

    /// The cell of a column; empty when there is nothing in it.
    public Optional<String> optional(String column) {
      String cell = textOr(column, "");
      return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    /// Whether the cell says `yes`; an empty one says no.
    public boolean yes(String column) {
      return textOr(column, "").equals("yes");
    }

    /// Whether `word` is among the words of the cell, which are divided by spaces.
    public boolean has(String column, String word) {
      String cell = textOr(column, "");
      int start = 0;
      while (start < cell.length()) {
        int space = cell.indexOf(' ', start);
        int end = space < 0 ? cell.length() : space;
        if (end - start == word.length() && cell.startsWith(word, start)) {
          return true;
        }
        start = end + 1;
      }
      return false;
    }
  }
}
