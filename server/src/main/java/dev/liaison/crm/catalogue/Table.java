package dev.liaison.crm.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tab-separated resource of the core's catalogues: a line of column names, then one row a line.
/// Lines that start with `#` and empty lines are left out. Immutable. Damaged data is a fault of
/// the build, so it fails with [IllegalStateException].
public final class Table {

  private final String resource;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  private Table(String resource, String text) {
    this.resource = resource;
    List<String> lines =
        text.lines().filter(line -> !line.isEmpty() && line.charAt(0) != '#').toList();
    if (lines.isEmpty()) {
      throw new IllegalStateException(resource + " has no columns");
    }
    columns = List.of(cells(lines.getFirst()));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      if (cells.length > columns.size()) {
        throw new IllegalStateException(resource + ": too many cells: " + line);
      }
      rows.add(new Row(Arrays.copyOf(cells, columns.size())));
    }
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
    return List.copyOf(rows);
  }

  private static String[] cells(String line) {
    return line.split("\t", -1);
  }

  /// One row; cells that a short line leaves out are empty.
  public final class Row {

    private final @Nullable String[] cells;

    private Row(@Nullable String[] cells) {
      this.cells = cells;
    }

    /// The cell of a column, which has to be there.
    public String text(String column) {
      return optional(column)
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      resource + ": no " + column + " in " + Arrays.toString(cells)));
    }

    /// The cell of a column; empty when there is nothing in it.
    public Optional<String> optional(String column) {
      int index = columns.indexOf(column);
      if (index < 0) {
        throw new IllegalStateException(resource + " has no column " + column);
      }
      String cell = cells[index];
      return cell == null || cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    /// Whether the cell says `yes`; an empty one says no.
    public boolean yes(String column) {
      return optional(column).filter("yes"::equals).isPresent();
    }

    /// Whether `word` is among the words of the cell, which are divided by spaces.
    public boolean has(String column, String word) {
      return optional(column).filter(cell -> List.of(cell.split(" ")).contains(word)).isPresent();
    }
  }
}
