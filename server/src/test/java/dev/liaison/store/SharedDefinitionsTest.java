package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyGroup;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Definitions of an account that several servers over one database have in memory.
@Timeout(120)
class SharedDefinitionsTest {

  private static final Caller CALLER = Caller.api(42);
  private static final Duration PROMISED = Duration.ofSeconds(1);
  private static final Catalogue HUBSPOT = Catalogue.hubspotDefined();

  private String url = "";
  private Store first;
  private Store second;

  private final List<Crm> opened = new ArrayList<>();

  @BeforeEach
  void open() {
    url = TestPostgres.shared().freshDatabase();
    first = PostgresStore.open(new PostgresOptions(url));
    second = PostgresStore.open(new PostgresOptions(url));
  }

  @AfterEach
  void close() {
    opened.forEach(Crm::close);
    first.close();
    second.close();
    TestPostgres.shared().drop(url);
  }

  private Crm over(Store store) {
    Crm crm = Crm.over(store, HUBSPOT, InstantSource.system(), LuceneIndex.inMemory(1));
    opened.add(crm);
    assertEquals(false, knows(crm, "seating"));
    return crm;
  }

  private static boolean knows(Crm crm, String group) {
    return crm.catalogue(CALLER).properties().groups(ObjectTypes.DEAL).containsKey(group);
  }

  private static void define(Crm crm, String group) {
    crm.groups().create(CALLER, ObjectTypes.DEAL, new PropertyGroup(group, "Label", 0, false));
  }

  @Test
  void whatOneServerDefinesTheOtherKnowsWithinASecond() throws Exception {
    Crm one = over(first);
    Crm other = over(second);
    // Listeners are told in the order in which they came: behind the catalogue's own.
    var told = new LinkedBlockingQueue<Boolean>();
    second.onDocumentsChanged(
        CALLER.portal(), "property-group", () -> told.add(knows(other, "seating")));

    define(one, "seating");
    assertTrue(knows(one, "seating"));
    long end = System.nanoTime() + PROMISED.toNanos();
    boolean known = knows(other, "seating");
    while (!known) {
      Boolean next = told.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      assertTrue(next != null, "not known within a second");
      known = next;
    }
  }

  @Test
  void ofTwoServersThatDefineTheSameOneIsRefused() {
    Crm one = over(first);
    Crm other = over(second);
    for (int i = 0; i < 10; i++) {
      String group = "group" + i;
      List<CompletableFuture<Boolean>> attempts =
          List.of(one, other).stream()
              .map(crm -> CompletableFuture.supplyAsync(() -> defines(crm, group)))
              .toList();
      assertEquals(1, attempts.stream().filter(CompletableFuture::join).count());
    }
  }

  private static boolean defines(Crm crm, String group) {
    try {
      define(crm, group);
      return true;
    } catch (CrmException e) {
      assertEquals(
          new Problem.DefinitionTaken(Problem.Definition.PROPERTY_GROUP, group), e.problem());
      return false;
    }
  }
}
