package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every store must do: all of it, with what holds of transactions. A subclass says how a
/// store is opened.
abstract class StoreContract extends DeploymentContract {

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
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
          calls.add(
              callers.submit(
                  () -> {
                    for (int n = 0; n < 50; n++) {
                      write(StoreContract::increment);
                    }
                  }));
        }
        for (Future<?> call : calls) {
          call.get();
        }
      }
      byte[] count = read(s -> s.document("count", "n")).orElseThrow();
      assertEquals(1600, (count[0] & 0xff) * 256 + (count[1] & 0xff));
    }

    @Test
    void areSeenByReadsThatStartAfterwards() throws Exception {
      Set<Long> unseen = ConcurrentHashMap.newKeySet();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> calls = new ArrayList<>();
        for (long i = 1; i <= 300; i++) {
          long id = i;
          calls.add(
              callers.submit(
                  () -> {
                    write(tx -> tx.put(record(contact(id), id)));
                    if (read(s -> s.get(contact(id))).isEmpty()) {
                      unseen.add(id);
                    }
                  }));
        }
        for (Future<?> call : calls) {
          call.get();
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
            assertEquals(seenInASnapshot(), ids(snapshot.scan(CONTACT, false, 0, 9)));
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
