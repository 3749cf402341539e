package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every store must do. A subclass says how one is opened.
abstract class StoreContract {

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

  private Store store;

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

  @Nested
  class Records {

    @Test
    void comeBackAsTheyWerePut() {
      CrmRecord record = record(contact(1), 10);
      write(tx -> tx.put(record));
      CrmRecord found = read(s -> s.get(contact(1))).orElseThrow();
      assertEquals(record, found);
      assertEquals(List.of("zeta", "alpha", "cleared"), List.copyOf(found.properties().keySet()));
    }

    @Test
    void ofAnotherTypeWithTheSameIdAreOthers() {
      write(tx -> tx.put(record(contact(1), 10)));
      assertEquals(Optional.empty(), read(s -> s.get(deal(1))));
      assertEquals(Optional.empty(), read(s -> s.get(new ObjectRef(CUSTOM, 1))));
    }

    @Test
    void areReplacedByALaterPut() {
      write(tx -> tx.put(record(contact(1), 10)));
      CrmRecord later = new CrmRecord(contact(1), 5, 20, 0, 0, Map.of("a", value("b", 20)));
      write(tx -> tx.put(later));
      assertEquals(Optional.of(later), read(s -> s.get(contact(1))));
    }

    @Test
    void getAllKeepsTheOrderAndLeavesMissesOut() {
      write(tx -> List.of(1L, 2L, 3L).forEach(id -> tx.put(record(contact(id), id))));
      assertEquals(
          List.of(3L, 1L),
          ids(read(s -> s.getAll(List.of(contact(3), contact(9), deal(2), contact(1))))));
    }

    @Test
    void missingNamesTheMissingAndTheArchived() {
      write(tx -> tx.put(record(contact(1), 1)));
      write(tx -> tx.put(archived(contact(2), 2)));
      assertEquals(
          List.of(contact(3), contact(2)),
          store.write(PORTAL, tx -> tx.missing(List.of(contact(3), contact(1), contact(2)))));
    }

    @Test
    void touchMovesTheTimeOnAndNeverBack() {
      write(tx -> tx.put(record(contact(1), 10)));
      write(tx -> tx.touch(List.of(contact(1), contact(2)), 30));
      write(tx -> tx.touch(List.of(contact(1)), 20));
      CrmRecord touched = read(s -> s.get(contact(1))).orElseThrow();
      assertEquals(30, touched.updatedAt());
      assertEquals(record(contact(1), 10).properties(), touched.properties());
      assertEquals(Optional.empty(), read(s -> s.get(contact(2))));
    }
  }

  @Nested
  class Archive {

    @Test
    void movesBetweenLiveAndArchived() {
      write(tx -> tx.put(record(contact(1), 10)));
      write(tx -> tx.put(archived(contact(1), 20)));
      assertEquals(Optional.empty(), read(s -> s.get(contact(1))));
      assertEquals(Optional.of(archived(contact(1), 20)), read(s -> s.getArchived(contact(1))));
      write(tx -> tx.put(record(contact(1), 30)));
      assertEquals(Optional.of(record(contact(1), 30)), read(s -> s.get(contact(1))));
      assertEquals(Optional.empty(), read(s -> s.getArchived(contact(1))));
    }

    @Test
    void isNotTouched() {
      write(tx -> tx.put(archived(contact(1), 20)));
      write(tx -> tx.touch(List.of(contact(1)), 50));
      assertEquals(20, read(s -> s.getArchived(contact(1))).orElseThrow().updatedAt());
      assertEquals(Optional.empty(), read(s -> s.get(contact(1))));
    }

    @Test
    void thereAndBackInOneTransaction() {
      write(tx -> tx.put(record(contact(1), 10)));
      write(
          tx -> {
            tx.put(archived(contact(1), 20));
            assertEquals(List.of(contact(1)), tx.missing(List.of(contact(1))));
            tx.put(record(contact(1), 10));
            assertEquals(List.of(), tx.missing(List.of(contact(1))));
          });
      assertEquals(List.of(1L), ids(read(s -> s.recentlyUpdated(CONTACT, 0, 0, 9))));
      assertEquals(Optional.empty(), read(s -> s.getArchived(contact(1))));
    }
  }

