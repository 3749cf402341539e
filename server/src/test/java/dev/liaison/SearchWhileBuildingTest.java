package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.search.SearchIndex;
import dev.liaison.http.Response;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.ForwardingStore;
import dev.liaison.store.Stores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// While the index is built, searches of every family say that they cannot answer and when to come
/// again; everything else goes on, and once it is built they find what was written meanwhile.
@Timeout(60)
class SearchWhileBuildingTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SEARCH = "/crm/v3/objects/contacts/search";

  private static final String DYNAMIC_LIST =
      """
      {"name": "Idas", "objectTypeId": "0-1", "processingType": "DYNAMIC",
       "filterBranch": {"filterBranchType": "OR", "filterBranches": [{"filterBranchType": "AND",
        "filters": [{"filterType": "PROPERTY", "property": "firstname",
         "operation": {"operationType": "MULTISTRING", "operator": "IS_EQUAL_TO", "values": ["Ida"]}}]}]}}
      """;

  @ParameterizedTest
  @EnumSource
  void searchesAreToldToComeAgain(Stores stores) {
    var built = new CountDownLatch(1);
    Store store = stores.empty();
    try (var api =
        new TestApi(store, Map.of(), index(new HeldStore(store, built)), Runnable::run)) {
      api.grant(Optional.empty());
      try {
        create(api, "Ida");
        assertSearchesAreRefused(api);
        assertRefused(api.call("POST", "/crm/v3/lists", DYNAMIC_LIST));
        assertEquals(200, api.call("GET", "/crm/v3/objects/contacts/1001", "").status());
        assertEquals(200, api.call("GET", "/contacts/v1/contact/vid/1001/profile", "").status());
        create(api, "Bo");
      } finally {
        built.countDown();
      }
      Response found;
      do {
        found = api.call("POST", SEARCH, "{}");
      } while (found.status() == 503);
      assertEquals(200, found.status());
      assertEquals(Optional.empty(), retryAfter(found));
      assertEquals(2, JSON.readTree(found.body()).get("total").asInt());
      assertEquals(200, api.call("POST", "/crm/v3/lists", DYNAMIC_LIST).status());
    }
  }

  private static void assertSearchesAreRefused(TestApi api) {
    Response modern = api.call("POST", SEARCH, "{}");
    assertRefused(modern);
    JsonNode body = JSON.readTree(modern.body());
    assertEquals("error", body.get("status").asString());
    assertEquals(
        "The server cannot answer just now; try again later", body.get("message").asString());
    assertRefused(api.call("POST", "/crm/objects/2026-09/0-1/search", "{}"));
    assertRefused(api.call("GET", "/contacts/v1/search/query?q=ida", ""));
  }

  /// Made from what the store gives, with little patience, or the test would wait long for each
  /// refusal.
  private static SearchIndex.Opening index(Store store) {
    var index = new AtomicReference<SearchIndex>();
    Crm.over(
        store,
        Catalogue.hubspotDefined(),
        InstantSource.system(),
        feed -> {
          index.set(LuceneIndex.inMemory(TestApi.PORTAL, Duration.ofMillis(100)).over(feed));
          return index.get();
        });
    return _ -> index.get();
  }

  private static void create(TestApi api, String name) {
    String body = "{\"properties\":{\"firstname\":\"" + name + "\"}}";
    assertEquals(201, api.call("POST", "/crm/v3/objects/contacts", body).status());
  }

  private static void assertRefused(Response response) {
    assertEquals(503, response.status());
    assertEquals(Optional.of("1"), retryAfter(response));
  }

  private static Optional<String> retryAfter(Response response) {
    return response.headers().stream()
        .filter(header -> header.name().equals("Retry-After"))
        .map(Response.Header::value)
        .findFirst();
  }

  /// A store that lets nothing be read until it may.
  private static final class HeldStore extends ForwardingStore {

    private final CountDownLatch free;

    HeldStore(Store store, CountDownLatch free) {
      super(store);
      this.free = free;
    }

    @Override
    public <T> T read(long portal, Function<Snapshot, T> work) {
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.read(portal, work);
    }
  }
}
