package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.property.PropertyRules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates, changes, merges and archives records of every type. Each call is one transaction. Safe
/// for concurrent use.
public final class RecordChanges {

  private final Store store;
  private final Catalogue catalogue;
  private final PropertyRules rules;
  private final Ids ids;
  private final InstantSource clock;
  private final Records records;
  private final Viewer viewer;
  private final RecordWriter writer;
  private final Merging merging;
  private final Associations associations;

  public RecordChanges(
      Store store,
      Catalogue catalogue,
      Ids ids,
      InstantSource clock,
      Records records,
      Associations associations) {
    this.store = store;
    this.catalogue = catalogue;
    this.rules = new PropertyRules(catalogue.properties());
    this.ids = ids;
    this.clock = clock;
    this.records = records;
    this.viewer = new Viewer(catalogue);
    this.writer = new RecordWriter(catalogue, rules, associations);
    this.merging = new Merging(catalogue, rules, writer, associations);
    this.associations = associations;
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
    List<Map<String, String>> checked =
        news.stream().map(record -> rules.check(type, record.properties())).toList();
    news.forEach(record -> checkLinks(type, record));
    long first = ids.take(news.size());
    return store.write(
        caller.portal(),
        tx -> {
          long at = clock.millis();
          var created = new ArrayList<Created>(news.size());
          for (int i = 0; i < news.size(); i++) {
            var ref = new ObjectRef(type, first + i);
            created.add(insert(tx, caller, ref, checked.get(i), news.get(i), at, reading));
          }
          return created;
        });
  }