  @Nested
  class Scan {

    @BeforeEach
    void fill() {
      write(
          tx -> {
            for (long id : List.of(5L, 256L, 1L, 70_000L, 3_000_000_000L)) {
              tx.put(record(contact(id), id));
            }
            tx.put(record(deal(6), 6));
            tx.put(archived(contact(7), 7));
          });
    }

    @Test
    void goesUpById() {
      assertEquals(
          List.of(1L, 5L, 256L, 70_000L, 3_000_000_000L),
          ids(read(s -> s.scan(CONTACT, false, 0, 100))));
      assertEquals(List.of(7L), ids(read(s -> s.scan(CONTACT, true, 0, 100))));
    }

    @Test
    void continuesBehindAnIdAndStopsAtTheLimit() {
      assertEquals(List.of(256L, 70_000L), ids(read(s -> s.scan(CONTACT, false, 5, 2))));
      assertEquals(List.of(256L), ids(read(s -> s.scan(CONTACT, false, 6, 1))));
      assertEquals(List.of(), read(s -> s.scan(CONTACT, false, 3_000_000_000L, 9)));
      assertEquals(List.of(), read(s -> s.scan(CONTACT, false, Long.MAX_VALUE, 9)));
      assertEquals(List.of(), read(s -> s.scan(CONTACT, false, 0, 0)));
    }

    @Test
    void seesWhatTheTransactionChanged() {
      write(
          tx -> {
            tx.put(archived(contact(5), 80));
            tx.put(record(contact(6), 81));
            tx.touch(List.of(contact(256)), 1000);
            List<CrmRecord> live = tx.scan(CONTACT, false, 1, 3);
            assertEquals(List.of(6L, 256L, 70_000L), ids(live));
            assertEquals(1000, live.get(1).updatedAt());
            assertEquals(List.of(5L, 7L), ids(tx.scan(CONTACT, true, 0, 9)));
          });
    }
  }

  @Nested
  class RecentlyUpdated {

    @BeforeEach
    void fill() {
      write(
          tx -> {
            for (long id = 1; id <= 4; id++) {
              tx.put(record(contact(id), id * 100));
            }
            tx.put(record(deal(9), 1_000));
          });
    }

    @Test
    void isNewestFirst() {
      assertEquals(List.of(4L, 3L, 2L), ids(read(s -> s.recentlyUpdated(CONTACT, 200, 0, 9))));
      assertEquals(List.of(3L, 2L), ids(read(s -> s.recentlyUpdated(CONTACT, 0, 1, 2))));
    }

    @Test
    void countsUpToABound() {
      assertEquals(3, count(s -> s.countRecentlyUpdated(CONTACT, 200, 10)));
      assertEquals(2, count(s -> s.countRecentlyUpdated(CONTACT, 0, 2)));
      assertEquals(0, count(s -> s.countRecentlyUpdated(CONTACT, 401, 2)));
    }

    @Test
    void followsPutTouchAndArchive() {
      write(tx -> tx.touch(List.of(contact(1)), 500));
      write(tx -> tx.put(record(contact(4), 50)));
      write(tx -> tx.put(archived(contact(3), 600)));
      List<CrmRecord> recent = read(s -> s.recentlyUpdated(CONTACT, 0, 0, 9));
      assertEquals(List.of(1L, 2L, 4L), ids(recent));
      assertEquals(500, recent.getFirst().updatedAt());
      assertEquals(3, count(s -> s.countRecentlyUpdated(CONTACT, 0, 9)));
    }

    @Test
    void seesWhatTheTransactionChanged() {
      write(
          tx -> {
            tx.touch(List.of(contact(2)), 900);
            tx.touch(List.of(contact(2)), 950);
            assertEquals(List.of(2L, 4L, 3L, 1L), ids(tx.recentlyUpdated(CONTACT, 0, 0, 9)));
          });
    }
  }

  @Nested
  class UniqueValues {

