package dev.liaison.store;

import static dev.liaison.store.StoreFixture.CONTACT;
import static dev.liaison.store.StoreFixture.PORTAL;
import static dev.liaison.store.StoreFixture.contact;
import static dev.liaison.store.StoreFixture.record;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.store.rocks.RocksStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What closures that are committed together see of each other.
@Timeout(60)
class RocksBatchTest {

  private static final int CALLS = 30;

  private final Map<Long, String> seen = new ConcurrentHashMap<>();

  /// Each closure writes a record; every third one fails. The writer is held up until all of them
  /// wait, so they get one batch: each sees the writes of those before it while a reader sees none.
  @Test
  void oneThatFailsLeavesTheOthersOfItsBatchAlone() throws InterruptedException {
    try (Store store = RocksStore.inMemory()) {
      var held = new CountDownLatch(1);
      List<Thread> callers = new ArrayList<>();
      var holding = new CountDownLatch(1);
      callers.add(callAndWait(() -> hold(store, holding, held)));
      holding.await();
      for (long id = 1; id <= CALLS; id++) {
        long number = id;
        callers.add(callAndWait(() -> write(store, number)));
      }
      held.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
      Map<Long, String> expected = new TreeMap<>();
      for (long id = 1; id <= CALLS; id++) {
        expected.put(id, "committed [], in the transaction " + keptBefore(id));
      }
      assertEquals(expected, new TreeMap<>(seen));
      assertEquals(keptBefore(CALLS + 1), store.read(PORTAL, RocksBatchTest::ids));
    }
  }

  private static boolean fails(long id) {
    return id % 3 == 0;
  }

  private static List<Long> keptBefore(long end) {
    List<Long> kept = new ArrayList<>();
    for (long id = 1; id < end; id++) {
      if (!fails(id)) {
        kept.add(id);
      }
    }
    return kept;
  }

  private static List<Long> ids(Snapshot snapshot) {
    return StoreFixture.ids(snapshot.scan(CONTACT, false, 0, 2 * CALLS));
  }

  private static void hold(Store store, CountDownLatch holding, CountDownLatch held) {
    boolean _ =
        store.write(
            PORTAL,
            tx -> {
              holding.countDown();
              try {
                held.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return true;
            });
  }

  private void write(Store store, long id) {
    try {
      boolean _ = store.write(PORTAL, tx -> work(store, tx, id));
    } catch (CrmException e) {
      if (!fails(id)) {
        throw e;
      }
    }
  }

  private boolean work(Store store, Transaction tx, long id) {
    List<Long> committed = store.read(PORTAL, RocksBatchTest::ids);
    seen.put(id, "committed " + committed + ", in the transaction " + ids(tx));
    tx.put(record(contact(id), id));
    if (fails(id)) {
      throw new CrmException(new Problem.NotFound(contact(id)));
    }
    return true;
  }

  /// Returns when the call waits for the writer.
  private static Thread callAndWait(Runnable call) {
    Thread caller = Thread.ofPlatform().daemon().start(call);
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return caller;
  }
}
