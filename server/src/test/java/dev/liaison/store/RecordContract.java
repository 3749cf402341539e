package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every store must do with records and their values.
abstract class RecordContract extends StoreFixture {

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
  class Removal {

    @Test
    void leavesNothingOfALiveRecord() {
      write(
          tx -> {
            tx.put(record(contact(1), 10));
            tx.put(record(contact(2), 10));
          });
      write(
          tx -> {
            tx.addHistory(contact(1), "a", value("old", 5));
            tx.addHistory(contact(2), "a", value("kept", 5));
          });
      write(
          tx -> {
            tx.touch(List.of(contact(1)), 20);
            tx.remove(contact(1));
            assertEquals(Optional.empty(), tx.get(contact(1)));
            assertEquals(List.of(contact(1)), tx.missing(List.of(contact(1))));
            assertEquals(List.of(), tx.history(contact(1), "a"));
          });
      assertEquals(Optional.empty(), read(s -> s.get(contact(1))));
      assertEquals(Optional.empty(), read(s -> s.getArchived(contact(1))));
      assertEquals(List.of(), read(s -> s.history(contact(1), "a")));
      assertEquals(List.of(value("kept", 5)), read(s -> s.history(contact(2), "a")));
      assertEquals(List.of(2L), ids(read(s -> s.recentlyUpdated(CONTACT, 0, 0, 9))));
      assertEquals(List.of(2L), ids(read(s -> s.scan(CONTACT, false, 0, 9))));
    }

    @Test
    void takesAnArchivedRecordToo() {
      write(tx -> tx.put(archived(contact(1), 20)));
      write(tx -> tx.remove(contact(1)));
      assertEquals(Optional.empty(), read(s -> s.getArchived(contact(1))));
      write(tx -> tx.remove(contact(9)));
    }

    @Test
    void canBeFollowedByAnotherRecordWithTheId() {
      write(tx -> tx.put(record(contact(1), 10)));
      write(tx -> tx.addHistory(contact(1), "a", value("old", 5)));
      write(
          tx -> {
            tx.remove(contact(1));
            tx.put(record(contact(1), 30));
          });
      assertEquals(Optional.of(record(contact(1), 30)), read(s -> s.get(contact(1))));
      assertEquals(List.of(), read(s -> s.history(contact(1), "a")));
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
}