    @Test
    void haveOneHolder() {
      assertEquals(OptionalLong.empty(), claim("a@b.c", 1));
      assertEquals(OptionalLong.empty(), claim("a@b.c", 1));
      assertEquals(OptionalLong.of(1), claim("a@b.c", 2));
      assertEquals(OptionalLong.of(1), read(s -> s.findUnique(CONTACT, "email", "a@b.c")));
      assertEquals(OptionalLong.empty(), read(s -> s.findUnique(CONTACT, "email", "A@b.c")));
      assertEquals(OptionalLong.empty(), read(s -> s.findUnique(COMPANY, "email", "a@b.c")));
    }

    @Test
    void areGivenUpByTheirHolderOnly() {
      claim("a", 1);
      write(tx -> tx.releaseUnique(CONTACT, "email", "a", 2));
      assertEquals(OptionalLong.of(1), read(s -> s.findUnique(CONTACT, "email", "a")));
      write(
          tx -> {
            tx.releaseUnique(CONTACT, "email", "a", 1);
            assertEquals(OptionalLong.empty(), tx.claimUnique(CONTACT, "email", "a", 2));
          });
      assertEquals(OptionalLong.of(2), read(s -> s.findUnique(CONTACT, "email", "a")));
    }

    @Test
    void doNotRunIntoThePropertysName() {
      write(tx -> tx.claimUnique(CONTACT, "em", "ail", 1));
      assertEquals(OptionalLong.empty(), read(s -> s.findUnique(CONTACT, "email", "")));
    }

    private OptionalLong claim(String value, long id) {
      return store.write(PORTAL, tx -> tx.claimUnique(CONTACT, "email", value, id));
    }
  }

  @Nested
  class History {

    @Test
    void isNewestFirst() {
      write(
          tx -> {
            tx.addHistory(contact(1), "a", value("first", 10));
            tx.addHistory(contact(1), "a", value("third", 30));
            tx.addHistory(contact(1), "a", value("second", 20));
            tx.addHistory(contact(1), "ab", value("other property", 40));
            tx.addHistory(contact(2), "a", value("other record", 40));
          });
      assertEquals(
          List.of(value("third", 30), value("second", 20), value("first", 10)),
          read(s -> s.history(contact(1), "a")));
    }

    @Test
    void keepsVersionsOfTheSameMoment() {
      write(tx -> tx.addHistory(contact(1), "a", value("one", 10)));
      write(tx -> tx.addHistory(contact(1), "a", value("two", 10)));
      assertEquals(
          List.of(value("two", 10), value("one", 10)), read(s -> s.history(contact(1), "a")));
    }
  }

  @Nested
  class Associations {

