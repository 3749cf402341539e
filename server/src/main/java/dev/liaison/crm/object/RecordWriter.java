package dev.liaison.crm.object;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes single records within a transaction: values, their history, unique claims, the change
/// log. A call that throws has written nothing.
final class RecordWriter {

  private static final String COMPANY_LINK = "associatedcompanyid";

  private final Catalogue catalogue;
  private final PropertyRules rules;
  private final ImpliedValues implied;
  private final CalculatedProperties calculated;
  private final Associations associations;

  RecordWriter(Catalogue catalogue, PropertyRules rules, Associations associations) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.implied = new ImpliedValues(catalogue);
    this.calculated = new CalculatedProperties(catalogue);
    this.associations = associations;
  }

  /// Creates a record from checked values.
  ///
  /// @throws CrmException with [Problem.UniqueValueTaken], [Problem.InvalidProperties],
  ///   [Problem.InvalidTargets]
  CrmRecord insert(
      Transaction tx, Caller caller, ObjectRef ref, Map<String, String> checked, long at) {
    var written = new LinkedHashMap<>(checked);
    String company = written.remove(COMPANY_LINK);
    written.values().removeIf(String::isEmpty);
    requireCompany(tx, company);
    Map<String, String> values = implied.ofNew(ref.type(), written, at);
    claim(tx, ref, Map.of(), values);
    Stamp stamp = caller.stamp(at);
    Stamp derived = new Stamp(at, "CALCULATED", null, null);
    var properties = new LinkedHashMap<String, PropertyValue>(values.size() * 2);
    values.forEach(
        (name, value) ->
            properties.put(
                name, new PropertyValue(value, written.containsKey(name) ? stamp : derived)));
    var record = new CrmRecord(ref, at, at, 0, 0, properties);
    tx.put(record);
    tx.append(new Change.Created(ref, values), at, caller.source());
    linkCompany(tx, caller, ref, company, at);
    return record;
  }

  /// Sets checked values of a live record; values that are the same already are left alone, and a
  /// call that leaves all alone changes nothing.
  ///
  /// @throws CrmException as [#insert]
  CrmRecord update(
      Transaction tx, Caller caller, CrmRecord record, Map<String, String> checked, long at) {
    var written = new LinkedHashMap<>(checked);
    String company = written.remove(COMPANY_LINK);
    requireCompany(tx, company);
    written.entrySet().removeIf(entry -> current(record, entry.getKey()).equals(entry.getValue()));
    CrmRecord updated = record;
    if (!written.isEmpty()) {
      updated = store(tx, caller, record, written, at);
    }
    linkCompany(tx, caller, record.ref(), company, at);
    return tx.get(record.ref()).orElse(updated);
  }

  /// Archives a live record, with its links and unique claims.
  void archive(Transaction tx, Caller caller, CrmRecord record, long mergedInto, long at) {
    ObjectRef ref = record.ref();
    associations.unlinkAll(tx, caller, ref, at);
    for (PropertyDefinition unique : catalogue.properties().unique(ref.type())) {
      record
          .value(unique.name())
          .ifPresent(value -> tx.releaseUnique(ref.type(), unique.name(), value, ref.id()));
    }
    if (ref.type().equals(CONTACT)) {
      Merging.additionalEmails(record)
          .forEach(email -> tx.releaseUnique(CONTACT, "email", email, ref.id()));
    }
    tx.put(new CrmRecord(ref, record.createdAt(), at, at, mergedInto, record.properties()));
    if (mergedInto == 0) {
      tx.append(new Change.Archived(ref), at, caller.source());
    }
  }

  private CrmRecord store(
      Transaction tx, Caller caller, CrmRecord record, Map<String, String> written, long at) {
    ObjectRef ref = record.ref();
    Map<String, String> values = implied.ofUpdate(record, written, at);
    claim(tx, ref, record.properties(), values);
    Stamp stamp = caller.stamp(at);
    Stamp derived = new Stamp(at, "CALCULATED", null, null);
    var properties = new LinkedHashMap<>(record.properties());
    values.forEach(
        (name, value) -> {
          Stamp by = written.containsKey(name) ? stamp : derived;
          PropertyValue earlier = properties.put(name, new PropertyValue(value, by));
          if (earlier != null) {
            tx.addHistory(ref, name, earlier);
          }
        });
    var updated =
        new CrmRecord(ref, record.createdAt(), Math.max(at, record.updatedAt()), 0, 0, properties);
    tx.put(updated);
    tx.append(new Change.Updated(ref, values), at, caller.source());
    return updated;
  }

  /// Refuses unique values that are taken before anything is written; then claims them, and gives
  /// up the ones they replace.
  private void claim(
      Transaction tx,
      ObjectRef ref,
      Map<String, PropertyValue> before,
      Map<String, String> values) {
    List<PropertyDefinition> unique = catalogue.properties().unique(ref.type());
    for (PropertyDefinition definition : unique) {
      String name = definition.name();
      String value = values.get(name);
      if (value != null && !value.isEmpty()) {
        OptionalLong holder = tx.findUnique(ref.type(), name, rules.uniqueForm(definition, value));
        if (holder.isPresent() && holder.getAsLong() != ref.id()) {
          CrmRecord record = tx.get(new ObjectRef(ref.type(), holder.getAsLong())).orElseThrow();
          throw new CrmException(new Problem.UniqueValueTaken(ref.type(), name, value, record));
        }
      }
    }
    for (PropertyDefinition definition : unique) {
      String name = definition.name();
      PropertyValue earlier = before.get(name);
      String value = values.get(name);
      if (value != null && earlier != null) {
        tx.releaseUnique(ref.type(), name, rules.uniqueForm(definition, earlier.value()), ref.id());
      }
      if (value != null && !value.isEmpty()) {
        tx.claimUnique(ref.type(), name, rules.uniqueForm(definition, value), ref.id());
      }
    }
  }

  private static String current(CrmRecord record, String name) {
    PropertyValue value = record.properties().get(name);
    return value == null ? "" : value.value();
  }

  /// The company of a contact is a link, not a value: `associatedcompanyid` is that link
  /// (legacy-api.md section 6).
  private void linkCompany(
      Transaction tx, Caller caller, ObjectRef ref, @Nullable String company, long at) {
    if (company == null) {
      return;
    }
    if (!company.isEmpty()) {
      var to = new ObjectRef(COMPANY, Long.parseLong(company));
      associations.makePrimary(tx, caller, ref, to, at);
      return;
    }
    calculated
        .primaryCompany(tx, ref)
        .map(id -> new ObjectRef(COMPANY, id))
        .ifPresent(to -> associations.unlink(tx, caller, ref, to, at));
  }

  private static void requireCompany(Transaction tx, @Nullable String company) {
    if (company != null && !company.isEmpty()) {
      List<ObjectRef> missing =
          tx.missing(List.of(new ObjectRef(COMPANY, Long.parseLong(company))));
      if (!missing.isEmpty()) {
        throw new CrmException(new Problem.InvalidTargets(missing));
      }
    }
  }
}
