package dev.liaison.search;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.IndexBasis;
import dev.liaison.crm.search.IndexFeed.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far an index has come, as it is kept with what it has.
///
/// @param bases what the values of each type come from; without those that are just read again
record Reached(Position position, Map<ObjectTypeId, IndexBasis> bases) {

  private static final String BASIS = "basis ";

  Map<String, String> write(long portal) {
    var data = new HashMap<String, String>();
    data.put("form", Integer.toString(DocumentForm.VERSION));
    data.put("portal", Long.toString(portal));
    data.put("sequence", Long.toString(position.sequence()));
    data.put("at", Long.toString(position.at()));
    data.put("record", position.record());
    bases.forEach(
        (type, basis) ->
            basis.facts().forEach((of, fact) -> data.put(BASIS + type + " " + of, fact)));
    return data;
  }

  /// Empty for an index of another form or portal, or one that was never finished.
  static Optional<Reached> read(@Nullable Iterable<Map.Entry<String, String>> commit, long portal) {
    var data = new HashMap<String, String>();
    if (commit != null) {
      commit.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    if (!Integer.toString(DocumentForm.VERSION).equals(data.get("form"))
        || !Long.toString(portal).equals(data.get("portal"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Reached(
            new Position(
                Long.parseLong(data.getOrDefault("sequence", "")),
                Long.parseLong(data.getOrDefault("at", "")),
                data.getOrDefault("record", "")),
            bases(data)));
  }

  private static Map<ObjectTypeId, IndexBasis> bases(Map<String, String> data) {
    var facts = new HashMap<ObjectTypeId, Map<String, String>>();
    data.forEach(
        (key, fact) -> {
          if (key.startsWith(BASIS)) {
            int end = key.indexOf(' ', BASIS.length());
            ObjectTypeId type =
                ObjectTypeId.parse(key.substring(BASIS.length(), end)).orElseThrow();
            facts.computeIfAbsent(type, _ -> new HashMap<>()).put(key.substring(end + 1), fact);
          }
        });
    var bases = new HashMap<ObjectTypeId, IndexBasis>();
    facts.forEach((type, of) -> bases.put(type, new IndexBasis(of)));
    return bases;
  }
}