  /// Creates each for itself, in the order given.
  public List<Creation> createEach(
      Caller caller, ObjectTypeId type, List<NewRecord> news, Reading reading) {
    long first = ids.take(news.size());
    return store.write(
        caller.portal(),
        tx -> {
          long at = clock.millis();
          var creations = new ArrayList<Creation>(news.size());
          for (int i = 0; i < news.size(); i++) {
            NewRecord record = news.get(i);
            try {
              Map<String, String> checked = rules.check(type, record.properties());
              checkLinks(type, record);
              var ref = new ObjectRef(type, first + creations.size());
              creations.add(
                  new Creation.Done(insert(tx, caller, ref, checked, record, at, reading)));
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
    return store.write(
        caller.portal(),
        tx -> {
          CrmRecord record = records.require(tx, type, key);
          Map<String, String> checked = rules.check(type, properties);
          return viewer.view(
              tx, writer.update(tx, caller, record, checked, clock.millis()), reading);
        });
  }

  /// Sets values of every record that exists; all or none when a value is refused.
  ///
  /// @return for each update the record after the last of them, empty where its key leads to none
  /// @throws CrmException with [Problem.InvalidProperties], [Problem.UniqueValueTaken],
  ///   [Problem.NotAnIdProperty], [Problem.InvalidTargets]
  public List<Optional<RecordView>> updateAll(
      Caller caller, ObjectTypeId type, List<Update> updates, Reading reading) {
    List<Map<String, String>> checked =
        updates.stream().map(update -> rules.check(type, update.properties())).toList();
    return store.write(
        caller.portal(),
        tx -> {
          long at = clock.millis();
          var updated = new ArrayList<Optional<ObjectRef>>(updates.size());
          var newest = new HashMap<ObjectRef, CrmRecord>(updates.size() * 2);
          for (int i = 0; i < updates.size(); i++) {
            Optional<CrmRecord> record = records.find(tx, type, updates.get(i).key());
            updated.add(record.map(CrmRecord::ref));
            if (record.isPresent()) {
              CrmRecord after = writer.update(tx, caller, record.get(), checked.get(i), at);
              newest.put(after.ref(), after);
            }
          }
          return updated.stream()
              .map(ref -> ref.map(newest::get).map(record -> viewer.view(tx, record, reading)))
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
    List<Map<String, String>> checked =
        upserts.stream().map(upsert -> rules.check(type, withKey(upsert))).toList();
    long first = ids.take(upserts.size());
    return store.write(
        caller.portal(),
        tx -> {
          long at = clock.millis();
          var done = new ArrayList<Optional<Upserted>>(upserts.size());
          for (int i = 0; i < upserts.size(); i++) {
            RecordKey key = upserts.get(i).key();
            Optional<CrmRecord> there = records.find(tx, type, key);
            if (there.isEmpty() && key instanceof RecordKey.ById) {
              done.add(Optional.empty());
              continue;
            }
            CrmRecord record =
                there.isPresent()
                    ? writer.update(
                        tx, caller, there.get(), withoutKey(upserts.get(i), checked.get(i)), at)
                    : writer.insert(tx, caller, new ObjectRef(type, first + i), checked.get(i), at);
            done.add(Optional.of(new Upserted(viewer.view(tx, record, reading), there.isEmpty())));
          }
          return done;
        });
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
    return store.write(
        caller.portal(),
        tx -> {
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

  /// Makes one record part of another of its type, whose id stays; the other id leads to it from
  /// then on.
  ///
  /// @throws CrmException with [Problem.NotMergeable], [Problem.InvalidMergePrimary],
  ///   [Problem.InvalidMergeSecondary]
  public RecordView merge(Caller caller, ObjectTypeId type, long keep, long away, Reading reading) {
    if (!catalogue.types().byId(type).mergeable()) {
      throw new CrmException(new Problem.NotMergeable(type));
    }
    return store.write(
        caller.portal(),
        tx ->
            viewer.view(
                tx,
                merging.merge(
                    tx,
                    caller,
                    new ObjectRef(type, keep),
                    new ObjectRef(type, away),
                    clock.millis()),
                reading));
  }

  /// Brings in records with ids and times of their own, in order, as one transaction.
  ///
  /// @throws CrmException as [#create]; [Problem.IdTaken]
  public void load(Caller caller, List<Load> loads) {
    loads.stream()
        .mapToLong(load -> load instanceof Load.OfRecord of ? of.ref().id() : 0)
        .max()
        .ifPresent(ids::reserveThrough);
    store.write(
        caller.portal(),
        tx -> {
          loads.forEach(load -> load(tx, caller, load));
          return true;
        });
  }

  private void load(Transaction tx, Caller caller, Load load) {
    switch (load) {
      case Load.OfRecord(ObjectRef ref, Map<String, String> properties, long createdAt) -> {
        if (tx.get(ref).isPresent() || tx.getArchived(ref).isPresent()) {
          throw new CrmException(new Problem.IdTaken(ref));
        }
        writer.insert(tx, caller, ref, rules.check(ref.type(), properties), createdAt);
      }
      case Load.OfLinks(ObjectRef from, List<ObjectRef> targets) -> {
        CrmRecord record =
            tx.get(from).orElseThrow(() -> new CrmException(new Problem.NotFound(from)));
        List<ObjectRef> missing = tx.missing(targets);
        if (!missing.isEmpty()) {
          throw new CrmException(new Problem.InvalidTargets(missing));
        }
        associations.link(tx, caller, from, targets, record.updatedAt());
      }
    }
  }

  private Created insert(
      Transaction tx,
      Caller caller,
      ObjectRef ref,
      Map<String, String> checked,
      NewRecord news,
      long at,
      Reading reading) {
    List<ObjectRef> missing = requireTargets(tx, ref.type(), news);
    CrmRecord record = writer.insert(tx, caller, ref, checked, at);
    for (NewLink link : news.links()) {
      switch (link) {
        case NewLink.Typed typed -> {
          ObjectRef to = target(ref.type(), typed);
          associations.add(tx, caller, new Associations.Pair(ref, to, typed.keys()), at);
        }
        case NewLink.Lenient(ObjectRef to) -> {
          if (!missing.contains(to)) {
            Associations.resolve(tx, to)
                .ifPresent(live -> associations.link(tx, caller, ref, List.of(live), at));
          }
        }
      }
    }
    return new Created(viewer.view(tx, record, reading), missing);
  }

  /// Checks the targets of a new record's links; those of lenient ones that are missing are the
  /// result.
  private List<ObjectRef> requireTargets(Transaction tx, ObjectTypeId type, NewRecord news) {
    var invalid = new ArrayList<ObjectRef>(0);
    var missing = new ArrayList<ObjectRef>(0);
    for (NewLink link : news.links()) {
      switch (link) {
        case NewLink.Typed typed -> invalid.addAll(tx.missing(List.of(target(type, typed))));
        case NewLink.Lenient(ObjectRef to) -> {
          if (Associations.resolve(tx, to).isEmpty()) {
            missing.add(to);
          }
        }
      }
    }
    if (!invalid.isEmpty()) {
      throw new CrmException(new Problem.InvalidTargets(invalid));
    }
    return missing;
  }

  private void checkLinks(ObjectTypeId type, NewRecord news) {
    for (NewLink link : news.links()) {
      if (link instanceof NewLink.Typed typed) {
        target(type, typed);
      }
    }
  }

  /// The types of a link say what it leads to, and must agree on it.
  private ObjectRef target(ObjectTypeId from, NewLink.Typed link) {
    ObjectTypeId to = type(from, null, link.keys().getFirst());
    link.keys().forEach(key -> type(from, to, key));
    return new ObjectRef(to, link.toId());
  }

  private ObjectTypeId type(ObjectTypeId from, @Nullable ObjectTypeId to, AssociationKey key) {
    return catalogue
        .associationTypes()
        .from(from, key)
        .map(type -> catalogue.types().resolve(type.to()).id())
        .filter(type -> to == null || type.equals(to))
        .orElseThrow(() -> new CrmException(new Problem.UnknownAssociationType(from, to, key)));
  }

  /// The values of an upsert with the one that names its record, which a new record gets too.
  private static Map<String, String> withKey(Update upsert) {
    if (upsert.key() instanceof RecordKey.ByUnique(String property, String value)
        && !names(upsert, property)) {
      var values = new LinkedHashMap<>(upsert.properties());
      values.put(property, value);
      return values;
    }
    return upsert.properties();
  }

  /// A record found by one of its values keeps it: it may be a secondary address of the contact.
  private static Map<String, String> withoutKey(Update upsert, Map<String, String> checked) {
    if (upsert.key() instanceof RecordKey.ByUnique(String property, String ignored)
        && !names(upsert, property)) {
      var values = new LinkedHashMap<>(checked);
      values.remove(property.toLowerCase(Locale.ROOT));
      return values;
    }
    return checked;
  }

  private static boolean names(Update update, String property) {
    return update.properties().keySet().stream().anyMatch(property::equalsIgnoreCase);
  }
}
