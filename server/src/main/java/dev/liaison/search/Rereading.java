package dev.liaison.search;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.IndexBasis;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which types an index has to read again because their definitions changed, and how far that is.
/// Not safe for concurrent use.
final class Rereading {

  private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);

  /// What the values of each type come from that the index has.
  private final Map<ObjectTypeId, IndexBasis> indexed = new HashMap<>();

  /// The types to read, each with the id behind which to go on.
  private final SequencedMap<ObjectTypeId, Long> left = new LinkedHashMap<>();

  private Map<ObjectTypeId, IndexBasis> newest = Map.of();

  /// The page of records to read next.
  record Next(ObjectTypeId type, long afterId) {}

  /// The index has all that was made on these.
  void start(Map<ObjectTypeId, IndexBasis> bases) {
    indexed.clear();
    indexed.putAll(bases);
    left.clear();
    newest = Map.of();
  }

  /// Takes note of the definitions that there are now. The same object again is no news.
  @SuppressWarnings("ReferenceEquality") // To compare all definitions would take too long.
  void look(Map<ObjectTypeId, IndexBasis> now) {
    if (now == newest) {
      return;
    }
    Map<ObjectTypeId, IndexBasis> before = newest;
    newest = now;
    indexed.keySet().retainAll(now.keySet());
    left.keySet().retainAll(now.keySet());
    now.forEach(
        (type, basis) -> {
          IndexBasis older = indexed.get(type);
          if (older == null ? !basis.equals(before.get(type)) : basis.changes(older)) {
            LOG.debug("the records of {} are read again for the search index", type);
            indexed.remove(type);
            left.put(type, 0L);
          } else if (older != null) {
            indexed.put(type, basis);
          }
        });
  }

  Optional<Next> next() {
    return Optional.ofNullable(left.firstEntry())
        .map(entry -> new Next(entry.getKey(), entry.getValue()));
  }

  /// The page was read.
  ///
  /// @param after the id behind which to go on; empty when there are no more
  void done(ObjectTypeId type, Optional<Long> after) {
    if (after.isPresent()) {
      left.put(type, after.get());
    } else {
      left.remove(type);
      indexed.put(type, newest.getOrDefault(type, new IndexBasis(Map.of())));
    }
  }

  Map<ObjectTypeId, IndexBasis> indexed() {
    return indexed;
  }
}
