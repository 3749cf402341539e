package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// Links records and reads their links. Every link is stored from both ends in the same
/// transaction. A link that is made or removed moves the modified date of both records; a call that
/// changes nothing moves none. Safe for concurrent use.
public final class Associations {

  private final Store store;
  private final InstantSource clock;
  private final LinkRules rules;

  public Associations(Store store, Catalogue catalogue, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.rules = new LinkRules(catalogue.associationTypes());
  }

  /// One pair of records of a batch.
  ///
  /// @param keys the types of the links to make or remove
  public record Pair(ObjectRef from, ObjectRef to, List<AssociationKey> keys) {}

  /// What a batch did.
  ///
  /// @param done the pairs that are as asked for now
  /// @param refused the pairs that are not, with the reason
  public record Outcome(List<Pair> done, List<Refused> refused) {

    /// A pair that was left alone.
    public record Refused(Pair pair, Problem problem) {}
  }

  /// Adds the default link from one record to each of the others, and makes the first company of a
  /// record its primary one (legacy-api.md 4.1); a link that is already there stays as it is.
  /// Records that were merged away stand for their survivors.
  ///
  /// @param targets records of one type, at least one
  /// @throws CrmException with [Problem.NotFound] when `from` is missing or archived,
  ///   [Problem.InvalidTargets] naming every missing target, [Problem.NotAssociable]; nothing is
  ///   written then
  public void associate(Caller caller, ObjectRef from, Collection<ObjectRef> targets) {
    SequencedSet<ObjectRef> distinct = new LinkedHashSet<>(targets);
    rules.requireAssociable(from.type(), distinct.getFirst().type());
    store.write(
        caller.portal(),
        tx -> {
          ObjectRef source = requireLive(tx, from);
          link(tx, caller, source, requireTargets(tx, distinct), clock.millis());
          return true;
        });
  }

  /// [#associate] for pairs of records; each pair stands for itself.
  public Outcome associateAll(Caller caller, List<Pair> pairs) {
    return each(
        caller,
        pairs,
        (tx, pair, at) -> {
          rules.requireAssociable(pair.from().type(), pair.to().type());
          link(tx, caller, pair.from(), List.of(pair.to()), at);
        });
  }

  /// Makes the links between two records exactly these types, and the plain one, which every
  /// labelled link carries. A primary link takes the place of the record's former primary one.
  ///
  /// @throws CrmException with [Problem.NotFound], [Problem.InvalidTargets],
  ///   [Problem.UnknownAssociationType]
  public void relabel(Caller caller, ObjectRef from, ObjectRef to, List<AssociationKey> keys) {
    List<AssociationType> types = rules.types(from.type(), to.type(), keys);
    store.write(
        caller.portal(),
        tx -> {
          ObjectRef source = requireLive(tx, from);
          ObjectRef target = requireTargets(tx, List.of(to)).getFirst();
          relabel(tx, caller, source, target, types, clock.millis());
          return true;
        });
  }

  /// [#relabel] for pairs of records; each pair stands for itself.
  public Outcome relabelAll(Caller caller, List<Pair> pairs) {
    return each(
        caller,
        pairs,
        (tx, pair, at) ->
            relabel(
                tx,
                caller,
                pair.from(),
                pair.to(),
                rules.types(pair.from().type(), pair.to().type(), pair.keys()),
                at));
  }

  /// Adds links of these types, keeping those that are there; each pair stands for itself.
  public Outcome addAll(Caller caller, List<Pair> pairs) {
    return each(caller, pairs, (tx, pair, at) -> add(tx, caller, pair, at));
  }

  /// Adds links of these types to all pairs or, when a record is missing, to none. A pair without
  /// types is linked as [#associate] does.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming every missing record
  public void associateAllOrNone(Caller caller, List<Pair> pairs) {
    store.write(
        caller.portal(),
        tx -> {
          var refs = new LinkedHashSet<ObjectRef>();
          pairs.forEach(
              pair -> {
                refs.add(pair.from());
                refs.add(pair.to());
              });
          requireTargets(tx, refs);
          long at = clock.millis();
          for (Pair pair : pairs) {
            ObjectRef from = resolve(tx, pair.from()).orElse(pair.from());
            ObjectRef to = resolve(tx, pair.to()).orElse(pair.to());
            if (pair.keys().isEmpty()) {
              link(tx, caller, from, List.of(to), at);
            } else {
              add(tx, caller, new Pair(from, to, pair.keys()), at);
            }
          }
          return true;
        });
  }

