package dev.liaison.crm.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form in which the core keeps a definition in a document of the store: UTF-8, a line for the
/// version of the form, then one line a value, its name and its cells between tabs. A name may have
/// several lines; what is empty or false has none. People can read it, and a version that knows
/// more names reads the documents of one that knows fewer. Immutable.
public final class Document {

  private static final String VERSION = "1";

  private final Map<String, List<List<String>>> rows;

  private Document(Map<String, List<List<String>>> rows) {
    this.rows = rows;
  }

  /// @throws IllegalStateException when the document is of a form that this version cannot read
  public static Document of(byte[] content) {
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals(VERSION)) {
      throw new IllegalStateException("a stored definition has the unknown form " + lines[0]);
    }
    var rows = new LinkedHashMap<String, List<List<String>>>();
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isEmpty()) {
        String[] cells = lines[i].split("\t", -1);
        var row = new ArrayList<String>(cells.length - 1);
        for (int cell = 1; cell < cells.length; cell++) {
          row.add(plain(cells[cell]));
        }
        rows.computeIfAbsent(cells[0], _ -> new ArrayList<>(1)).add(row);
      }
    }
    return new Document(rows);
  }

  /// The value, which has to be there.
  public String text(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException("a stored definition has no " + name));
  }

  public Optional<String> optional(String name) {
    List<List<String>> found = rows(name);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst().getFirst());
  }

  public String textOr(String name, String other) {
    return optional(name).orElse(other);
  }

  /// A number; 0 when there is none.
  public long number(String name) {
    return optional(name).map(Long::parseLong).orElse(0L);
  }

  public boolean yes(String name) {
    return optional(name).isPresent();
  }

  /// The cells of every line with this name.
  public List<List<String>> rows(String name) {
    return rows.getOrDefault(name, List.of());
  }

  /// The first cell of every line with this name.
  public List<String> texts(String name) {
    return rows(name).stream().map(List::getFirst).toList();
  }

  /// Puts a document together. Used by one thread.
  public static final class Writer {

    private final StringBuilder text = new StringBuilder(VERSION).append('\n');

    /// A line, also for an empty value.
    public Writer row(String name, Object... cells) {
      text.append(name);
      for (Object cell : cells) {
        text.append('\t').append(escaped(cell.toString()));
      }
      text.append('\n');
      return this;
    }

    public Writer text(String name, String value) {
      return value.isEmpty() ? this : row(name, value);
    }

    public Writer optional(String name, Optional<?> value) {
      value.ifPresent(it -> row(name, it));
      return this;
    }

    public Writer number(String name, long value) {
      return value == 0 ? this : row(name, value);
    }

    public Writer yes(String name, boolean value) {
      return value ? row(name, "yes") : this;
    }

    public Writer texts(String name, List<String> values) {
      values.forEach(value -> row(name, value));
      return this;
    }

    public byte[] bytes() {
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  private static String plain(String cell) {
    if (cell.indexOf('\\') < 0) {
      return cell;
    }
    var plain = new StringBuilder(cell.length());
    boolean escape = false;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (escape) {
        plain.append(c == 't' ? '\t' : c == 'n' ? '\n' : c);
        escape = false;
      } else if (c == '\\') {
        escape = true;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
