package dev.liaison.crm.association;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the live records that references lead to; one that was merged away leads to its survivor.
final class LiveRecords {

  private LiveRecords() {}

  /// The record itself while it is live, else the live record it was merged into; empty when there
  /// is neither.
  static Optional<ObjectRef> resolve(Snapshot snapshot, ObjectRef ref) {
    ObjectRef current = ref;
    while (snapshot.get(current).isEmpty()) {
      Optional<CrmRecord> archived = snapshot.getArchived(current);
      if (archived.isEmpty() || archived.get().mergedInto() == 0) {
        return Optional.empty();
      }
      current = new ObjectRef(ref.type(), archived.get().mergedInto());
    }
    return Optional.of(current);
  }

  /// As [#resolve(Snapshot, ObjectRef)], without the values of a record that is live itself.
  static Optional<ObjectRef> resolve(Transaction tx, ObjectRef ref) {
    return tx.missing(List.of(ref)).isEmpty() ? Optional.of(ref) : resolve((Snapshot) tx, ref);
  }

  /// @throws CrmException with [Problem.NotFound]
  static ObjectRef require(Transaction tx, ObjectRef ref) {
    return tx.missing(List.of(ref)).isEmpty()
        ? ref
        : resolve(tx, ref).orElseThrow(() -> new CrmException(new Problem.NotFound(ref)));
  }

  /// Each live record once.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming every missing record
  static List<ObjectRef> requireAll(Transaction tx, Collection<ObjectRef> refs) {
    List<ObjectRef> missing = tx.missing(refs);
    if (missing.isEmpty()) {
      return List.copyOf(refs);
    }
    Set<ObjectRef> resolved = new LinkedHashSet<>();
    var invalid = new ArrayList<ObjectRef>();
    for (ObjectRef ref : refs) {
      Optional<ObjectRef> live = missing.contains(ref) ? resolve(tx, ref) : Optional.of(ref);
      live.ifPresentOrElse(resolved::add, () -> invalid.add(ref));
    }
    if (!invalid.isEmpty()) {
      throw new CrmException(new Problem.InvalidTargets(invalid));
    }
    return List.copyOf(resolved);
  }

  /// A pair of live records.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming each end that is missing
  static Associations.Pair requirePair(Transaction tx, Associations.Pair pair) {
    List<ObjectRef> ends = List.of(pair.from(), pair.to());
    if (tx.missing(ends).isEmpty()) {
      return pair;
    }
    requireAll(tx, new LinkedHashSet<>(ends));
    return new Associations.Pair(
        resolve(tx, pair.from()).orElseThrow(), resolve(tx, pair.to()).orElseThrow(), pair.keys());
  }
}
