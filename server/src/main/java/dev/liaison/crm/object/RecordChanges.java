package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.owner.Owner;
import dev.liaison.crm.owner.Owners;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Creates, changes, merges and archives records of every type. Each call is one transaction. Safe
/// for concurrent use.
public final class RecordChanges {

  private final Store store;
  private final Catalogues catalogues;
  private final Ids ids;
  private final Creating creating;
  private final Upserts upserts;
  private final InstantSource clock;

  public RecordChanges(Store store, Catalogues catalogues, Ids ids, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.ids = ids;
    this.creating = new Creating(store, ids);
    this.upserts = new Upserts(creating, clock);
    this.clock = clock;
  }

  private Writing writing(Caller caller) {
    return Writing.by(catalogues.of(caller.portal()), clock);
  }

  /// A record that was made.
  ///
  /// @param unlinked targets of lenient links that do not exist
  public record Created(RecordView view, List<ObjectRef> unlinked) {}

  /// What became of one entry of a batch of creations: the record, or why there is none.
  public sealed interface Creation {
    /// Made.
    record Done(Created created) implements Creation {}

    /// Not made; nothing of the entry was written.
    record Refused(Problem problem) implements Creation {}
  }

  /// New values for a record.
  public record Update(RecordKey key, Map<String, String> properties) {}

  /// A record after an upsert.
  public record Upserted(RecordView view, boolean isNew) {}

  /// @throws CrmException with [Problem.InvalidProperties], [Problem.UniqueValueTaken],
  ///   [Problem.InvalidTargets], [Problem.UnknownAssociationType]
  public Created create(Caller caller, ObjectTypeId type, NewRecord record, Reading reading) {
    return createAll(caller, type, List.of(record), reading).getFirst();
  }

  /// Creates all, or none when one is refused.
  ///
  /// @throws CrmException as [#create], for the first that is refused
  public List<Created> createAll(
      Caller caller, ObjectTypeId type, List<NewRecord> news, Reading reading) {
    Writing by = writing(caller);
    List<Map<String, String>> checked =
        news.stream().map(record -> by.rules().check(type, record.properties())).toList();
    news.forEach(record -> by.newLinks().checkTypes(type, record));
    return creating.write(
        caller,
        type,
        news.size(),
        (tx, refs) -> {
          expect(by, tx, type, refs, news);
          long at = clock.millis();
          var created = new ArrayList<Created>(news.size());
          for (int i = 0; i < news.size(); i++) {
            ObjectRef ref = refs.get(i);
            created.add(insert(by, tx, caller, ref, checked.get(i), news.get(i), at, reading));
          }
          return created;
        });
  }

  /// Creates each for itself, in the order given.
  public List<Creation> createEach(
      Caller caller, ObjectTypeId type, List<NewRecord> news, Reading reading) {
    Writing by = writing(caller);
    return creating.write(
        caller,
        type,
        news.size(),
        (tx, refs) -> {
          expect(by, tx, type, refs, news);
          long at = clock.millis();
          var creations = new ArrayList<Creation>(news.size());
          for (int i = 0; i < news.size(); i++) {
            NewRecord record = news.get(i);
            try {
              Map<String, String> checked = by.rules().check(type, record.properties());
              by.newLinks().checkTypes(type, record);
              ObjectRef ref = refs.get(creations.size());
              creations.add(
                  new Creation.Done(insert(by, tx, caller, ref, checked, record, at, reading)));
            } catch (CrmException e) {
              creations.add(new Creation.Refused(e.problem()));
            }
          }
          return creations;
        });
  }

  /// Sets values of a live record; `""` clears. Values that are the same already leave it
  /// unchanged.
  ///
  /// @throws CrmException with [Problem.InvalidProperties], [Problem.NotFound],
  ///   [Problem.NotFoundBy], [Problem.NotAnIdProperty], [Problem.UniqueValueTaken],
  ///   [Problem.InvalidTargets]
  public RecordView update(
      Caller caller,
      ObjectTypeId type,
      RecordKey key,
      Map<String, String> properties,
      Reading reading) {
    return update(caller, type, key, _ -> properties, reading);
  }

  /// Sets values that follow from those that the record has.
  ///
  /// @throws CrmException as the other [#update]
  public RecordView update(
      Caller caller,
      ObjectTypeId type,
      RecordKey key,
      Function<CrmRecord, Map<String, String>> properties,
      Reading reading) {
    Writing by = writing(caller);
    return store.write(
        caller.portal(),
        tx -> {
          if (key instanceof RecordKey.ById(long id)) {
            tx.expect(List.of(new ObjectRef(type, id)));
          }
          CrmRecord record = by.finder().require(tx, type, key);
          Map<String, String> checked = by.rules().check(type, properties.apply(record));
          return by.viewer()
              .view(tx, by.writer().update(tx, caller, record, checked, clock.millis()), reading);
        });
  }