  /// Removes every link between a record and each of the others; targets that are not linked or do
  /// not exist are passed over. Removing the primary company makes no other company primary.
  ///
  /// @throws CrmException with [Problem.NotFound] when `from` is missing or archived
  public void dissociate(Caller caller, ObjectRef from, Collection<ObjectRef> targets) {
    store.write(
        caller.portal(),
        tx -> {
          ObjectRef source = requireLive(tx, from);
          long at = clock.millis();
          for (ObjectRef target : new LinkedHashSet<>(targets)) {
            ObjectRef to = resolve(tx, target).orElse(target);
            unlink(tx, caller, source, to, tx.associationsBetween(source, to), at);
          }
          return true;
        });
  }

  /// Removes links between pairs of records: those of the types given, all of them where none or
  /// the plain one is given. What is not there is passed over.
  public void removeAll(Caller caller, List<Pair> pairs) {
    store.write(
        caller.portal(),
        tx -> {
          long at = clock.millis();
          for (Pair pair : pairs) {
            ObjectRef from = resolve(tx, pair.from()).orElse(pair.from());
            ObjectRef to = resolve(tx, pair.to()).orElse(pair.to());
            List<AssociationKey> present = tx.associationsBetween(from, to);
            unlink(tx, caller, from, to, rules.removed(pair, present), at);
          }
          return true;
        });
  }

  /// A page of the records of a type that a record is linked to, ascending by id; empty for a
  /// record that does not exist.
  public Page<Link> links(
      Caller caller, ObjectRef from, ObjectTypeId toType, long afterId, int limit) {
    return store.read(
        caller.portal(),
        snapshot -> {
          List<Link> links = snapshot.associations(from, toType, afterId, limit + 1);
          if (links.isEmpty()) {
            // Only a record without links can be one that was merged away: its links moved.
            links =
                resolve(snapshot, from)
                    .filter(survivor -> !survivor.equals(from))
                    .map(survivor -> snapshot.associations(survivor, toType, afterId, limit + 1))
                    .orElse(links);
          }
          return Page.of(links, limit);
        });
  }

  /// Whether a live record has this id, or one that was merged into a live record.
  public boolean exists(Caller caller, ObjectRef ref) {
    return store.read(caller.portal(), snapshot -> resolve(snapshot, ref).isPresent());
  }

  /// Makes a company the primary one of a record, linking it first where it is not.
  ///
  /// @throws CrmException with [Problem.NotFound] when the record is missing,
  ///   [Problem.InvalidTargets] when the company is
  public void makePrimary(Caller caller, ObjectRef record, ObjectRef company) {
    store.write(
        caller.portal(),
        tx -> {
          ObjectRef from = requireLive(tx, record);
          ObjectRef to = requireTargets(tx, List.of(company)).getFirst();
          makePrimary(tx, caller, from, to, clock.millis());
          return true;
        });
  }

  /// [#makePrimary] of records known to be live, within a transaction.
  public void makePrimary(Transaction tx, Caller caller, ObjectRef from, ObjectRef to, long at) {
    AssociationType primary = rules.primary(from.type(), to.type()).orElseThrow();
    add(tx, caller, new Pair(from, to, List.of(primary.key())), at);
  }

  /// [#associate] of records known to be live, within a transaction.
  public void link(
      Transaction tx, Caller caller, ObjectRef from, List<ObjectRef> targets, long at) {
    var touched = new LinkedHashSet<ObjectRef>();
    for (ObjectRef to : targets) {
      if (tx.associationsBetween(from, to).isEmpty()) {
        List<AssociationType> types = rules.defaults(tx, from, to);
        store(tx, caller, from, to, types, at);
        touched.add(from);
        touched.add(to);
      }
    }
    tx.touch(touched, at);
  }

  /// Adds links of a pair of records known to be live, within a transaction.
  public void add(Transaction tx, Caller caller, Pair pair, long at) {
    ObjectRef from = pair.from();
    ObjectRef to = pair.to();
    List<AssociationKey> present = tx.associationsBetween(from, to);
    List<AssociationType> wanted = rules.types(from.type(), to.type(), pair.keys());
    List<AssociationType> added =
        wanted.stream().filter(type -> !present.contains(type.key())).toList();
    if (!added.isEmpty()) {
      demote(tx, caller, from, to, added, at);
      store(tx, caller, from, to, added, at);
      tx.touch(List.of(from, to), at);
    }
  }

  /// Removes every link between two records, within a transaction.
  public void unlink(Transaction tx, Caller caller, ObjectRef from, ObjectRef to, long at) {
    unlink(tx, caller, from, to, tx.associationsBetween(from, to), at);
  }

