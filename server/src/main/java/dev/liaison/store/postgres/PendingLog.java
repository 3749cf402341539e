package dev.liaison.store.postgres;

import dev.liaison.crm.Change;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.property.PropertyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a transaction adds to the change log and to the history of properties.
///
/// Both are numbered by the transaction's own number times 2^20, plus the place in it. All locks of
/// a transaction are taken before its first write, which is when it gets its number: so of two that
/// wait for each other, the one that goes first has the lower number, and the log is in the order
/// of what happened. A reader that stops in front of the oldest transaction still running has
/// missed nothing (see [Queries#changes]).
final class PendingLog {

  /// The places of a transaction.
  static final int SEQUENCE_BITS = 20;

  private static final int ROWS = 500;

  private static final String SEQUENCE =
      "((pg_current_xact_id()::text::bigint + ?) << " + SEQUENCE_BITS + ") + ?";

  private final long sequenceOffset;
  private final List<Logged> changes = new ArrayList<>();
  private final List<Version> history = new ArrayList<>();
  private int place;

  private record Logged(int place, Change change, long at, String source) {}

  private record Version(int place, ObjectRef ref, String property, PropertyValue value) {}

  /// @param sequenceOffset what is added to transactions' numbers
  PendingLog(long sequenceOffset) {
    this.sequenceOffset = sequenceOffset;
  }

  void append(Change change, long at, String source) {
    changes.add(new Logged(nextPlace(), change, at, source));
  }

  void addHistory(ObjectRef ref, String property, PropertyValue earlier) {
    history.add(new Version(nextPlace(), ref, property, earlier));
  }

  /// Drops the history that this transaction would have added to a record.
  void forget(ObjectRef ref) {
    history.removeIf(version -> version.ref().equals(ref));
  }

  private int nextPlace() {
    if (place == 1 << SEQUENCE_BITS) {
      throw new IllegalStateException("a transaction of more than a million changes");
    }
    return place++;
  }

  /// Versions of a property with those that this transaction adds, newest first.
  List<PropertyValue> over(List<PropertyValue> found, ObjectRef ref, String property) {
    List<PropertyValue> own =
        history.reversed().stream()
            .filter(version -> version.ref().equals(ref) && version.property().equals(property))
            .map(Version::value)
            .toList();
    if (own.isEmpty()) {
      return found;
    }
    List<PropertyValue> all = new ArrayList<>(own);
    all.addAll(found);
    all.sort(Comparator.comparingLong((PropertyValue value) -> value.stamp().at()).reversed());
    return all;
  }

  /// The records that have new history.
  List<ObjectRef> changed() {
    return history.stream().map(Version::ref).toList();
  }

  boolean isEmpty() {
    return changes.isEmpty() && history.isEmpty();
  }

  /// Adds the statements that write what is pending, which is then no longer.
  void flush(long portal, Batch batch) {
    MultiRow.add(
        batch,
        history,
        ROWS,
        "insert into property_history (record_id, portal, type, property, at, sequence, value,"
            + " source, source_id, user_id) values ",
        "(?, ?, ?, ?, ?, " + SEQUENCE + ", ?, ?, ?, ?)",
        "",
        (version, values) -> {
          PropertyValue value = version.value();
          values.accept(version.ref().id());
          values.accept(portal);
          values.accept(version.ref().type().toString());
          values.accept(version.property());
          values.accept(value.stamp().at());
          values.accept(sequenceOffset);
          values.accept(version.place());
          values.accept(value.value());
          values.accept(value.stamp().source());
          values.accept(PendingValues.orAbsent(value.stamp().sourceId()));
          values.accept(PendingValues.orAbsent(value.stamp().userId()));
        });
    MultiRow.add(
        batch,
        changes,
        ROWS,
        "insert into change (portal, sequence, at, source, kind, type, record_id, detail) values ",
        "(?, " + SEQUENCE + ", ?, ?, ?, ?, ?, ?::json)",
        "",
        (logged, values) -> {
          values.accept(portal);
          values.accept(sequenceOffset);
          values.accept(logged.place());
          values.accept(logged.at());
          values.accept(logged.source());
          values.accept(ChangeForm.kind(logged.change()));
          values.accept(logged.change().ref().type().toString());
          values.accept(logged.change().ref().id());
          values.accept(ChangeForm.detail(logged.change()));
        });
    history.clear();
    changes.clear();
  }
}
