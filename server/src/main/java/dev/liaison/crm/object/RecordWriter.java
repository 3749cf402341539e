package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.LinkWriter;
import dev.liaison.crm.list.Members;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes single records within a transaction: values, their history, unique claims, the change
/// log. A call that throws has written nothing.
final class RecordWriter {

  private static final String COMPANY_LINK = "associatedcompanyid";

  private final Catalogue catalogue;
  private final UniqueClaims claims;
  private final ImpliedValues implied;
  private final CalculatedProperties calculated;
  private final LinkWriter links;

  RecordWriter(Catalogue catalogue, UniqueClaims claims, LinkWriter links) {
    this.catalogue = catalogue;
    this.claims = claims;
    this.implied = new ImpliedValues(catalogue);
    this.calculated = new CalculatedProperties(catalogue);
    this.links = links;
  }

  /// Creates a record from checked values.
  ///
  /// @param toCome the links that are made next, which have to be possible with the one to the
  ///   company
  /// @throws CrmException with [Problem.UniqueValueTaken], [Problem.InvalidProperties],
  ///   [Problem.InvalidTargets], [Problem.MissingProperties], [Problem.TooManyLinks]; nothing is
  ///   written then
  CrmRecord insert(
      Transaction tx,
      Caller caller,
      ObjectRef ref,
      Map<String, String> checked,
      List<Associations.Pair> toCome,
      long at) {
    var written = new LinkedHashMap<>(checked);
    String company = written.remove(COMPANY_LINK);
    written.values().removeIf(String::isEmpty);
    requireComplete(ref.type(), written.keySet());
    Optional<ObjectRef> liveCompany = requireCompany(tx, company);
    var pairs = new ArrayList<>(toCome);
    liveCompany.ifPresent(to -> pairs.add(links.primary(ref, to)));
    links.checkNew(tx, pairs);
    Map<String, String> values = implied.ofNew(tx, ref.type(), written, at);
    values.values().removeIf(String::isEmpty);
    Stamp stamp = caller.stamp(at);
    Stamp derived = new Stamp(at, "CALCULATED", null, null);
    var properties = new LinkedHashMap<String, PropertyValue>(values.size() * 2);
    values.forEach(
        (name, value) ->
            properties.put(
                name, new PropertyValue(value, written.containsKey(name) ? stamp : derived)));
    claims.change(tx, ref, Map.of(), properties);
    var record = new CrmRecord(ref, at, at, 0, 0, properties);
    tx.put(record);
    tx.append(new Change.Created(ref, values), at, caller.source());
    linkCompany(tx, caller, ref, company, liveCompany, at);
    return record;
  }

  private void requireComplete(ObjectTypeId type, Set<String> given) {
    List<String> required = catalogue.required(type);
    if (!given.containsAll(required)) {
      List<String> missing = required.stream().filter(name -> !given.contains(name)).toList();
      throw new CrmException(new Problem.MissingProperties(type, missing));
    }
  }

  /// Sets checked values of a live record; values that are the same already are left alone, and a
  /// call that leaves all alone changes nothing.
  ///
  /// @throws CrmException as [#insert]
  CrmRecord update(
      Transaction tx, Caller caller, CrmRecord record, Map<String, String> checked, long at) {
    var written = new LinkedHashMap<>(checked);
    String company = written.remove(COMPANY_LINK);
    Optional<ObjectRef> liveCompany = requireCompany(tx, company);
    liveCompany.ifPresent(to -> links.check(tx, links.primary(record.ref(), to)));
    written.entrySet().removeIf(entry -> current(record, entry.getKey()).equals(entry.getValue()));
    CrmRecord updated = record;
    if (!written.isEmpty()) {
      updated = store(tx, caller, record, written, at);
    }
    linkCompany(tx, caller, record.ref(), company, liveCompany, at);
    return tx.get(record.ref()).orElse(updated);
  }

  /// Archives a live record, with its links, its places in static lists and unique claims.
  void archive(Transaction tx, Caller caller, CrmRecord record, long mergedInto, long at) {
    ObjectRef ref = record.ref();
    Members.leave(tx, ref, mergedInto, at);
    links.unlinkAll(tx, caller, ref, at);
    claims.release(tx, record);
    long updatedAt = Math.max(at, record.updatedAt());
    tx.put(new CrmRecord(ref, record.createdAt(), updatedAt, at, mergedInto, record.properties()));
    if (mergedInto == 0) {
      tx.append(new Change.Archived(ref), at, caller.source());
    }
  }

  /// Removes a record for good, live or archived, with its links, its places in static lists, its
  /// unique claims, its history, and all that was merged into it.
  void erase(Transaction tx, Caller caller, CrmRecord record, long at) {
    ObjectRef ref = record.ref();
    links.unlinkAll(tx, caller, ref, at);
    if (!record.archived()) {
      Members.leave(tx, ref, 0, at);
      claims.release(tx, record);
    }
    for (String id : Merging.mergedIds(record)) {
      var away = new ObjectRef(ref.type(), Long.parseLong(id));
      tx.remove(away);
      Merge.forget(tx, away);
    }
    tx.remove(ref);
    tx.append(new Change.Erased(ref), at, caller.source());
  }

  private CrmRecord store(
      Transaction tx, Caller caller, CrmRecord record, Map<String, String> written, long at) {
    ObjectRef ref = record.ref();
    Map<String, String> values = implied.ofUpdate(tx, record, written, at);
    values.entrySet().removeIf(entry -> current(record, entry.getKey()).equals(entry.getValue()));
    if (values.isEmpty()) {
      return record;
    }
    Stamp stamp = caller.stamp(at);
    Stamp derived = new Stamp(at, "CALCULATED", null, null);
    var properties = new LinkedHashMap<>(record.properties());
    values.forEach(
        (name, value) ->
            properties.put(
                name, new PropertyValue(value, written.containsKey(name) ? stamp : derived)));
    claims.change(tx, ref, record.properties(), properties);
    for (String name : values.keySet()) {
      PropertyValue earlier = record.properties().get(name);
      if (earlier != null) {
        tx.addHistory(ref, name, earlier);
      }
    }
    var updated =
        new CrmRecord(ref, record.createdAt(), Math.max(at, record.updatedAt()), 0, 0, properties);
    tx.put(updated);
    tx.append(new Change.Updated(ref, values), at, caller.source());
    return updated;
  }

  private static String current(CrmRecord record, String name) {
    PropertyValue value = record.properties().get(name);
    return value == null ? "" : value.value();
  }

  /// The company of a contact is a link, not a value: `associatedcompanyid` is that link
  /// (legacy-api.md section 6).
  private void linkCompany(
      Transaction tx,
      Caller caller,
      ObjectRef ref,
      @Nullable String written,
      Optional<ObjectRef> company,
      long at) {
    if (company.isPresent()) {
      links.makePrimary(tx, caller, ref, company.get(), at);
    } else if (written != null) {
      calculated
          .primaryCompany(LinkSource.of(tx, ref), ref.type())
          .map(id -> new ObjectRef(COMPANY, id))
          .ifPresent(to -> links.unlink(tx, caller, ref, to, at));
    }
  }

  /// The live company that a written id leads to; empty when none is written.
  private static Optional<ObjectRef> requireCompany(Transaction tx, @Nullable String company) {
    if (company == null || company.isEmpty()) {
      return Optional.empty();
    }
    var ref = new ObjectRef(COMPANY, Long.parseLong(company));
    return Optional.of(Associations.requireAll(tx, List.of(ref)).getFirst());
  }
}
