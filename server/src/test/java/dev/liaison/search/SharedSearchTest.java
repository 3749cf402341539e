package dev.liaison.search;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.search.Search;
import dev.liaison.store.TestPostgres;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two servers over one PostgreSQL, each with an index of its own: what one has written the other
/// finds at once.
@Timeout(120)
class SharedSearchTest {

  private static final Catalogue CATALOGUE = Catalogue.hubspotDefined();

  private String url = "";
  private final List<Store> stores = new ArrayList<>();
  private final List<Crm> servers = new ArrayList<>();

  @BeforeEach
  void open() {
    url = TestPostgres.shared().freshDatabase();
    for (int i = 0; i < 2; i++) {
      Store store = PostgresStore.open(new PostgresOptions(url));
      stores.add(store);
      servers.add(Crm.over(store, CATALOGUE, InstantSource.system(), LuceneIndex.inMemory(1)));
    }
  }

  @AfterEach
  void close() {
    servers.forEach(Crm::close);
    stores.forEach(Store::close);
    TestPostgres.shared().drop(url);
  }

  private static long create(Crm crm, String name) {
    return crm.changes()
        .create(
            CALLER, CONTACT, new NewRecord(Map.of("firstname", name), List.of()), Reading.DEFAULTS)
        .view()
        .id();
  }

  private static void rename(Crm crm, long id, String name) {
    crm.changes()
        .update(
            CALLER, CONTACT, new RecordKey.ById(id), Map.of("firstname", name), Reading.DEFAULTS);
  }

  private static List<Long> find(Crm crm, String query) {
    var search = new Search(List.of(), query, Optional.empty(), 0, 200);
    return crm.searches().search(CALLER, CONTACT, search, Reading.DEFAULTS).items().stream()
        .map(view -> view.id())
        .toList();
  }

  /// Several clients, each with a contact that it changes through the one server and looks for in
  /// the other.
  @Test
  void eachWriteIsFoundThroughTheOtherServerAtOnce() {
    var clients = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 6; i++) {
      int client = i;
      clients.add(
          CompletableFuture.runAsync(
              () -> changeAndLook(client), r -> Thread.ofVirtual().start(r)));
    }
    clients.forEach(CompletableFuture::join);
  }

  private void changeAndLook(int client) {
    Crm here = servers.get(client % 2);
    Crm there = servers.get((client + 1) % 2);
    long id = create(here, "c%dv0".formatted(client));
    for (int version = 1; version <= 25; version++) {
      rename(here, id, "c%dv%d".formatted(client, version));
      assertEquals(List.of(id), find(there, "c%dv%d".formatted(client, version)));
      assertEquals(List.of(), find(there, "c%dv%dx".formatted(client, version - 1)));
    }
    here.changes().archive(CALLER, new ObjectRef(CONTACT, id));
    assertEquals(List.of(), find(there, "c%dv25".formatted(client)));
  }

  /// The log is read up to the oldest transaction that still runs; what others have committed since
  /// is found all the same, and what that one commits in the end too.
  @Test
  void aWriteIsFoundThatTheLogDoesNotShowYet() throws SQLException {
    long ida = create(servers.getFirst(), "Ida");
    assertEquals(List.of(ida), find(servers.getLast(), "ida"));
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      statement.execute("begin");
      statement.execute("select pg_current_xact_id()");
      rename(servers.getFirst(), ida, "Eva");
      assertEquals(List.of(ida), find(servers.getLast(), "eva"));
      rename(servers.getFirst(), ida, "Ada");
      long bo = create(servers.getFirst(), "Bo");
      assertEquals(List.of(ida), find(servers.getLast(), "ada"));
      assertEquals(List.of(), find(servers.getLast(), "eva"));
      statement.execute("commit");
      assertEquals(List.of(ida, bo), find(servers.getLast(), ""));
      assertEquals(List.of(bo), find(servers.getFirst(), "bo"));
    }
  }
}
