package dev.liaison.crm.object;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record that became part of another one.
///
/// @param away the record that was merged away, as it was then; it was archived at the time of the
///   merge
/// @param moved names of the properties whose values the other one took over
/// @param email the main address that the other one had after the merge; null when it had none
public record Merge(CrmRecord away, List<String> moved, @Nullable PropertyValue email) {

  /// The collection of documents that keep the rest of a merge, each named after the record merged
  /// away. Each line of one is a word for what it says, a space and the text.
  private static final String KIND = "merge";

  private static final String MOVED = "moved";
  private static final String EMAIL = "email";
  private static final String EMAIL_AT = "email-at";
  private static final String EMAIL_SOURCE = "email-source";
  private static final String EMAIL_SOURCE_ID = "email-source-id";

  static void remember(
      Transaction tx, ObjectRef away, List<String> moved, @Nullable PropertyValue email) {
    var lines = new ArrayList<String>(moved.size() + 4);
    moved.forEach(name -> lines.add(MOVED + " " + name));
    if (email != null && !email.value().isEmpty()) {
      lines.add(EMAIL + " " + email.value());
      lines.add(EMAIL_AT + " " + email.stamp().at());
      lines.add(EMAIL_SOURCE + " " + email.stamp().source());
      if (email.stamp().sourceId() != null) {
        lines.add(EMAIL_SOURCE_ID + " " + email.stamp().sourceId());
      }
    }
    tx.putDocument(
        KIND, away.toString(), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /// Drops what is kept of the merge of a record.
  static void forget(Transaction tx, ObjectRef away) {
    tx.removeDocument(KIND, away.toString());
  }

  /// What was merged into a record, directly or through a record that was merged into it, in the
  /// order of the merges.
  static List<Merge> into(Snapshot snapshot, CrmRecord survivor) {
    var merges = new ArrayList<Merge>(1);
    for (String id : Merging.mergedIds(survivor)) {
      var ref = new ObjectRef(survivor.ref().type(), Long.parseLong(id));
      snapshot.getArchived(ref).ifPresent(away -> merges.add(read(snapshot, away)));
    }
    return merges;
  }

  private static Merge read(Snapshot snapshot, CrmRecord away) {
    List<String> lines =
        snapshot
            .document(KIND, away.ref().toString())
            .map(document -> new String(document, StandardCharsets.UTF_8).lines().toList())
            .orElse(List.of());
    PropertyValue email =
        first(lines, EMAIL)
            .map(
                address ->
                    new PropertyValue(
                        address,
                        new Stamp(
                            Long.parseLong(first(lines, EMAIL_AT).orElse("0")),
                            first(lines, EMAIL_SOURCE).orElse(""),
                            first(lines, EMAIL_SOURCE_ID).orElse(null),
                            null)))
            .orElse(null);
    return new Merge(away, all(lines, MOVED), email);
  }

  private static List<String> all(List<String> lines, String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }

  private static Optional<String> first(List<String> lines, String word) {
    return all(lines, word).stream().findFirst();
  }
}
