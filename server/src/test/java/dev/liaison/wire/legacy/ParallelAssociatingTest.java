package dev.liaison.wire.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.TestApi;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// legacy-api.md 4.3 row 21, which a wire case cannot show.
class ParallelAssociatingTest {

  private static final String SEED =
      """
      - {deal: 7}
      - {contact: 1}
      - {contact: 2}
      """;

  @ParameterizedTest
  @EnumSource(Stores.class)
  void repeatedCallsInParallelMakeOneLinkAndAllSucceed(Stores stores) throws Exception {
    try (var api = new TestApi(stores.empty(), Map.of())) {
      api.grant(Optional.empty());
      api.seed(new YAMLMapper().readTree(SEED));
      long before = api.lastChange();
      Callable<Integer> associate =
          () -> api.call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=1&id=2", "").status();
      var statuses = new ArrayList<Integer>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Integer> status : threads.invokeAll(Collections.nCopies(200, associate))) {
          statuses.add(status.get());
        }
      }
      assertEquals(Collections.nCopies(200, 204), statuses);
      assertEquals(2, api.changesAfter(before).size(), "one change for each link");
      Response links = api.call("GET", "/crm-associations/v1/associations/7/HUBSPOT_DEFINED/3", "");
      assertEquals(
          "{\"results\":[1,2],\"hasMore\":false,\"offset\":2}",
          new String(links.body(), StandardCharsets.UTF_8));
    }
  }
}
