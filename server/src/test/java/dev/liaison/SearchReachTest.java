package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Caller;
import dev.liaison.crm.object.Load;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A search that finds more than it reaches: its pages have the first 10,000 in order, each once,
/// each page tells the exact total, and the next one is refused.
class SearchReachTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int REACH = 10_000;
  private static final int DEALS = 10_450;

  @ParameterizedTest
  @EnumSource
  void pagesEndAtTenThousand(Stores stores) {
    try (var api = new TestApi(stores.empty(), Map.of())) {
      api.grant(Optional.empty());
      load(api);
      var ids = new ArrayList<Long>(REACH);
      for (int after = 0; after < REACH; after += 200) {
        JsonNode page = JSON.readTree(search(api, after, 200).body());
        assertEquals(DEALS, page.get("total").asInt());
        page.get("results").forEach(deal -> ids.add(deal.get("id").asLong()));
        assertEquals(Integer.toString(after + 200), page.at("/paging/next/after").asString());
      }
      // The amount of a deal is half its id, so two have the same: the lower id comes first.
      List<Long> expected =
          LongStream.rangeClosed(1, DEALS)
              .boxed()
              .sorted((a, b) -> a / 2 == b / 2 ? Long.compare(a, b) : Long.compare(b / 2, a / 2))
              .limit(REACH)
              .toList();
      assertEquals(expected, ids);

      Response refused = search(api, REACH, 1);
      assertEquals(400, refused.status());
      String message = JSON.readTree(refused.body()).get("message").asString();
      assertTrue(message.contains("10000"), message);
    }
  }

  private static void load(TestApi api) {
    List<Load> deals =
        LongStream.rangeClosed(1, DEALS)
            .<Load>mapToObj(
                id ->
                    new Load.OfRecord(
                        new ObjectRef(ObjectTypes.DEAL, id),
                        Map.of("amount", Long.toString(id / 2)),
                        TestApi.START.toEpochMilli()))
            .toList();
    for (int i = 0; i < deals.size(); i += 2_000) {
      api.api()
          .crm()
          .changes()
          .load(Caller.api(TestApi.PORTAL), deals.subList(i, Math.min(i + 2_000, deals.size())));
    }
  }

  private static Response search(TestApi api, int after, int limit) {
    String body =
        "{\"sorts\":[{\"propertyName\":\"amount\",\"direction\":\"DESCENDING\"}],\"after\":\"%d\",\"limit\":%d}"
            .formatted(after, limit);
    return api.call("POST", "/crm/v3/objects/deals/search", body);
  }
}
