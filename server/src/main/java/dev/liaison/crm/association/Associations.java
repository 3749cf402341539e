package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Links records and reads their links. Every link is stored from both ends in the same
/// transaction. A link that is made or removed moves the modified date of both records; a call that
/// changes nothing moves none. Safe for concurrent use.
public final class Associations {

  private final Store store;
  private final InstantSource clock;
  private final Catalogues catalogues;

  public Associations(Store store, Catalogues catalogues, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.clock = clock;
  }

  private LinkRules rules(Caller caller) {
    return new LinkRules(catalogues.of(caller.portal()).associationTypes());
  }

  private LinkWriter writer(Caller caller) {
    return new LinkWriter(rules(caller));
  }

  /// One pair of records of a batch.
  ///
  /// @param keys the types of the links to make or remove
  public record Pair(ObjectRef from, ObjectRef to, List<AssociationKey> keys) {}

  /// Where a page of the links of a record starts.
  ///
  /// @param afterId the id of the linked record that the page follows on, 0 for the first page
  public record Start(ObjectRef from, long afterId) {}

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
    LinkRules rules = rules(caller);
    rules.requireAssociable(from.type(), distinct.getFirst().type());
    var writer = new LinkWriter(rules);
    store.write(
        caller.portal(),
        tx -> {
          tx.expectLinks(from, distinct);
          ObjectRef source = LiveRecords.require(tx, from);
          writer.link(tx, caller, source, LiveRecords.requireAll(tx, distinct), clock.millis());
          return true;
        });
  }

  /// [#associate] for pairs of records; each pair stands for itself.
  public Outcome associateAll(Caller caller, List<Pair> pairs) {
    return each(
        caller,
        pairs,
        (writer, tx, pair, at) -> writer.link(tx, caller, pair.from(), List.of(pair.to()), at));
  }

  /// Makes the links between two records exactly these types, and the plain one, which every
  /// labelled link carries. A primary link takes the place of the record's former primary one.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming each record that is missing,
  ///   [Problem.UnknownAssociationType], [Problem.SelfAssociation]; nothing is written then
  public void relabel(Caller caller, Pair pair) {
    LinkRules rules = rules(caller);
    // An unknown type is told before a missing record.
    rules.types(pair);
    var writer = new LinkWriter(rules);
    store.write(
        caller.portal(),
        tx -> {
          tx.expectLinks(pair.from(), List.of(pair.to()));
          writer.relabel(tx, caller, LiveRecords.requirePair(tx, pair), clock.millis());
          return true;
        });
  }

  /// [#relabel] for pairs of records; each pair stands for itself.
  public Outcome relabelAll(Caller caller, List<Pair> pairs) {
    return each(caller, pairs, (writer, tx, pair, at) -> writer.relabel(tx, caller, pair, at));
  }

  /// Adds links of these types, and the plain one, keeping those that are there. A primary link
  /// takes the place of the record's former primary one.
  ///
  /// @throws CrmException as [#relabel]
  public void add(Caller caller, Pair pair) {
    LinkRules rules = rules(caller);
    rules.types(pair);
    var writer = new LinkWriter(rules);
    store.write(
        caller.portal(),
        tx -> {
          tx.expectLinks(pair.from(), List.of(pair.to()));
          writer.add(tx, caller, LiveRecords.requirePair(tx, pair), clock.millis());
          return true;
        });
  }

  /// [#add] for pairs of records; each pair stands for itself.
  public Outcome addAll(Caller caller, List<Pair> pairs) {
    return each(caller, pairs, (writer, tx, pair, at) -> writer.add(tx, caller, pair, at));
  }

  /// Adds links of these types to all pairs or, when a record is missing, to none. A pair without
  /// types is linked as [#associate] does.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming every missing record
  public void associateAllOrNone(Caller caller, List<Pair> pairs) {
    LinkWriter writer = writer(caller);
    store.write(
        caller.portal(),
        tx -> {
          expect(tx, pairs);
          var refs = new LinkedHashSet<ObjectRef>();
          pairs.forEach(
              pair -> {
                refs.add(pair.from());
                refs.add(pair.to());
              });
          LiveRecords.requireAll(tx, refs);
          long at = clock.millis();
          for (Pair pair : pairs) {
            ObjectRef from = LiveRecords.resolve(tx, pair.from()).orElse(pair.from());
            ObjectRef to = LiveRecords.resolve(tx, pair.to()).orElse(pair.to());
            if (pair.keys().isEmpty()) {
              writer.link(tx, caller, from, List.of(to), at);
            } else {
              writer.add(tx, caller, new Pair(from, to, pair.keys()), at);
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
    LinkWriter writer = writer(caller);
    store.write(
        caller.portal(),
        tx -> {
          tx.expectLinks(from, targets);
          ObjectRef source = LiveRecords.require(tx, from);
          long at = clock.millis();
          for (ObjectRef target : new LinkedHashSet<>(targets)) {
            ObjectRef to = LiveRecords.resolve(tx, target).orElse(target);
            writer.unlink(tx, caller, source, to, tx.associationsBetween(source, to), at);
          }
          return true;
        });
  }

  /// Removes links between pairs of records: those of the types given, all of them where none or
  /// the plain one is given. What is not there is passed over.
  public void removeAll(Caller caller, List<Pair> pairs) {
    removeAll(caller, pairs, LinkRules::removed);
  }

  /// [#removeAll], and the plain link too where it would be the only one to stay: associations v1
  /// makes it with each of its links and has no other way to name it (legacy-api.md section 9).
  public void removeAllWithPlain(Caller caller, List<Pair> pairs) {
    removeAll(caller, pairs, LinkRules::removedWithPlain);
  }

  private interface Removal {
    List<AssociationKey> removed(LinkRules rules, Pair pair, List<AssociationKey> present);
  }

  private void removeAll(Caller caller, List<Pair> pairs, Removal removal) {
    LinkRules rules = rules(caller);
    var writer = new LinkWriter(rules);
    store.write(
        caller.portal(),
        tx -> {
          expect(tx, pairs);
          long at = clock.millis();
          for (Pair pair : pairs) {
            ObjectRef from = LiveRecords.resolve(tx, pair.from()).orElse(pair.from());
            ObjectRef to = LiveRecords.resolve(tx, pair.to()).orElse(pair.to());
            List<AssociationKey> present = tx.associationsBetween(from, to);
            writer.unlink(tx, caller, from, to, removal.removed(rules, pair, present), at);
          }
          return true;
        });
  }

  /// A page of the records of a type that a record is linked to, ascending by id; empty for a
  /// record that does not exist.
  public Page<Link> links(
      Caller caller, ObjectRef from, ObjectTypeId toType, long afterId, int limit) {
    return store.read(
        caller.portal(), snapshot -> links(snapshot, new Start(from, afterId), toType, limit));
  }

  /// [#links] for several records at one moment, in the order given.
  public List<Page<Link>> linksOfEach(
      Caller caller, List<Start> starts, ObjectTypeId toType, int limit) {
    return store.read(
        caller.portal(),
        snapshot -> {
          var pages = new ArrayList<Page<Link>>(starts.size());
          for (Start start : starts) {
            pages.add(links(snapshot, start, toType, limit));
          }
          return pages;
        });
  }

  /// [#links] to records of several types as one list, ascending by id.
  public Page<Link> links(Caller caller, Start start, List<ObjectTypeId> toTypes, int limit) {
    return store.read(caller.portal(), snapshot -> links(snapshot, start, toTypes, limit));
  }

  /// [#links] to records of several types in a snapshot.
  public static Page<Link> links(
      Snapshot snapshot, Start start, List<ObjectTypeId> toTypes, int limit) {
    if (toTypes.size() == 1) {
      return links(snapshot, start, toTypes.getFirst(), limit);
    }
    var links = new ArrayList<Link>();
    for (ObjectTypeId toType : toTypes) {
      links.addAll(links(snapshot, start, toType, limit + 1).items());
    }
    links.sort(Comparator.comparingLong(link -> link.to().id()));
    return Page.of(links, limit);
  }

  /// [#links] that are of all these types.
  public Page<Link> linksOfTypes(
      Caller caller, Start start, ObjectTypeId toType, List<AssociationKey> keys, int limit) {
    return store.read(
        caller.portal(),
        snapshot -> {
          var found = new ArrayList<Link>(limit + 1);
          Start next = start;
          Page<Link> page;
          do {
            page = links(snapshot, next, toType, limit);
            for (Link link : page.items()) {
              next = new Start(start.from(), link.to().id());
              if (link.keys().containsAll(keys)) {
                found.add(link);
              }
            }
          } while (page.hasMore() && found.size() <= limit);
          return Page.of(found, limit);
        });
  }

  /// [#links] in a snapshot.
  public static Page<Link> links(Snapshot snapshot, Start start, ObjectTypeId toType, int limit) {
    ObjectRef from = start.from();
    List<Link> links = snapshot.associations(from, toType, start.afterId(), limit + 1);
    if (links.isEmpty()) {
      // Only a record without links can be one that was merged away: its links moved.
      links =
          LiveRecords.resolve(snapshot, from)
              .filter(survivor -> !survivor.equals(from))
              .map(live -> snapshot.associations(live, toType, start.afterId(), limit + 1))
              .orElse(links);
    }
    return Page.of(links, limit);
  }

  /// The first of the references that leads to a live record.
  public Optional<ObjectRef> firstLive(Caller caller, List<ObjectRef> refs) {
    return store.read(
        caller.portal(),
        snapshot -> refs.stream().filter(ref -> resolve(snapshot, ref).isPresent()).findFirst());
  }

  /// The record itself while it is live, else the live record it was merged into; empty when there
  /// is neither.
  public static Optional<ObjectRef> resolve(Snapshot snapshot, ObjectRef ref) {
    return LiveRecords.resolve(snapshot, ref);
  }

  /// [#resolve] of a record that has to be there.
  ///
  /// @throws CrmException with [Problem.NotFound]
  public static ObjectRef require(Transaction tx, ObjectRef ref) {
    return LiveRecords.require(tx, ref);
  }

  /// [#resolve] of records that have to be there, each live record once.
  ///
  /// @throws CrmException with [Problem.InvalidTargets] naming every missing one
  public static List<ObjectRef> requireAll(Transaction tx, Collection<ObjectRef> refs) {
    return LiveRecords.requireAll(tx, refs);
  }

  private static void expect(Transaction tx, List<Pair> pairs) {
    pairs.forEach(pair -> tx.expectLinks(pair.from(), List.of(pair.to())));
  }

  private interface PairWork {
    void apply(LinkWriter writer, Transaction tx, Pair pair, long at);
  }

  /// Does the work for each pair of live records. A pair that is refused is refused before anything
  /// of it is written, so the others need no rollback.
  private Outcome each(Caller caller, List<Pair> pairs, PairWork work) {
    LinkWriter writer = writer(caller);
    return store.write(
        caller.portal(),
        tx -> {
          expect(tx, pairs);
          var done = new ArrayList<Pair>(pairs.size());
          var refused = new ArrayList<Outcome.Refused>(0);
          long at = clock.millis();
          for (Pair pair : pairs) {
            try {
              work.apply(writer, tx, LiveRecords.requirePair(tx, pair), at);
              done.add(pair);
            } catch (CrmException e) {
              refused.add(new Outcome.Refused(pair, e.problem()));
            }
          }
          return new Outcome(done, refused);
        });
  }
}