  /// Sets values of every record that exists; all or none when a value is refused.
  ///
  /// @return for each update the record after the last of them, empty where its key leads to none
  /// @throws CrmException with [Problem.InvalidProperties], [Problem.UniqueValueTaken],
  ///   [Problem.NotAnIdProperty], [Problem.InvalidTargets]
  public List<Optional<RecordView>> updateAll(
      Caller caller, ObjectTypeId type, List<Update> updates, Reading reading) {
    Writing by = writing(caller);
    List<Map<String, String>> checked =
        updates.stream().map(update -> by.rules().check(type, update.properties())).toList();
    return store.write(
        caller.portal(),
        tx -> {
          expect(tx, type, updates);
          long at = clock.millis();
          var updated = new ArrayList<Optional<ObjectRef>>(updates.size());
          var newest = new HashMap<ObjectRef, CrmRecord>(updates.size() * 2);
          for (int i = 0; i < updates.size(); i++) {
            Optional<CrmRecord> record = by.finder().find(tx, type, updates.get(i).key());
            updated.add(record.map(CrmRecord::ref));
            if (record.isPresent()) {
              CrmRecord after = by.writer().update(tx, caller, record.get(), checked.get(i), at);
              newest.put(after.ref(), after);
            }
          }
          return updated.stream()
              .map(ref -> ref.map(newest::get).map(record -> by.viewer().view(tx, record, reading)))
              .toList();
        });
  }

  /// Updates the record that each unique value leads to, or creates one with that value. One result
  /// an entry; empty for an id that leads to no record.
  ///
  /// @throws CrmException with [Problem.InvalidProperties], [Problem.UniqueValueTaken],
  ///   [Problem.NotAnIdProperty]; nothing is written then
  public List<Optional<Upserted>> upsertAll(
      Caller caller, ObjectTypeId type, List<Update> upserts, Reading reading) {
    return this.upserts.each(writing(caller), caller, type, upserts, reading);
  }

  /// Updates the record that each key leads to, or, where a unique value leads to none, creates one
  /// with that value; all, or none when one is refused.
  ///
  /// @return for each entry the record after the last of them
  /// @throws CrmException with [Problem.InvalidEntries] naming every entry that is refused
  public List<RecordView> upsertAllOrNone(
      Caller caller, ObjectTypeId type, List<Update> upserts, Reading reading) {
    return this.upserts.allOrNone(writing(caller), caller, type, upserts, reading);
  }

  /// Archives a record, with its links.
  ///
  /// @return whether there was a live one
  public boolean archive(Caller caller, ObjectRef ref) {
    return archiveAll(caller, List.of(ref)) == 1;
  }

  /// Archives those of the records that are live.
  ///
  /// @return how many were
  public int archiveAll(Caller caller, List<ObjectRef> refs) {
    RecordWriter writer = writing(caller).writer();
    return store.write(
        caller.portal(),
        tx -> {
          tx.expect(refs);
          long at = clock.millis();
          int archived = 0;
          for (ObjectRef ref : refs) {
            Optional<CrmRecord> record = tx.get(ref);
            if (record.isPresent()) {
              writer.archive(tx, caller, record.get(), 0, at);
              archived++;
            }
          }
          return archived;
        });
  }

  /// Removes a record for good, live or archived, with its links, its history, and what was merged
  /// into it.
  ///
  /// @throws CrmException with [Problem.NotFound], [Problem.NotFoundBy], [Problem.NotAnIdProperty]
  public void erase(Caller caller, ObjectTypeId type, RecordKey key) {
    Writing by = writing(caller);
    boolean _ =
        store.write(
            caller.portal(),
            tx -> {
              CrmRecord record =
                  by.finder()
                      .find(tx, type, key)
                      .or(() -> RecordFinder.findArchived(tx, type, key))
                      .orElseThrow(() -> new CrmException(RecordFinder.notFound(type, key)));
              by.writer().erase(tx, caller, record, clock.millis());
              return true;
            });
  }

