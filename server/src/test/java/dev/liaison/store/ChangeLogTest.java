package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The change log of a PostgreSQL that two servers write to: a reader that goes on from the last
/// number it saw gets every change, once, in the order of what happened.
@Timeout(180)
class ChangeLogTest {

  private static final long PORTAL = 42;
  private static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  private static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  private static final int TIMED = Integer.getInteger("concurrency.seconds", 5);

  private String url = "";
  private Store first;
  private Store second;

  @BeforeEach
  void open() {
    url = TestPostgres.shared().freshDatabase();
    first = PostgresStore.open(new PostgresOptions(url));
    second = PostgresStore.open(new PostgresOptions(url));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    TestPostgres.shared().drop(url);
  }

  @Test
  void aReaderWaitsForATransactionThatCommitsLaterWithALowerNumber() throws Exception {
    append(first, 1, "before");
    try (Connection gate = DriverManager.getConnection(url);
        Statement statement = gate.createStatement()) {
      closeGate(statement);
      CompletableFuture<Void> slow =
          CompletableFuture.runAsync(() -> append(first, 2, "slow"), this::inThread);
      await("the slow one is in its commit", () -> waitsAtTheGate(url));
      append(second, 3, "fast");
      append(first, 4, "faster");

      assertEquals(
          List.of("before", "fast", "faster"),
          sourcesInTheTable(statement),
          "the later numbers are committed, and the slow one is not");
      assertEquals(List.of("before"), sources(read(first, 0, 100)));
      assertEquals(List.of("before"), sources(read(second, 0, 100)));
      assertEquals(List.of("fast", "faster"), sources(unsettled(first)));
      assertEquals(List.of("fast", "faster"), sources(unsettled(second)));
      assertFalse(slow.isDone());

      statement.execute("select pg_advisory_unlock(4711)");
      slow.join();
      List<LoggedChange> all = read(second, 0, 100);
      assertEquals(List.of("before", "slow", "fast", "faster"), sources(all));
      assertEquals(
          List.of("slow", "fast", "faster"), sources(read(first, all.getFirst().sequence(), 100)));
      assertEquals(List.of(), unsettled(first));
    }
  }

  @Test
  void aTransactionThatFailsHoldsNobodyUp() throws Exception {
    try (Connection gate = DriverManager.getConnection(url);
        Statement statement = gate.createStatement()) {
      closeGate(statement);
      CompletableFuture<Void> slow =
          CompletableFuture.runAsync(() -> append(first, 2, "slow"), this::inThread);
      await("the slow one is in its commit", () -> waitsAtTheGate(url));
      append(second, 3, "fast");
      assertEquals(List.of(), sources(read(second, 0, 100)));

      // Its server dies.
      statement.execute(
          "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid ="
              + " 4711 and not granted and database = (select oid from pg_database where datname ="
              + " current_database())");
      await("the fast one shows", () -> !read(second, 0, 100).isEmpty());
      assertEquals("fast", read(second, 0, 100).getFirst().source());
      statement.execute("select pg_advisory_unlock(4711)");
      slow.handle((done, failure) -> true).join();
    }
  }

