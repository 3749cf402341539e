package dev.liaison.crm.transfer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far a copy is that has not ended. It is kept in the store that is being filled.
///
/// @param identity of the store that it comes from
/// @param name what a person called that one
/// @param marks of that one when the copy began
/// @param kind what is being copied; empty when everything has been
/// @param position behind what was copied of that kind
/// @param sequence the highest number of a change or an earlier value so far
/// @param tallies of all that was copied
public record Progress(
    String identity,
    String name,
    Marks marks,
    Optional<Kind> kind,
    String position,
    long sequence,
    Map<Kind, Tally> tallies) {

  private static final String HEAD = "liaison-copy 1";
  private static final String ENDED = "-";

  public Progress {
    tallies = Collections.unmodifiableMap(new EnumMap<>(tallies));
  }

  static Progress start(TransferSource from) {
    Map<Kind, Tally> nothing = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      nothing.put(kind, Tally.NONE);
    }
    return new Progress(
        from.identity(),
        from.name(),
        from.marks(),
        Optional.of(Kind.ORDER.getFirst()),
        TransferSource.START,
        0,
        nothing);
  }

  Tally tally(Kind of) {
    return tallies.getOrDefault(of, Tally.NONE);
  }

  long count() {
    return tallies.values().stream().mapToLong(Tally::count).sum();
  }

  /// With a page of the current kind behind it.
  Progress after(Page page, Tally tally, long highest) {
    Map<Kind, Tally> now = new EnumMap<>(tallies);
    now.put(kind.orElseThrow(), tally);
    return new Progress(
        identity, name, marks, kind, page.position(), Math.max(sequence, highest), now);
  }

  /// With all of the current kind behind it.
  Progress next() {
    Optional<Kind> following = kind.orElseThrow().next();
    return new Progress(identity, name, marks, following, TransferSource.START, sequence, tallies);
  }

  /// Why the store that holds this cannot be used, in one line.
  ///
  /// @param here what a person calls the store
  public String refusal(String here) {
    return "%s is not complete: a copy from %s into it has not ended; run the same 'liaison copy' again"
        .formatted(here, name);
  }

  /// The stored form; one field a line.
  public String text() {
    var text = new StringBuilder(HEAD).append('\n');
    line(text, "identity", identity);
    line(text, "name", name.replaceAll("\\R", " "));
    line(text, "marks", marks.nextId() + " " + marks.sequence());
    line(text, "kind", kind.map(Kind::name).orElse(ENDED));
    line(text, "position", position);
    line(text, "sequence", Long.toString(sequence));
    tallies.forEach(
        (of, tally) ->
            line(text, of.name(), tally.count() + " " + tally.sum() + " " + tally.oneWay()));
    return text.toString();
  }

  private static void line(StringBuilder text, String field, String value) {
    text.append(field).append(' ').append(value).append('\n');
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws TransferRefused when it has another form
  public static Progress ofText(String text) {
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(HEAD)) {
      throw new TransferRefused("a copy was begun by another version of Liaison: use that one");
    }
    var fields = new HashMap<String, String>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        fields.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    String[] marks = field(fields, "marks").split(" ", -1);
    String kind = field(fields, "kind");
    Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    for (Kind of : Kind.values()) {
      String[] tally = field(fields, of.name()).split(" ", -1);
      tallies.put(
          of,
          new Tally(Long.parseLong(tally[0]), Long.parseLong(tally[1]), Long.parseLong(tally[2])));
    }
    return new Progress(
        field(fields, "identity"),
        field(fields, "name"),
        new Marks(Long.parseLong(marks[0]), Long.parseLong(marks[1])),
        kind.equals(ENDED) ? Optional.empty() : Optional.of(Kind.valueOf(kind)),
        field(fields, "position"),
        Long.parseLong(field(fields, "sequence")),
        tallies);
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("how far a copy is lacks its " + name);
    }
    return value;
  }
}