    @Test
    void areThereFromBothEnds() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), label(7, 1), link(7, 2))));
      assertEquals(
          List.of(
              new Link(contact(1), List.of(TO_CONTACT, LABEL)),
              new Link(contact(2), List.of(TO_CONTACT))),
          read(s -> s.associations(deal(7))));
      assertEquals(
          List.of(new Link(deal(7), List.of(TO_DEAL, LABEL_BACK))),
          read(s -> s.associations(contact(1), DEAL, 0, 9)));
      assertEquals(
          List.of(TO_DEAL, LABEL_BACK), read(s -> s.associationsBetween(contact(1), deal(7))));
      assertEquals(List.of(), read(s -> s.associationsBetween(contact(3), deal(7))));
    }

    @Test
    void arePagedAndCountedByTarget() {
      write(
          tx -> {
            for (long id = 1; id <= 5; id++) {
              tx.putAssociations(List.of(link(7, id), label(7, id)));
            }
            tx.putAssociations(
                List.of(new Association(deal(7), new ObjectRef(COMPANY, 3), TO_DEAL, TO_DEAL)));
          });
      List<Link> page = read(s -> s.associations(deal(7), CONTACT, 2, 2));
      assertEquals(List.of(contact(3), contact(4)), page.stream().map(Link::to).toList());
      assertEquals(List.of(TO_CONTACT, LABEL), page.getLast().keys());
      assertEquals(5, count(s -> s.countAssociations(deal(7), CONTACT)));
      assertEquals(1, count(s -> s.countAssociations(deal(7), COMPANY)));
      assertEquals(0, count(s -> s.countAssociations(deal(8), CONTACT)));
      assertEquals(6, read(s -> s.associations(deal(7))).size());
      assertEquals(List.of(), read(s -> s.associations(deal(7), CONTACT, 0, 0)));
    }

    @Test
    void areRemovedFromBothEnds() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), label(7, 1))));
      write(tx -> tx.removeAssociations(List.of(link(7, 1), link(7, 9))));
      assertEquals(List.of(LABEL), read(s -> s.associationsBetween(deal(7), contact(1))));
      assertEquals(List.of(LABEL_BACK), read(s -> s.associationsBetween(contact(1), deal(7))));
    }

    @Test
    void seeWhatTheTransactionChanged() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), link(7, 3), link(7, 5))));
      write(
          tx -> {
            tx.removeAssociations(List.of(link(7, 3)));
            tx.putAssociations(List.of(link(7, 2), label(7, 1), link(7, 6)));
            assertEquals(List.of(), tx.associationsBetween(deal(7), contact(3)));
            assertEquals(List.of(TO_CONTACT, LABEL), tx.associationsBetween(deal(7), contact(1)));
            assertEquals(
                List.of(1L, 2L, 5L, 6L),
                tx.associations(deal(7)).stream().map(link -> link.to().id()).toList());
            tx.putAssociations(List.of(link(7, 3)));
            assertEquals(5, tx.countAssociations(deal(7), CONTACT));
          });
      assertEquals(5, count(s -> s.countAssociations(deal(7), CONTACT)));
    }
  }

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
  class Transactions {

    @Test
    void thatFailWriteNothingAndTellWhy() {
      CrmException problem = new CrmException(new Problem.NotFound(contact(1)));
      CrmException thrown =
          assertThrows(
              CrmException.class,
              () ->
                  write(
                      tx -> {
                        tx.put(record(contact(1), 1));
                        tx.putAssociations(List.of(link(7, 1)));
                        tx.append(new Change.Archived(contact(1)), 1, "API");
                        throw problem;
                      }));
      assertSame(problem, thrown);
      assertEquals(Optional.empty(), read(s -> s.get(contact(1))));
      assertEquals(List.of(), read(s -> s.associations(deal(7))));
      assertEquals(List.of(), read(s -> s.changesAfter(0, 9)));
    }

    @Test
    void thatFailLeaveTheOthersAlone() throws Exception {
      write(tx -> tx.put(record(contact(1_000), 1)));
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
          long id = i;
          calls.add(
              callers.submit(
                  () ->
                      write(
                          tx -> {
                            tx.touch(List.of(contact(1_000)), 10 + id);
                            tx.put(record(contact(id), id));
                            tx.putAssociations(List.of(link(7, id)));
                            if (id % 3 == 0) {
                              tx.removeAssociations(List.of(link(7, id - 1)));
                              throw new CrmException(new Problem.NotFound(contact(id)));
                            }
                          })));
        }
        for (int i = 0; i < 400; i++) {
          Future<?> call = calls.get(i);
          if (i % 3 == 0) {
            assertThrows(Exception.class, call::get);
          } else {
            call.get();
          }
        }
      }
      List<Long> kept = ids(read(s -> s.scan(CONTACT, false, -1, 500)));
      assertEquals(266 + 1, kept.size());
      assertTrue(kept.stream().noneMatch(id -> id < 1_000 && id % 3 == 0));
      assertEquals(266, count(s -> s.countAssociations(deal(7), CONTACT)));
      assertEquals(408, read(s -> s.get(contact(1_000))).orElseThrow().updatedAt());
    }

    @Test
    void loseNoUpdate() throws Exception {
      write(tx -> tx.putDocument("count", "n", new byte[] {0, 0}));
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 32; i++) {
          callers.submit(
              () -> {
                for (int n = 0; n < 50; n++) {
                  write(StoreContract::increment);
                }
              });
        }
      }
      byte[] count = read(s -> s.document("count", "n")).orElseThrow();
      assertEquals(1600, (count[0] & 0xff) * 256 + (count[1] & 0xff));
    }

    @Test
    void areSeenByReadsThatStartAfterwards() throws Exception {
      Set<Long> unseen = ConcurrentHashMap.newKeySet();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (long i = 1; i <= 300; i++) {
          long id = i;
          callers.submit(
              () -> {
                write(tx -> tx.put(record(contact(id), id)));
                if (read(s -> s.get(contact(id))).isEmpty()) {
                  unseen.add(id);
                }
              });
        }
      }
      assertEquals(Set.of(), unseen);
    }

    @Test
    void cannotBeUsedAfterTheirClosure() {
      Transaction escaped = store.write(PORTAL, tx -> tx);
      Snapshot snapshot = read(s -> s);
      assertThrows(IllegalStateException.class, () -> escaped.put(record(contact(1), 1)));
      assertThrows(IllegalStateException.class, () -> snapshot.get(contact(1)));
    }
  }

  private static void increment(Transaction tx) {
    byte[] count = tx.document("count", "n").orElseThrow();
    int next = (count[0] & 0xff) * 256 + (count[1] & 0xff) + 1;
    tx.putDocument("count", "n", new byte[] {(byte) (next / 256), (byte) next});
  }

  @Nested
  class Snapshots {

    @Test
    void doNotSeeWhatIsCommittedMeanwhile() {
      write(tx -> tx.put(record(contact(1), 1)));
      read(
          snapshot -> {
            assertTrue(snapshot.get(contact(1)).isPresent());
            write(
                tx -> {
                  tx.put(archived(contact(1), 2));
                  tx.put(record(contact(2), 2));
                });
            assertEquals(record(contact(1), 1), snapshot.get(contact(1)).orElseThrow());
            assertEquals(List.of(1L), ids(snapshot.scan(CONTACT, false, 0, 9)));
            assertTrue(snapshot.getArchived(contact(1)).isEmpty());
            return true;
          });
      assertEquals(List.of(2L), ids(read(s -> s.scan(CONTACT, false, 0, 9))));
    }

    @Test
    void letAFailureOut() {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              read(
                  s -> {
                    throw new IllegalArgumentException();
                  }));
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

  @Nested
  class Closing {

    @Test
    void keepsWhatWasWritten() throws Exception {
      write(
          tx -> {
            tx.put(record(contact(1), 1));
            tx.putAssociations(List.of(link(7, 1)));
          });
      store = reopen(store);
      assertEquals(Optional.of(record(contact(1), 1)), read(s -> s.get(contact(1))));
      assertEquals(List.of(TO_CONTACT), read(s -> s.associationsBetween(deal(7), contact(1))));
    }

    @Test
    void makesLaterCallsFail() {
      store.close();
      store.close();
      assertThrows(StoreUnavailable.class, () -> read(s -> s.get(contact(1))));
      assertThrows(StoreUnavailable.class, () -> write(tx -> tx.touch(List.of(), 1)));
      assertThrows(StoreUnavailable.class, () -> store.leaseIds(1));
    }

    @Test
    void insideAClosureIsRefusedAndClosesNothing() {
      Function<Snapshot, String> closing =
          _ -> assertThrows(IllegalStateException.class, store::close).getMessage();
      String refused = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> read(closing));
      assertTrue(refused.contains("inside a closure"), refused);
      assertEquals(
          refused,
          assertTimeoutPreemptively(
              Duration.ofSeconds(30), () -> store.write(PORTAL, closing::apply)));
      write(tx -> tx.put(record(contact(1), 1)));
      assertEquals(List.of(1L), ids(read(s -> s.scan(CONTACT, false, 0, 9))));
    }

    @Test
    void underLoadAnswersEveryCallOneWayOrTheOther() throws Exception {
      Set<String> surprises = ConcurrentHashMap.newKeySet();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 64; i++) {
          long id = i + 1;
          callers.submit(
              () -> {
                try {
                  while (true) {
                    write(tx -> tx.put(record(contact(id), id)));
                    read(s -> s.scan(CONTACT, false, 0, 9));
                  }
                } catch (StoreUnavailable expected) {
                  return;
                } catch (RuntimeException e) {
                  surprises.add(e.toString());
                }
              });
        }
        while (read(s -> s.scan(CONTACT, false, 0, 99)).size() < 64) {
          Thread.onSpinWait();
        }
        store.close();
      }
      assertEquals(Set.of(), surprises);
    }
  }
}
