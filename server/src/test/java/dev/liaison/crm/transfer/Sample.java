package dev.liaison.crm.transfer;

import dev.liaison.crm.Change;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Something of everything that a store can hold, in two portals.
final class Sample {

  static final long PORTAL = 1;
  static final long OTHER = 77_000_001;
  static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  static final ObjectTypeId CUSTOM = new ObjectTypeId(2, 116_701_833);
  static final int CONTACTS = 40;

  /// What breaks forms that escape or delimit.
  private static final List<String> TEXTS =
      List.of(
          "",
          "a\tb\nc\rd\\e\\N\"f'g,h{}",
          "ü 漢 \uD83D\uDE00 \u0001\u001f\u007f\u2028",
          "\\.",
          "null",
          " spaces ",
          "x".repeat(70_000));

  private static final List<String> UNIQUE =
      List.of("a@b.example", "tab\tand\\slash", "", "y".repeat(600), "\\N");

  private Sample() {}

  static void fill(Store store) {
    write(store, PORTAL, Sample::records);
    write(store, PORTAL, Sample::history);
    write(store, PORTAL, Sample::history);
    write(store, PORTAL, Sample::links);
    write(store, PORTAL, Sample::rest);
    write(
        store,
        OTHER,
        tx -> {
          tx.put(record(new ObjectRef(CONTACT, 1), 5, 0));
          tx.addHistory(new ObjectRef(CONTACT, 1), "name", value("of the other portal", 1));
          tx.claimUnique(CONTACT, "email", "a@b.example", 1);
          tx.append(new Change.Archived(new ObjectRef(CONTACT, 1)), 9, "UI");
          tx.putDocument("token", "same/name", new byte[] {1});
        });
    store.reserveIdsThrough(1_000_000);
  }

  static void write(Store store, long portal, Consumer<Transaction> work) {
    boolean _ =
        store.write(
            portal,
            tx -> {
              work.accept(tx);
              return true;
            });
  }

  private static void records(Transaction tx) {
    for (long id = 1; id <= CONTACTS; id++) {
      tx.put(record(contact(id), 1_000 + id, id % 5 == 0 ? 2_000 + id : 0));
    }
    tx.put(record(new ObjectRef(CUSTOM, 9_007_199_254_740_991L), 7, 0));
    tx.put(new CrmRecord(new ObjectRef(DEAL, 7), 1, 2, 0, 0, Map.of()));
    tx.put(new CrmRecord(new ObjectRef(DEAL, 8), 1, 2, 3, 7, Map.of()));
    tx.touch(List.of(contact(1), contact(2)), 5_000);
  }

  private static void history(Transaction tx) {
    for (String text : TEXTS) {
      // Several of one moment: the order is that of the additions.
      tx.addHistory(contact(1), "name", value(text, 100));
      tx.addHistory(contact(1), "name", value(text + " later", 200));
      tx.addHistory(contact(2), "with\ttab", value(text, 100));
    }
    tx.addHistory(new ObjectRef(DEAL, 999), "of_no_record", value("v", 1));
  }

  private static void links(Transaction tx) {
    List<Association> links = new ArrayList<>();
    for (long id = 1; id <= CONTACTS; id++) {
      links.add(link(new ObjectRef(DEAL, 7), contact(id), Category.HUBSPOT_DEFINED, 3, 4));
      links.add(link(contact(id), contact(id % CONTACTS + 1), Category.USER_DEFINED, 36, 37));
    }
    links.add(link(new ObjectRef(DEAL, 7), contact(1), Category.USER_DEFINED, 3, 4));
    links.add(
        link(
            new ObjectRef(CUSTOM, 9_007_199_254_740_991L),
            contact(1),
            Category.INTEGRATOR_DEFINED,
            Integer.MAX_VALUE,
            1));
    tx.putAssociations(links);
    for (Association link : links) {
      tx.append(
          new Change.Associated(
              link.from(), link.to(), List.of(link.key(), AssociationKey.hubspotDefined(9))),
          5_000,
          "API");
    }
  }

  private static void rest(Transaction tx) {
    ObjectRef one = contact(1);
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("zeta", TEXTS.get(1));
    properties.put("alpha", TEXTS.get(2));
    for (int i = 0; i < UNIQUE.size(); i++) {
      tx.claimUnique(CONTACT, "email", UNIQUE.get(i), i + 1);
    }
    tx.append(new Change.Created(one, properties), 1, "API");
    tx.append(new Change.Updated(one, Map.of("zeta", "")), 2, "with\ttab");
    tx.append(new Change.Merged(one, contact(5)), 3, "API");
    tx.append(new Change.Dissociated(one, new ObjectRef(DEAL, 7), List.of()), 4, "API");
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    tx.putDocument("token", "same/name", every);
    tx.putDocument("token", "ü\\n", new byte[0]);
    tx.putDocument("tok", "en", new byte[] {'\\'});
    tx.putDocument("gone", "gone", new byte[0]);
    tx.removeDocument("gone", "gone");
  }

  /// Everything that can be read, as text.
  static String dump(Store store) {
    return store.<String>read(PORTAL, Sample::dump) + store.<String>read(OTHER, Sample::dump);
  }

  private static String dump(Snapshot snapshot) {
    List<Object> all = new ArrayList<>();
    for (ObjectTypeId type : List.of(CONTACT, DEAL, CUSTOM)) {
      for (boolean archived : new boolean[] {false, true}) {
        for (CrmRecord record : snapshot.scan(type, archived, 0, 1_000)) {
          all.add(record);
          all.add(List.copyOf(record.properties().keySet()));
          all.add(snapshot.history(record.ref(), "name"));
          all.add(snapshot.history(record.ref(), "with\ttab"));
          all.add(snapshot.associations(record.ref()));
        }
      }
      all.add(snapshot.recentlyUpdated(type, 0, 0, 1_000));
    }
    all.add(snapshot.history(new ObjectRef(DEAL, 999), "of_no_record"));
    UNIQUE.forEach(value -> all.add(snapshot.findUnique(CONTACT, "email", value)));
    all.add(snapshot.changesAfter(0, 1_000_000));
    for (String kind : List.of("token", "tok", "gone")) {
      snapshot.documents(kind).forEach((name, content) -> all.add(name + List.of(hex(content))));
    }
    return String.join("\n", all.stream().map(Object::toString).toList());
  }

  private static String hex(byte[] content) {
    return java.util.HexFormat.of().formatHex(content);
  }

  static ObjectRef contact(long id) {
    return new ObjectRef(CONTACT, id);
  }

  static PropertyValue value(String text, long at) {
    return new PropertyValue(text, new Stamp(at, "API", null, null));
  }

  private static CrmRecord record(ObjectRef ref, long updatedAt, long archivedAt) {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("zeta", value("last in the alphabet, first written", 5));
    for (int i = 0; i < TEXTS.size(); i++) {
      Stamp stamp =
          new Stamp(
              i, "UI\t" + i, i % 2 == 0 ? null : "source\\" + i, i % 3 == 0 ? null : (Long) 7L);
      properties.put("p" + (TEXTS.size() - i), new PropertyValue(TEXTS.get(i), stamp));
    }
    return new CrmRecord(ref, 5, updatedAt, archivedAt, archivedAt == 0 ? 0 : 1, properties);
  }

  private static Association link(
      ObjectRef from, ObjectRef to, Category category, int type, int back) {
    return new Association(
        from, to, new AssociationKey(category, type), new AssociationKey(category, back));
  }
}