  /// Removes every link of a record, within a transaction. Does not touch the record itself.
  public void unlinkAll(Transaction tx, Caller caller, ObjectRef ref, long at) {
    for (Link link : tx.associations(ref)) {
      unlink(tx, caller, ref, link.to(), link.keys(), at);
    }
  }

  /// Moves every link of a record to another of its type, within a transaction. A primary link
  /// moves only where the other has none.
  public void moveAll(Transaction tx, Caller caller, ObjectRef from, ObjectRef to, long at) {
    List<Link> links = tx.associations(from);
    unlinkAll(tx, caller, from, at);
    for (Link link : links) {
      if (!link.to().equals(to)) {
        List<AssociationKey> keys = rules.movable(tx, to, link);
        add(tx, caller, new Pair(to, link.to(), keys), at);
      }
    }
  }

  /// The record itself while it is live, else the live record it was merged into; empty when there
  /// is neither.
  public static Optional<ObjectRef> resolve(Snapshot snapshot, ObjectRef ref) {
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

  private void relabel(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationType> types,
      long at) {
    List<AssociationKey> present = tx.associationsBetween(from, to);
    List<AssociationKey> wanted = types.stream().map(AssociationType::key).toList();
    List<AssociationKey> surplus = present.stream().filter(key -> !wanted.contains(key)).toList();
    unlink(tx, caller, from, to, surplus, at);
    add(tx, caller, new Pair(from, to, wanted), at);
  }

  /// Takes the primary link from other records where a new one is about to be made.
  private void demote(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationType> added,
      long at) {
    for (AssociationType type : added) {
      rules
          .formerPrimaries(tx, from, to, type)
          .forEach(
              former -> unlink(tx, caller, former.from(), former.to(), List.of(former.key()), at));
    }
  }

  private void store(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationType> types,
      long at) {
    var associations = new ArrayList<Association>(types.size());
    var keys = new ArrayList<AssociationKey>(types.size());
    for (AssociationType type : types) {
      associations.add(new Association(from, to, type.key(), type.inverse()));
      keys.add(type.key());
    }
    tx.putAssociations(associations);
    tx.append(new Change.Associated(from, to, keys), at, caller.source());
  }

  private void unlink(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationKey> keys,
      long at) {
    if (!keys.isEmpty()) {
      tx.removeAssociations(
          keys.stream().map(key -> new Association(from, to, key, rules.inverse(key))).toList());
      tx.append(new Change.Dissociated(from, to, keys), at, caller.source());
      tx.touch(List.of(from, to), at);
    }
  }

  private ObjectRef requireLive(Transaction tx, ObjectRef ref) {
    return tx.missing(List.of(ref)).isEmpty()
        ? ref
        : resolve(tx, ref).orElseThrow(() -> new CrmException(new Problem.NotFound(ref)));
  }

  private List<ObjectRef> requireTargets(Transaction tx, Collection<ObjectRef> targets) {
    List<ObjectRef> missing = tx.missing(targets);
    if (missing.isEmpty()) {
      return List.copyOf(targets);
    }
    Set<ObjectRef> resolved = new LinkedHashSet<>();
    var invalid = new ArrayList<ObjectRef>();
    for (ObjectRef target : targets) {
      Optional<ObjectRef> live =
          missing.contains(target) ? resolve(tx, target) : Optional.of(target);
      live.ifPresentOrElse(resolved::add, () -> invalid.add(target));
    }
    if (!invalid.isEmpty()) {
      throw new CrmException(new Problem.InvalidTargets(invalid));
    }
    return List.copyOf(resolved);
  }

  private interface PairWork {
    void apply(Transaction tx, Pair pair, long at);
  }

  /// Does the work for each pair of live records. A pair that is refused is refused before anything
  /// of it is written, so the others need no rollback.
  private Outcome each(Caller caller, List<Pair> pairs, PairWork work) {
    return store.write(
        caller.portal(),
        tx -> {
          var done = new ArrayList<Pair>(pairs.size());
          var refused = new ArrayList<Outcome.Refused>(0);
          long at = clock.millis();
          for (Pair pair : pairs) {
            try {
              ObjectRef from = requireLive(tx, pair.from());
              ObjectRef to = requireTargets(tx, List.of(pair.to())).getFirst();
              work.apply(tx, new Pair(from, to, pair.keys()), at);
              done.add(pair);
            } catch (CrmException e) {
              refused.add(new Outcome.Refused(pair, e.problem()));
            }
          }
          return new Outcome(done, refused);
        });
  }
}
