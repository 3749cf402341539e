package dev.liaison.crm.object;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A record that became part of another one.
///
/// @param away the record that was merged away, as it was then; it was archived at the time of the
///   merge
/// @param moved names of the properties whose values the other one took over
public record Merge(CrmRecord away, List<String> moved) {

  /// The collection of documents that keep `moved`, each named after the record merged away.
  private static final String KIND = "merge";

  static void remember(Transaction tx, ObjectRef away, List<String> moved) {
    tx.putDocument(
        KIND, away.toString(), String.join("\n", moved).getBytes(StandardCharsets.UTF_8));
  }

  /// What was merged into a record, directly or through a record that was merged into it, in the
  /// order of the merges.
  static List<Merge> into(Snapshot snapshot, CrmRecord survivor) {
    var merges = new ArrayList<Merge>(1);
    for (String id : Merging.mergedIds(survivor)) {
      var ref = new ObjectRef(survivor.ref().type(), Long.parseLong(id));
      snapshot
          .getArchived(ref)
          .ifPresent(away -> merges.add(new Merge(away, moved(snapshot, ref))));
    }
    return merges;
  }

  private static List<String> moved(Snapshot snapshot, ObjectRef away) {
    return snapshot
        .document(KIND, away.toString())
        .map(names -> new String(names, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }
}
