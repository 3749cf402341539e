package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ContactEmails;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Holds the data of a PostgreSQL that nobody writes to against every rule that must hold in it.
final class StoreAudit {

  private static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  private static final ObjectTypeId COMPANY = new ObjectTypeId(0, 2);
  private static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  private static final AssociationKey PRIMARY = AssociationKey.hubspotDefined(1);

  private final Store store;
  private final String url;
  private final long portal;
  private final Catalogue catalogue = Catalogue.hubspotDefined();
  private final Map<ObjectRef, CrmRecord> live = new LinkedHashMap<>();
  private final Set<Row> rows = new HashSet<>();

  /// A link as one of its ends has it.
  private record Row(ObjectRef from, ObjectRef to, AssociationKey key) {}

  StoreAudit(Store store, String url, long portal) {
    this.store = store;
    this.url = url;
    this.portal = portal;
  }

  void check() throws SQLException {
    store.read(
        portal,
        snapshot -> {
          load(snapshot);
          return true;
        });
    checkLinks();
    checkAddresses();
    checkLog();
    System.out.println("StoreAudit: " + live.size() + " records, " + rows.size() + " link rows");
  }

  private void load(Snapshot snapshot) {
    for (ObjectTypeId type : List.of(CONTACT, COMPANY, DEAL)) {
      for (CrmRecord record : snapshot.scan(type, false, 0, Integer.MAX_VALUE)) {
        live.put(record.ref(), record);
        for (Link link : snapshot.associations(record.ref())) {
          link.keys().forEach(key -> rows.add(new Row(record.ref(), link.to(), key)));
        }
      }
    }
  }

  private Row back(Row row) {
    return new Row(
        row.to(),
        row.from(),
        catalogue
            .associationTypes()
            .find(row.from().type(), row.to().type(), row.key())
            .orElseThrow()
            .inverse());
  }

  private void checkLinks() throws SQLException {
    Map<ObjectRef, ObjectRef> primary = new HashMap<>();
    for (Row row : rows) {
      assertTrue(live.containsKey(row.to()), () -> row + " leads to a record that is not there");
      assertTrue(rows.contains(back(row)), () -> row + " is there from one end only");
      if (row.key().equals(PRIMARY) && row.from().type().equals(CONTACT)) {
        ObjectRef other = primary.put(row.from(), row.to());
        assertNull(other, () -> row.from() + " has two primary companies");
      }
    }
    assertEquals(
        Map.of("links", (long) rows.size()),
        query("select 'links', count(*) from association"),
        "no rows of records that are gone");
  }

  /// An address leads to the one live contact that has it.
  private void checkAddresses() throws SQLException {
    Map<String, Long> held = new TreeMap<>();
    live.values().stream()
        .filter(record -> record.ref().type().equals(CONTACT))
        .forEach(
            contact -> {
              Set<String> addresses = new HashSet<>(ContactEmails.additional(contact));
              contact.value(ContactEmails.MAIN).ifPresent(addresses::add);
              for (String address : addresses) {
                Long other = held.put(address, contact.ref().id());
                assertNull(other, () -> address + " has a second contact: " + contact.ref());
              }
            });
    assertEquals(
        held,
        query(
            "select value, record_id from unique_value where type = '0-1' and property = 'email'"),
        "the addresses of live contacts, and what they find");
  }

  /// Whoever follows the log comes to what is there.
  private void checkLog() {
    Set<ObjectRef> records = new HashSet<>();
    Set<Row> links = new HashSet<>();
    List<LoggedChange> log =
        store.read(portal, snapshot -> snapshot.changesAfter(0, Integer.MAX_VALUE));
    for (LoggedChange logged : log) {
      switch (logged.change()) {
        case Change.Created(ObjectRef ref, _) -> assertTrue(records.add(ref), logged::toString);
        case Change.Updated(ObjectRef ref, _) ->
            assertTrue(records.contains(ref), logged::toString);
        case Change.Archived(ObjectRef ref) -> assertTrue(records.remove(ref), logged::toString);
        case Change.Erased(ObjectRef ref) -> records.remove(ref);
        case Change.Merged(ObjectRef ref, ObjectRef merged) -> {
          assertTrue(records.contains(ref), logged::toString);
          assertTrue(records.remove(merged), logged::toString);
        }
        case Change.Associated(ObjectRef ref, ObjectRef to, List<AssociationKey> keys) ->
            keys.forEach(
                key -> {
                  Row row = new Row(ref, to, key);
                  assertTrue(links.add(row) && links.add(back(row)), logged::toString);
                });
        case Change.Dissociated(ObjectRef ref, ObjectRef to, List<AssociationKey> keys) ->
            keys.forEach(
                key -> {
                  Row row = new Row(ref, to, key);
                  assertTrue(links.remove(row) && links.remove(back(row)), logged::toString);
                });
      }
    }
    assertEquals(live.keySet(), records, "the records that the log tells of");
    assertEquals(rows, links, "the links that the log tells of");
  }

  private Map<String, Long> query(String sql) throws SQLException {
    Map<String, Long> found = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        found.put(result.getString(1), result.getLong(2));
      }
    }
    return found;
  }
}
