package dev.liaison.store.postgres;

import dev.liaison.crm.association.Association;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.store.postgres.Queries.LinkRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a transaction knows of links, from the database and from its own writes, and what of it is
/// still to be written.
final class PendingLinks {

  private static final int ROWS = 500;

  private static final String ROW = "(?, ?, ?, ?, ?, ?::association_category, ?)";

  private record Pair(ObjectRef from, ObjectRef to) {}

  /// The types of all links between two records, as the transaction sees them.
  private final Map<Pair, TreeSet<AssociationKey>> known = new HashMap<>();

  /// By the record that the link is seen from: whether it is there after this transaction.
  private final Map<ObjectRef, Map<LinkRow, Boolean>> pending = new LinkedHashMap<>();

  /// Null where it is not known.
  @Nullable List<AssociationKey> between(ObjectRef from, ObjectRef to) {
    TreeSet<AssociationKey> keys = known.get(new Pair(from, to));
    return keys == null ? null : List.copyOf(keys);
  }

  /// Takes what the database has between a record and each of the others.
  void learn(ObjectRef from, Collection<ObjectRef> asked, Collection<LinkRow> found) {
    for (ObjectRef to : asked) {
      TreeSet<AssociationKey> keys = new TreeSet<>();
      found.stream()
          .filter(row -> row.from().equals(from) && row.to().equals(to))
          .forEach(row -> keys.add(row.key()));
      pendingOf(from)
          .forEach(
              (row, there) -> {
                if (row.to().equals(to)) {
                  apply(keys, row.key(), there);
                }
              });
      known.put(new Pair(from, to), keys);
    }
  }

  void put(Association link, boolean there) {
    write(new LinkRow(link.from(), link.to(), link.key()), there);
    write(new LinkRow(link.to(), link.from(), link.inverseKey()), there);
  }

  private void write(LinkRow row, boolean there) {
    pending.computeIfAbsent(row.from(), _ -> new LinkedHashMap<>()).put(row, there);
    TreeSet<AssociationKey> keys = known.get(new Pair(row.from(), row.to()));
    if (keys != null) {
      apply(keys, row.key(), there);
    }
  }

  private static void apply(Set<AssociationKey> keys, AssociationKey key, boolean there) {
    if (there) {
      keys.add(key);
    } else {
      keys.remove(key);
    }
  }

  /// How many records of a type this transaction may have taken from the linked ones.
  int removed(ObjectRef from, ObjectTypeId toType) {
    Set<ObjectRef> targets = new HashSet<>();
    pendingOf(from)
        .forEach(
            (row, there) -> {
              if (!there && row.to().type().equals(toType)) {
                targets.add(row.to());
              }
            });
    return targets.size();
  }

  boolean touches(ObjectRef from, ObjectTypeId toType) {
    return pendingOf(from).keySet().stream().anyMatch(row -> row.to().type().equals(toType));
  }

  /// What the database has, with what the transaction made of it.
  ///
  /// @param asked which targets were asked for
  Collection<LinkRow> over(Collection<LinkRow> found, ObjectRef from, Predicate<ObjectRef> asked) {
    Map<LinkRow, Boolean> own = pendingOf(from);
    if (own.isEmpty()) {
      return found;
    }
    Set<LinkRow> rows = new LinkedHashSet<>(found);
    own.forEach(
        (row, there) -> {
          if (!there) {
            rows.remove(row);
          } else if (asked.test(row.to())) {
            rows.add(row);
          }
        });
    return rows;
  }

  private Map<LinkRow, Boolean> pendingOf(ObjectRef from) {
    return pending.getOrDefault(from, Map.of());
  }

  /// The records that pending links are seen from: both ends of each.
  Collection<ObjectRef> changed() {
    return pending.keySet();
  }

  /// Adds the statements that write what is pending, which is then no longer.
  void flush(long portal, Batch batch) {
    MultiRow.add(
        batch,
        rows(true).toList(),
        ROWS,
        "insert into association (from_id, portal, from_type, to_type, to_id, category, type_id)"
            + " values ",
        ROW,
        " on conflict do nothing",
        (row, values) -> {
          values.accept(row.from().id());
          values.accept(portal);
          values.accept(row.from().type().toString());
          values.accept(row.to().type().toString());
          values.accept(row.to().id());
          values.accept(row.key().category().name());
          values.accept(row.key().typeId());
        });
    rows(false)
        .forEach(
            row ->
                batch.add(
                    "delete from association where from_id = ? and portal = ? and from_type = ? and"
                        + " to_type = ? and to_id = ? and category = ?::association_category and"
                        + " type_id = ?",
                    row.from().id(),
                    portal,
                    row.from().type().toString(),
                    row.to().type().toString(),
                    row.to().id(),
                    row.key().category().name(),
                    row.key().typeId()));
    pending.clear();
  }

  private Stream<LinkRow> rows(boolean there) {
    List<LinkRow> rows = new ArrayList<>();
    pending
        .values()
        .forEach(
            own ->
                own.forEach(
                    (row, state) -> {
                      if (state == there) {
                        rows.add(row);
                      }
                    }));
    return rows.stream();
  }
}
