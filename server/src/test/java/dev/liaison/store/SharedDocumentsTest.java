package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Store;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Documents that servers keep in memory: a change through one reaches the others within a second,
/// with a notice and without.
@Timeout(120)
class SharedDocumentsTest {

  private static final long PORTAL = 42;
  private static final String KIND = "tokens";
  private static final Duration PROMISED = Duration.ofSeconds(1);

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

  /// What a store's listener read, each time it was told.
  private static LinkedBlockingQueue<String> listen(Store store) {
    var told = new LinkedBlockingQueue<String>();
    store.onDocumentsChanged(PORTAL, KIND, () -> told.add(read(store)));
    return told;
  }

  private static String read(Store store) {
    return store
        .read(PORTAL, snapshot -> snapshot.document(KIND, "a"))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("none");
  }

  private static void put(Store store, String text) {
    store.write(
        PORTAL,
        tx -> {
          tx.putDocument(KIND, "a", text.getBytes(StandardCharsets.UTF_8));
          return true;
        });
  }

  private static void remove(Store store) {
    store.write(
        PORTAL,
        tx -> {
          tx.removeDocument(KIND, "a");
          return true;
        });
  }

  /// @return how long it took, which is no longer than promised
  private static Duration awaitTold(LinkedBlockingQueue<String> told, String text, long since)
      throws InterruptedException {
    String last = "nothing";
    long end = since + PROMISED.toNanos();
    while (!last.equals(text)) {
      String next = told.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      assertTrue(next != null, "told of " + last + " only, not of " + text);
      last = next;
    }
    return Duration.ofNanos(System.nanoTime() - since);
  }

  @Test
  void aChangeThroughOneServerIsToldToTheOther() throws Exception {
    var told = listen(second);
    for (int i = 0; i < 20; i++) {
      put(first, "v" + i);
      awaitTold(told, "v" + i, System.nanoTime());
    }
    remove(first);
    awaitTold(told, "none", System.nanoTime());
  }

  @Test
  void aChangeFromBeforeTheListenerIsToldToo() throws Exception {
    put(first, "early");
    var witness = listen(second);
    awaitTold(witness, "early", System.nanoTime());
    // The store has seen this version; a listener that comes now has not.
    var told = listen(second);
    awaitTold(told, "early", System.nanoTime());
  }

  @Test
  void aListenerThatFailsIsToldAgain() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    var failed = new CompletableFuture<Boolean>();
    second.onDocumentsChanged(
        PORTAL,
        KIND,
        () -> {
          if (failed.complete(true)) {
            throw new IllegalStateException("of the test");
          }
          told.add(read(second));
        });
    put(first, "a");
    failed.join();
    awaitTold(told, "a", System.nanoTime());
  }

  /// A pooler between server and database can swallow both LISTEN and notices. Here the statement
  /// that listens is undone behind the store's back, and looking twice a second has to be enough.
  @Test
  void withoutNoticesLookingIsEnough() throws Exception {
    var told = listen(second);
    put(first, "heard");
    awaitTold(told, "heard", System.nanoTime());
    muteNotices();
    for (int i = 0; i < 5; i++) {
      put(first, "v" + i);
      awaitTold(told, "v" + i, System.nanoTime());
    }
  }

  /// What every NOTIFY goes through is replaced by nothing, in the schema that is looked at first.
  private void muteNotices() throws SQLException {
    String name = url.substring(url.lastIndexOf('/', url.indexOf('?')) + 1, url.indexOf('?'));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create schema mute");
      statement.execute(
          "create function mute.pg_notify(text, text) returns void language sql as 'select'");
      statement.execute("alter database " + name + " set search_path = mute, pg_catalog, public");
    }
    first.close();
    first = PostgresStore.open(new PostgresOptions(url));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("listen liaison_documents");
      put(first, "mute");
      statement.execute("select 1");
      assertEquals(
          0,
          connection.unwrap(org.postgresql.PGConnection.class).getNotifications(200).length,
          "no notice is sent");
    }
  }

  /// The change is committed just when nobody listens.
  @Test
  void aChangeWhileTheListeningConnectionIsCutIsTold() throws Exception {
    var told = listen(second);
    for (int i = 0; i < 5; i++) {
      put(first, "a" + i);
      awaitTold(told, "a" + i, System.nanoTime());
      assertTrue(cutListeners() > 0, "somebody listened");
      put(first, "b" + i);
      awaitTold(told, "b" + i, System.nanoTime());
    }
  }

  private int cutListeners() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname ="
                    + " current_database() and (query like 'listen %' or query like '%from"
                    + " document_version')")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void serversThatStartAtOnceMakeTheTablesOnce() {
    for (int round = 0; round < 2; round++) {
      String empty = TestPostgres.shared().freshDatabase();
      List<CompletableFuture<Store>> starting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starting.add(
            CompletableFuture.supplyAsync(
                () -> PostgresStore.open(new PostgresOptions(empty)),
                work -> Thread.ofVirtual().start(work)));
      }
      List<Store> stores = starting.stream().map(CompletableFuture::join).toList();
      try {
        put(stores.getFirst(), "one database");
        stores.forEach(store -> assertEquals("one database", read(store)));
        assertEquals(
            4, stores.stream().map(store -> store.leaseIds(1)).distinct().count(), "one sequence");
      } finally {
        stores.forEach(Store::close);
      }
      TestPostgres.shared().drop(empty);
    }
  }
}