  /// Every transaction counts some records up and tells so in the log, or fails and does not.
  @Test
  void aReaderThatFollowsSeesEveryChangeOnceInTheOrderOfWhatHappened() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ChangeLogTest: seed " + seed + ", " + TIMED + " s");
    Map<String, Integer> written = new ConcurrentHashMap<>();
    AtomicInteger number = new AtomicInteger();
    long end = System.nanoTime() + Duration.ofSeconds(TIMED).toNanos();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Store store = i % 2 == 0 ? first : second;
      Random random = new Random(seed + i);
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                while (System.nanoTime() < end) {
                  String name = "t" + number.incrementAndGet();
                  int changes = countUp(store, random, name);
                  if (changes > 0) {
                    written.put(name, changes);
                  }
                }
              },
              this::inThread));
    }
    CompletableFuture<Void> writing =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    List<LoggedChange> seen = follow(second, writing);
    writing.join();
    System.out.println(
        "ChangeLogTest: " + written.size() + " transactions, " + seen.size() + " changes");

    check(seen, written);
    assertEquals(seen, read(first, 0, Integer.MAX_VALUE));
  }

  private static List<LoggedChange> follow(Store store, CompletableFuture<Void> writing) {
    List<LoggedChange> seen = new ArrayList<>();
    while (true) {
      boolean last = writing.isDone();
      List<LoggedChange> page = read(store, seen.isEmpty() ? 0 : seen.getLast().sequence(), 100);
      seen.addAll(page);
      // Another database of the same server may have a transaction that still runs.
      if (last && page.isEmpty() && read(store, 0, Integer.MAX_VALUE).size() == seen.size()) {
        return seen;
      }
    }
  }

  private static void check(List<LoggedChange> seen, Map<String, Integer> written) {
    Map<String, Integer> found = new HashMap<>();
    Map<ObjectRef, Long> counts = new HashMap<>();
    Set<String> finished = new HashSet<>();
    String running = "";
    long last = 0;
    for (LoggedChange change : seen) {
      assertTrue(change.sequence() > last, "ascending");
      last = change.sequence();
      if (!running.equals(change.source())) {
        assertTrue(finished.add(change.source()), "the changes of a transaction are together");
        running = change.source();
      }
      found.merge(change.source(), 1, Integer::sum);
      long count = Long.parseLong(((Change.Updated) change.change()).properties().get("count"));
      assertEquals(
          counts.getOrDefault(change.change().ref(), 0L) + 1, count, "in the order of happening");
      counts.put(change.change().ref(), count);
    }
    assertEquals(written, found);
  }

  /// @return the changes it made, 0 for one that failed
  private static int countUp(Store store, Random random, String name) {
    boolean fails = random.nextInt(8) == 0;
    List<ObjectRef> refs =
        random
            .ints(1 + random.nextInt(3), 0, 6)
            .distinct()
            .mapToObj(id -> new ObjectRef(id % 2 == 0 ? CONTACT : DEAL, 100 + id))
            .toList();
    try {
      return store.write(
          PORTAL,
          tx -> {
            refs.forEach(ref -> countUp(tx, ref, name));
            if (fails) {
              throw new Failed();
            }
            return refs.size();
          });
    } catch (Failed expected) {
      return 0;
    }
  }

  private static void countUp(Transaction tx, ObjectRef ref, String name) {
    long count =
        tx.get(ref).flatMap(record -> record.value("count")).map(Long::parseLong).orElse(0L) + 1;
    String text = Long.toString(count);
    PropertyValue value = new PropertyValue(text, new Stamp(count, "API", null, null));
    tx.put(new CrmRecord(ref, 1, count, 0, 0, Map.of("count", value)));
    tx.append(new Change.Updated(ref, Map.of("count", text)), count, name);
  }

  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void theLogGoesOnBehindWhatItHasInAClusterOfLowerTransactionNumbers() throws Exception {
    append(first, 1, "one");
    append(second, 2, "two");
    first.close();
    second.close();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("update change set sequence = sequence + (5000000000 << 20)");
    }
    // All servers that start are of one mind where it goes on.
    List<CompletableFuture<Store>> starting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starting.add(
          CompletableFuture.supplyAsync(
              () -> PostgresStore.open(new PostgresOptions(url)), this::inThread));
    }
    List<Store> stores = starting.stream().map(CompletableFuture::join).toList();
    try {
      List<String> expected = new ArrayList<>(List.of("one", "two"));
      for (int i = 0; i < 20; i++) {
        append(stores.get(i % 4), 10 + i, "n" + i);
        expected.add("n" + i);
      }
      for (Store store : stores) {
        await("all is below the horizon", () -> read(store, 0, 100).size() == 22);
        assertEquals(expected, sources(read(store, 0, 100)));
      }
    } finally {
      stores.forEach(Store::close);
    }
  }

  // --- Means -----------------------------------------------------------------------------------

  private static void append(Store store, long id, String source) {
    store.write(
        PORTAL,
        tx -> {
          tx.append(new Change.Archived(new ObjectRef(CONTACT, id)), id, source);
          return true;
        });
  }

  private static List<LoggedChange> read(Store store, long after, int limit) {
    return store.read(PORTAL, snapshot -> snapshot.changesAfter(after, limit));
  }

  private static List<LoggedChange> unsettled(Store store) {
    return store.read(PORTAL, Snapshot::unsettledChanges);
  }

  private static List<String> sources(List<LoggedChange> changes) {
    return changes.stream().map(LoggedChange::source).toList();
  }

  private static List<String> sourcesInTheTable(Statement statement) throws SQLException {
    List<String> sources = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("select source from change order by sequence")) {
      while (rows.next()) {
        sources.add(rows.getString(1));
      }
    }
    return sources;
  }

  /// Transactions with a change of the source "slow" wait in their commit, when all is written,
  /// until lock 4711 is given up.
  private static void closeGate(Statement statement) throws SQLException {
    statement.execute(
        """
        create function wait_at_gate() returns trigger language plpgsql as $$
          begin
            if new.source = 'slow' then
              perform pg_advisory_xact_lock_shared(4711);
            end if;
            return null;
          end $$;
        create constraint trigger gate after insert on change deferrable initially deferred
          for each row execute function wait_at_gate();
        select pg_advisory_lock(4711)
        """);
  }

  private static boolean waitsAtTheGate(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not"
                    + " granted and database = (select oid from pg_database where datname ="
                    + " current_database())")) {
      rows.next();
      return rows.getLong(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void inThread(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(10);
    }
  }
}
