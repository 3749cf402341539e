package dev.liaison.store.postgres;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a closure said it is about to read: locked and fetched with the next question.
final class Expectations {

  private final long portal;
  private final Queries queries;
  private final Locks locks;
  private final PendingRecords records;
  private final PendingLinks links;

  private final Set<ObjectRef> expectedRecords = new LinkedHashSet<>();
  private final Set<ObjectRef> expectedStates = new LinkedHashSet<>();
  private final Map<ObjectRef, Set<ObjectRef>> expectedLinks = new LinkedHashMap<>();

  // What came back of the questions that run.
  private List<ObjectRef> askedRecords = List.of();
  private List<ObjectRef> askedStates = List.of();
  private Map<ObjectRef, Set<ObjectRef>> askedLinks = Map.of();
  private final List<CrmRecord> foundRecords = new ArrayList<>();
  private final List<Queries.State> foundStates = new ArrayList<>();
  private final List<Queries.LinkRow> foundLinks = new ArrayList<>();

  private record Types(ObjectTypeId from, ObjectTypeId to) {}

  private record Ends(Set<ObjectRef> from, Set<ObjectRef> to) {}

  Expectations(
      long portal, Queries queries, Locks locks, PendingRecords records, PendingLinks links) {
    this.portal = portal;
    this.queries = queries;
    this.locks = locks;
    this.records = records;
    this.links = links;
  }

  void records(Collection<ObjectRef> refs) {
    refs.stream().filter(ref -> !records.knowsValues(ref)).forEach(expectedRecords::add);
  }

  void links(ObjectRef from, Collection<ObjectRef> to) {
    expectedStates.add(from);
    expectedStates.addAll(to);
    expectedLinks.computeIfAbsent(from, _ -> new LinkedHashSet<>()).addAll(to);
  }

  boolean includes(Collection<ObjectRef> refs) {
    return refs.stream()
        .anyMatch(ref -> expectedRecords.contains(ref) || expectedStates.contains(ref));
  }

  boolean includesLinks(ObjectRef from, ObjectRef to) {
    return expectedLinks.getOrDefault(from, Set.of()).contains(to);
  }

  /// Adds the questions, and asks for the locks they need.
  void addTo(Batch batch) {
    askedRecords = expectedRecords.stream().filter(ref -> !records.knowsValues(ref)).toList();
    expectedStates.removeAll(expectedRecords);
    askedStates = expectedStates.stream().filter(ref -> !records.knows(ref)).toList();
    askedLinks = Map.copyOf(expectedLinks);
    expectedRecords.clear();
    expectedStates.clear();
    expectedLinks.clear();
    askedRecords.forEach(ref -> locks.want(LockKeys.record(portal, ref)));
    askedStates.forEach(ref -> locks.want(LockKeys.record(portal, ref)));
    if (!askedRecords.isEmpty()) {
      queries.records(batch, askedRecords, foundRecords::add);
    }
    if (!askedStates.isEmpty()) {
      queries.states(batch, askedStates, foundStates::add);
    }
    Map<Types, Ends> byTypes = new LinkedHashMap<>();
    askedLinks.forEach(
        (from, targets) -> {
          for (ObjectRef to : targets) {
            locks.want(LockKeys.record(portal, from));
            locks.want(LockKeys.record(portal, to));
            Ends ends =
                byTypes.computeIfAbsent(
                    new Types(from.type(), to.type()),
                    _ -> new Ends(new LinkedHashSet<>(), new LinkedHashSet<>()));
            ends.from().add(from);
            ends.to().add(to);
          }
        });
    byTypes.forEach(
        (types, ends) ->
            queries.linksBetween(
                batch,
                types.from(),
                ids(ends.from()),
                types.to(),
                ids(ends.to()),
                foundLinks::add));
  }

  /// Keeps what came back.
  void learn() {
    records.learn(askedRecords, foundRecords);
    records.learnStates(askedStates, foundStates);
    askedLinks.forEach((from, to) -> links.learn(from, to, foundLinks));
    askedRecords = List.of();
    askedStates = List.of();
    askedLinks = Map.of();
    foundRecords.clear();
    foundStates.clear();
    foundLinks.clear();
  }

  private static long[] ids(Collection<ObjectRef> refs) {
    return refs.stream().mapToLong(ObjectRef::id).toArray();
  }
}
