package dev.liaison.store;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A store to test and what to fill it with. A subclass says how one is opened.
abstract class StoreFixture {

  static final long PORTAL = 42;
  static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  static final ObjectTypeId COMPANY = new ObjectTypeId(0, 2);
  static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  static final ObjectTypeId CUSTOM = new ObjectTypeId(2, 116_701_833);
  static final AssociationKey TO_CONTACT = AssociationKey.hubspotDefined(3);
  static final AssociationKey TO_DEAL = AssociationKey.hubspotDefined(4);
  static final AssociationKey LABEL = new AssociationKey(AssociationKey.Category.USER_DEFINED, 36);
  static final AssociationKey LABEL_BACK =
      new AssociationKey(AssociationKey.Category.USER_DEFINED, 37);

  /// The one that the test is about.
  Store store;

  /// The contacts of a snapshot that was begun at contact 1, before contact 2 was committed.
  List<Long> seenInASnapshot() {
    return List.of(1L);
  }

  /// A new, empty store.
  abstract Store create() throws Exception;

  /// The same store again after it was closed; the store itself where it does not outlive its
  /// closing.
  abstract Store reopen(Store store) throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = create();
  }

  @AfterEach
  void close() {
    store.close();
  }

  static ObjectRef contact(long id) {
    return new ObjectRef(CONTACT, id);
  }

  static ObjectRef deal(long id) {
    return new ObjectRef(DEAL, id);
  }

  static PropertyValue value(String text, long at) {
    return new PropertyValue(text, new Stamp(at, "API", null, null));
  }

  static CrmRecord record(ObjectRef ref, long at) {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("zeta", value("last in the alphabet, first written", at));
    properties.put("alpha", new PropertyValue("ü 漢 \uD83D\uDE00", new Stamp(at, "UI", "x", 7L)));
    properties.put("cleared", value("", at));
    return new CrmRecord(ref, 5, at, 0, 0, properties);
  }

  static CrmRecord archived(ObjectRef ref, long at) {
    CrmRecord live = record(ref, at);
    return new CrmRecord(ref, live.createdAt(), at, at, 99, live.properties());
  }

  static Association link(long deal, long contact) {
    return new Association(deal(deal), contact(contact), TO_CONTACT, TO_DEAL);
  }

  static Association label(long deal, long contact) {
    return new Association(deal(deal), contact(contact), LABEL, LABEL_BACK);
  }

  void write(Consumer<Transaction> work) {
    writeTo(PORTAL, work);
  }

  void writeTo(long portal, Consumer<Transaction> work) {
    store.write(
        portal,
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  <T> T read(Function<Snapshot, T> work) {
    return store.read(PORTAL, work);
  }

  long count(ToLongFunction<Snapshot> work) {
    return this.<Long>read(work::applyAsLong);
  }

  static List<Long> ids(List<CrmRecord> records) {
    return records.stream().map(record -> record.ref().id()).toList();
  }
}
