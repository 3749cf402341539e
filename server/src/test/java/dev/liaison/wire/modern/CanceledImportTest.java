package dev.liaison.wire.modern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.TestApi;
import dev.liaison.http.Response;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An import that is canceled while it runs: it is seen to go on before, and to stand still after.
class CanceledImportTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// More than any store brings in before the cancel comes.
  private static final int ROWS = 30_000;

  private static final String FORM =
      """
      --b42
      Content-Disposition: form-data; name="importRequest"

      {"name": "Many", "importOperations": {"0-1": "CREATE"}, "files": [{"fileName": "a.csv",
       "fileFormat": "CSV", "fileImportPage": {"hasHeader": true, "columnMappings":
       [{"columnObjectTypeId": "0-1", "columnName": "First", "propertyName": "firstname"}]}}]}
      --b42
      Content-Disposition: form-data; name="files"; filename="a.csv"

      First
      %s
      --b42--
      """;

  @ParameterizedTest
  @EnumSource(Stores.class)
  void aRunningImportEndsWhereItIsCanceled(Stores stores) {
    String rows = IntStream.range(0, ROWS).mapToObj(i -> "p" + i).collect(Collectors.joining("\n"));
    var begun = new CompletableFuture<CompletableFuture<Void>>();
    Executor background = work -> begun.complete(CompletableFuture.runAsync(work));
    try (var api =
        new TestApi(stores.empty(), Map.of(), LuceneIndex.inMemory(TestApi.PORTAL), background)) {
      api.grant(Optional.empty());
      String form = FORM.formatted(rows).replace("\n", "\r\n");
      assertEquals("STARTED", call(api, "POST", "/crm/v3/imports", form).get("state").asString());
      JsonNode running = get(api);
      while (counter(running, "TOTAL_ROWS") == 0) {
        Thread.onSpinWait();
        running = get(api);
      }
      assertEquals("PROCESSING", running.get("state").asString());

      JsonNode answer = call(api, "POST", "/crm/v3/imports/1/cancel", "");
      assertEquals("COMPLETE", answer.get("status").asString());
      assertEquals("CANCELED", get(api).get("state").asString());
      Void _ = begun.join().join();

      JsonNode ended = get(api);
      assertEquals("CANCELED", ended.get("state").asString());
      int created = counter(ended, "CREATED_OBJECTS");
      assertTrue(created > 0 && created < ROWS, "created " + created);
      JsonNode found = call(api, "POST", "/crm/v3/objects/contacts/search", "{}");
      assertEquals(created, found.get("total").intValue());
    }
  }

  private static JsonNode get(TestApi api) {
    return call(api, "GET", "/crm/v3/imports/1", "");
  }

  private static int counter(JsonNode of, String name) {
    return of.at("/metadata/counters/" + name).intValue();
  }

  private static JsonNode call(TestApi api, String method, String target, String body) {
    Response response =
        api.call(
            method,
            target,
            Map.of(
                "Authorization",
                "Bearer " + TestApi.TOKEN,
                "Content-Type",
                "multipart/form-data; boundary=b42"),
            body.getBytes(StandardCharsets.UTF_8));
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(200, response.status(), text);
    return JSON.readTree(text);
  }
}