  /// Makes one record part of another of its type, whose id stays; the other id leads to it from
  /// then on.
  ///
  /// @throws CrmException with [Problem.NotMergeable], [Problem.InvalidMergePrimary],
  ///   [Problem.InvalidMergeSecondary]
  public RecordView merge(Caller caller, ObjectTypeId type, long keep, long away, Reading reading) {
    Catalogue catalogue = catalogues.of(caller.portal());
    if (!catalogue.types().byId(type).mergeable()) {
      throw new CrmException(new Problem.NotMergeable(type));
    }
    var primary = new ObjectRef(type, keep);
    var secondary = new ObjectRef(type, away);
    Writing by = Writing.by(catalogue, clock);
    return store.write(
        caller.portal(),
        tx -> {
          tx.expect(List.of(primary, secondary));
          CrmRecord survivor = by.merging().merge(tx, caller, primary, secondary, clock.millis());
          return by.viewer().view(tx, survivor, reading);
        });
  }

  /// Makes a company the primary one of a record, linking it first where it is not.
  ///
  /// @return the company afterwards
  /// @throws CrmException with [Problem.NotFound] when the record is missing,
  ///   [Problem.InvalidTargets] when the company is
  public RecordView makePrimary(
      Caller caller, ObjectRef record, ObjectRef company, Reading reading) {
    Writing by = writing(caller);
    return store.write(
        caller.portal(),
        tx -> {
          tx.expectLinks(record, List.of(company));
          ObjectRef from = Associations.require(tx, record);
          ObjectRef to = Associations.requireAll(tx, List.of(company)).getFirst();
          by.links().makePrimary(tx, caller, from, to, clock.millis());
          CrmRecord after = by.finder().require(tx, to.type(), new RecordKey.ById(to.id()));
          return by.viewer().view(tx, after, reading);
        });
  }

  /// Brings in records with ids and times of their own, in order, as one transaction.
  ///
  /// @throws CrmException as [#create]; [Problem.IdTaken]
  /// @throws IllegalArgumentException when two owners have one id or one address
  public void load(Caller caller, List<Load> loads) {
    loads.stream()
        .mapToLong(load -> load instanceof Load.OfRecord of ? of.ref().id() : 0)
        .max()
        .ifPresent(ids::reserveThrough);
    Writing by = writing(caller);
    store.write(
        caller.portal(),
        tx -> {
          loads.forEach(load -> expect(tx, load));
          loads.forEach(load -> load(by, tx, caller, load));
          return true;
        });
  }

  private static void expect(Transaction tx, Load load) {
    switch (load) {
      case Load.OfRecord of -> tx.expect(List.of(of.ref()));
      case Load.OfLinks(ObjectRef from, List<ObjectRef> targets) -> tx.expectLinks(from, targets);
      case Load.OfOwner _ -> {}
    }
  }

  private static void load(Writing by, Transaction tx, Caller caller, Load load) {
    switch (load) {
      case Load.OfRecord(ObjectRef ref, Map<String, String> properties, long createdAt) -> {
        if (tx.get(ref).isPresent() || tx.getArchived(ref).isPresent()) {
          throw new CrmException(new Problem.IdTaken(ref));
        }
        Map<String, String> checked = by.rules().check(ref.type(), properties);
        by.writer().insert(tx, caller, ref, checked, List.of(), createdAt);
      }
      case Load.OfLinks(ObjectRef from, List<ObjectRef> targets) -> {
        CrmRecord record =
            tx.get(from).orElseThrow(() -> new CrmException(new Problem.NotFound(from)));
        List<ObjectRef> missing = tx.missing(targets);
        if (!missing.isEmpty()) {
          throw new CrmException(new Problem.InvalidTargets(missing));
        }
        by.links().link(tx, caller, from, targets, record.updatedAt());
      }
      case Load.OfOwner(Owner owner) -> Owners.put(tx, owner);
    }
  }

  private static Created insert(
      Writing by,
      Transaction tx,
      Caller caller,
      ObjectRef ref,
      Map<String, String> checked,
      NewRecord news,
      long at,
      Reading reading) {
    NewLinks.Found found = by.newLinks().find(tx, ref.type(), news);
    CrmRecord record = by.writer().insert(tx, caller, ref, checked, found.pairs(ref), at);
    by.newLinks().make(tx, caller, ref, found, at);
    return new Created(by.viewer().view(tx, record, reading), found.missing());
  }

  private static void expect(
      Writing by, Transaction tx, ObjectTypeId type, Creating.NewRefs refs, List<NewRecord> news) {
    var expected = refs.all();
    news.forEach(record -> expected.addAll(by.newLinks().named(type, record)));
    tx.expect(expected);
  }

  static void expect(Transaction tx, ObjectTypeId type, List<Update> updates) {
    var expected = new ArrayList<ObjectRef>(updates.size());
    for (Update update : updates) {
      if (update.key() instanceof RecordKey.ById(long id)) {
        expected.add(new ObjectRef(type, id));
      }
    }
    tx.expect(expected);
  }
}
