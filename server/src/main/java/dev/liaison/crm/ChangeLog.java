package dev.liaison.crm;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Tells what happened to the records of a type, from the change log. Safe for concurrent use.
public final class ChangeLog {

  private static final int PAGE = 1_000;

  /// Changes stand in the order of their commits; their times may be out of it by less than this.
  private static final long SKEW = 60_000;

  private final Store store;
  private final Catalogues catalogues;

  ChangeLog(Store store, Catalogues catalogues) {
    this.store = store;
    this.catalogues = catalogues;
  }

  /// What happened to one record.
  public record Event(long at, Kind kind, ObjectRef ref, What what) {}

  public enum Kind {
    CREATED,
    CHANGED,
    DELETED
  }

  /// The details of an event; the types of links are seen from its record.
  public sealed interface What {
    /// These properties got values.
    record Values(Set<String> names) implements What {}

    /// Links to a record were made.
    record Linked(ObjectRef to, List<AssociationKey> keys) implements What {}

    /// Links to a record were removed.
    record Unlinked(ObjectRef to, List<AssociationKey> keys) implements What {}

    /// No more than the event itself.
    record Nothing() implements What {}
  }

  /// The events of a type's records from a time on, oldest first, at most `limit`.
  ///
  /// @param since epoch milliseconds
  /// @param behind the event to go on behind, if it is among them
  public List<Event> since(
      Caller caller,
      ObjectTypeId type,
      long since,
      Predicate<Event> wanted,
      Optional<Predicate<Event>> behind,
      int limit) {
    AssociationTypes types = catalogues.of(caller.portal()).associationTypes();
    return store.read(
        caller.portal(),
        snapshot -> {
          var events = new ArrayList<Event>();
          boolean passed = behind.isEmpty();
          long sequence = start(snapshot, since - SKEW);
          List<LoggedChange> page = snapshot.changesAfter(sequence, PAGE);
          while (!page.isEmpty()) {
            for (LoggedChange change : page) {
              for (Event event : events(change, type, types)) {
                if (event.at() < since || !wanted.test(event)) {
                  continue;
                }
                if (!passed && behind.get().test(event)) {
                  events.clear();
                  passed = true;
                } else {
                  events.add(event);
                }
                if (events.size() == limit && (passed || event.at() > since)) {
                  return events;
                }
              }
            }
            page = snapshot.changesAfter(page.getLast().sequence(), PAGE);
          }
          return events.size() > limit ? events.subList(0, limit) : events;
        });
  }

  /// The place in the log behind which everything from a time on is: found by halving, as the log
  /// is read by its numbers only.
  private static long start(Snapshot snapshot, long since) {
    long high = 1;
    while (!isFrom(snapshot, high, since)) {
      if (high > Long.MAX_VALUE / 2) {
        return high;
      }
      high *= 2;
    }
    long low = 0;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (isFrom(snapshot, middle, since)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean isFrom(Snapshot snapshot, long sequence, long since) {
    List<LoggedChange> next = snapshot.changesAfter(sequence, 1);
    return next.isEmpty() || next.getFirst().at() >= since;
  }

  private static List<Event> events(
      LoggedChange logged, ObjectTypeId type, AssociationTypes types) {
    long at = logged.at();
    var events = new ArrayList<Event>(2);
    switch (logged.change()) {
      case Change.Created(ObjectRef ref, var values) ->
          events.add(new Event(at, Kind.CREATED, ref, new What.Values(values.keySet())));
      case Change.Updated(ObjectRef ref, var values) ->
          events.add(new Event(at, Kind.CHANGED, ref, new What.Values(values.keySet())));
      case Change.Archived(ObjectRef ref) ->
          events.add(new Event(at, Kind.DELETED, ref, new What.Nothing()));
      case Change.Erased(ObjectRef ref) ->
          events.add(new Event(at, Kind.DELETED, ref, new What.Nothing()));
      case Change.Merged(ObjectRef ref, ObjectRef merged) -> {
        events.add(new Event(at, Kind.CHANGED, ref, new What.Nothing()));
        events.add(new Event(at, Kind.DELETED, merged, new What.Nothing()));
      }
      case Change.Associated(ObjectRef ref, ObjectRef to, var keys) -> {
        events.add(new Event(at, Kind.CHANGED, ref, new What.Linked(to, keys)));
        events.add(new Event(at, Kind.CHANGED, to, new What.Linked(ref, types.inverses(keys))));
      }
      case Change.Dissociated(ObjectRef ref, ObjectRef to, var keys) -> {
        events.add(new Event(at, Kind.CHANGED, ref, new What.Unlinked(to, keys)));
        events.add(new Event(at, Kind.CHANGED, to, new What.Unlinked(ref, types.inverses(keys))));
      }
    }
    events.removeIf(event -> !event.ref().type().equals(type));
    return events;
  }
}
