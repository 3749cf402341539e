package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.NameRange;
import dev.liaison.crm.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every store must do with the change log, documents, ids and portals.
abstract class DeploymentContract extends AssociationContract {

  @Nested
  class ChangeLog {

    @Test
    void keepsEveryKindInOrder() {
      List<Change> changes =
          List.of(
              new Change.Created(contact(1), Map.of("a", "b")),
              new Change.Updated(contact(1), Map.of("a", "")),
              new Change.Associated(deal(7), contact(1), List.of(TO_CONTACT, LABEL)),
              new Change.Dissociated(deal(7), contact(1), List.of(LABEL)),
              new Change.Archived(contact(1)),
              new Change.Erased(contact(2)),
              new Change.Merged(contact(1), contact(2)));
      write(tx -> changes.forEach(change -> tx.append(change, 10, "API")));
      List<LoggedChange> log = read(s -> s.changesAfter(0, 100));
      assertEquals(changes, log.stream().map(LoggedChange::change).toList());
      assertEquals(10, log.getFirst().at());
      assertEquals("API", log.getFirst().source());
      assertEquals(log.subList(2, 4), read(s -> s.changesAfter(log.get(1).sequence(), 2)));
      assertEquals(List.of(), read(s -> s.changesAfter(log.getLast().sequence(), 2)));
    }

    @Test
    void goesOnAfterAReopen() throws Exception {
      write(tx -> tx.append(new Change.Archived(contact(1)), 10, "API"));
      store = reopen(store);
      write(tx -> tx.append(new Change.Archived(contact(2)), 10, "API"));
      List<LoggedChange> log = read(s -> s.changesAfter(0, 100));
      assertEquals(List.of(1L, 2L), log.stream().map(c -> c.change().ref().id()).toList());
      assertTrue(log.getFirst().sequence() < log.getLast().sequence());
    }
  }

  @Nested
  class Documents {

    @Test
    void areKeptByKindAndName() {
      byte[] content = {1, 2, 3};
      write(
          tx -> {
            tx.putDocument("token", "b", content);
            tx.putDocument("token", "a", new byte[0]);
            tx.putDocument("tok", "enc", content);
            content[0] = 9;
            assertEquals(1, tx.document("token", "b").orElseThrow()[0]);
          });
      assertEquals(List.of("a", "b"), List.copyOf(read(s -> s.documents("token")).keySet()));
      assertArrayEquals(new byte[] {1, 2, 3}, read(s -> s.document("token", "b")).orElseThrow());
      write(tx -> tx.removeDocument("token", "b"));
      assertEquals(Set.of("a"), read(s -> s.documents("token")).keySet());
      assertTrue(read(s -> s.document("token", "b")).isEmpty());
    }

    @Test
    void areReadByRangesOfNames() {
      write(
          tx -> {
            for (String name : List.of("03", "1", "11", "2", "a")) {
              tx.putDocument("page", name, name.getBytes(StandardCharsets.US_ASCII));
            }
            tx.putDocument("pag", "15", new byte[0]);
            tx.putDocument("pages", "15", new byte[0]);
          });
      assertRanges(work -> read(work), List.of("03", "1", "11", "2", "a"));
      write(
          tx -> {
            tx.removeDocument("page", "1");
            tx.removeDocument("page", "a");
            tx.putDocument("page", "0", new byte[] {1});
            tx.putDocument("page", "12", new byte[] {2});
            tx.putDocument("page", "2", new byte[] {3});
            assertRanges(work -> work.apply(tx), List.of("0", "03", "11", "12", "2"));
            assertArrayEquals(
                new byte[] {3}, tx.documents("page", new NameRange("2", "3"), true, 1).get("2"));
          });
      assertRanges(work -> read(work), List.of("0", "03", "11", "12", "2"));
    }

    /// Every range that begins and ends at or beside one of the names.
    private void assertRanges(
        Function<Function<Snapshot, Map<String, byte[]>>, Map<String, byte[]>> reader,
        List<String> names) {
      var ends = new ArrayList<>(List.of("", "/", "1", "10", "20", "b", "~"));
      ends.addAll(names);
      for (String from : ends) {
        for (String before : ends) {
          var range = new NameRange(from, before);
          for (int limit : List.of(1, 2, 9, Integer.MAX_VALUE)) {
            List<String> in = names.stream().filter(range::has).toList();
            assertEquals(
                in.stream().limit(limit).toList(),
                List.copyOf(reader.apply(s -> s.documents("page", range, false, limit)).keySet()),
                range + " up to " + limit);
            assertEquals(
                in.reversed().stream().limit(limit).toList(),
                List.copyOf(reader.apply(s -> s.documents("page", range, true, limit)).keySet()),
                range + " backwards up to " + limit);
          }
        }
      }
    }
  }

  @Nested
  class Ids {

    @Test
    void areLeasedOnceAndStartAt1001() throws Exception {
      assertEquals(1001, store.leaseIds(10));
      assertEquals(1011, store.leaseIds(1));
      store = reopen(store);
      assertEquals(1012, store.leaseIds(5));
    }

    @Test
    void areReserved() {
      store.reserveIdsThrough(5000);
      store.reserveIdsThrough(20);
      assertEquals(5001, store.leaseIds(2));
      store.reserveIdsThrough(5002);
      assertEquals(5003, store.leaseIds(1));
    }
  }

  @Nested
  class Portals {

    @Test
    void canHaveTheGreatestId() {
      writeTo(0xffff_ffffL, tx -> tx.append(new Change.Archived(contact(1)), 1, "API"));
      assertEquals(1, (int) store.read(0xffff_ffffL, s -> s.changesAfter(0, 9).size()));
    }

    @Test
    void doNotSeeEachOther() {
      writeTo(
          43,
          tx -> {
            tx.put(record(contact(1), 1));
            tx.putAssociations(List.of(link(7, 1)));
            tx.claimUnique(CONTACT, "email", "a", 1);
            tx.append(new Change.Archived(contact(1)), 1, "API");
            tx.putDocument("a", "b", new byte[0]);
            tx.addHistory(contact(1), "a", value("b", 1));
          });
      for (long other : List.of(42L, 44L, 0xffff_ffffL)) {
        boolean sees =
            store.read(
                other,
                s ->
                    s.get(contact(1)).isPresent()
                        || !s.scan(CONTACT, false, 0, 9).isEmpty()
                        || !s.recentlyUpdated(CONTACT, 0, 0, 9).isEmpty()
                        || !s.associations(deal(7)).isEmpty()
                        || s.findUnique(CONTACT, "email", "a").isPresent()
                        || !s.changesAfter(0, 9).isEmpty()
                        || !s.documents("a").isEmpty()
                        || !s.history(contact(1), "a").isEmpty());
        assertFalse(sees);
      }
      assertEquals(1, (int) store.read(43L, s -> s.changesAfter(0, 9).size()));
    }
  }
}
