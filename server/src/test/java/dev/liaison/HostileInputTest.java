package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.liaison.HostileInputs.Spoilt;
import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Bad input to every route of the table is refused in the family's form, never with a 500, says
/// nothing of the server's inside and writes nothing. `-Droute=pipelines` attacks those whose path
/// has the word.
class HostileInputTest {

  /// Words that only a stack trace or the name of a class brings into an answer.
  private static final List<String> INSIDE =
      List.of(
          "dev.liaison",
          "java.",
          "tools.jackson",
          "Exception",
          "StreamRead",
          "JsonToken",
          "JsonNode",
          "DeserializationFeature",
          "rocksdb",
          "postgres",
          "SQL",
          "\\tat ");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] NONE = {};
  private static final Map<String, String> BEARER =
      Map.of("Authorization", "Bearer " + TestApi.TOKEN);

  @TestFactory
  Stream<DynamicTest> everyRouteOnTheEmbeddedStore() {
    return everyRoute(Stores.ROCKS, "/2025-09|/2026-09");
  }

  @TestFactory
  Stream<DynamicTest> everyRouteOnPostgres() {
    return everyRoute(Stores.POSTGRES, "/20[0-9]{2}-[0-9]{2}");
  }

  /// @param versions a pattern of those that are left out unless `-Droute` asks for them: the same
  ///   handlers serve them, and all together take longer than everything else
  private static Stream<DynamicTest> everyRoute(Stores stores, String versions) {
    try (var api = new TestApi(stores.empty(), Map.of())) {
      String word = System.getProperty("route", "");
      Pattern left = Pattern.compile(versions);
      return api.api().routes().all().stream()
          .filter(route -> route.template().contains(word))
          .filter(route -> !word.isEmpty() || !left.matcher(route.template()).find())
          .map(
              route ->
                  DynamicTest.dynamicTest(
                      route.method() + " " + route.template(),
                      () -> {
                        var attack = new Attack(route, stores);
                        attack.run();
                        attack.report();
                      }))
          .toList()
          .stream();
    }
  }

  private static TestApi newApi(Route route, Stores stores) {
    var api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
    api.seed(JSON.readTree(SampleRequests.GIVEN));
    if (route.template().contains("ports")) {
      SampleRequests.prepare(api);
    }
    if (SampleRequests.ofLists(route)) {
      SampleRequests.lists(api);
    }
    if (SampleRequests.ofDefinitions(route)) {
      SampleRequests.DEFINED.forEach(
          (call, body) -> {
            String[] words = call.split(" ", -1);
            Response made =
                api.call(words[0], words[1], BEARER, body.getBytes(StandardCharsets.UTF_8));
            assertTrue(made.status() < 300, call);
          });
    }
    return api;
  }

  /// All hostile requests to one route.
  private static final class Attack {

    private final Route route;
    private final Stores stores;
    private final boolean notServed;
    private final Optional<JsonNode> sample;
    private final byte[] good;
    private final List<String> failures = new ArrayList<>();
    private TestApi api;
    private long lastChange;
    private boolean gone;
    private String lastMessage = "";

    Attack(Route route, Stores stores) {
      this.route = route;
      this.stores = stores;
      this.api = newApi(route, stores);
      this.lastChange = api.lastChange();
      this.notServed = SampleRequests.notServed(route);
      this.sample = SampleRequests.body(route);
      this.good = sample.map(Attack::bytes).orElse(NONE);
    }

    void report() {
      api.close();
      if (!failures.isEmpty()) {
        fail(
            failures.size()
                + " wrong answers, among them\n"
                + String.join("\n", failures.subList(0, Math.min(12, failures.size()))));
      }
    }

    void run() {
      send("the sample", SampleRequests.target(route), good, status -> notServed || status < 300);
      paths();
      queries();
      sample.ifPresentOrElse(this::bodies, this::unreadBodies);
      sample.ifPresent(this::sizes);
    }

    /// Batches of none, of as many as there may be and of one more.
    private void sizes(JsonNode body) {
      if (!route.template().contains("batch")) {
        return;
      }
      boolean associations =
          route.template().contains("{toObjectType}")
              && !route.template().contains("/configurations/");
      int most =
          associations
              ? route.template().endsWith("/read") ? 1_000 : 2_000
              : route.template().equals("/contacts/v1/contact/batch") ? 1_000 : 100;
      String target = SampleRequests.target(route);
      send("none", target, bytes(batch(body, 0)), status -> status <= 400);
      fresh();
      send("many", target, bytes(batch(body, most)), status -> status <= 400);
      assertFalse(lastMessage.contains(Integer.toString(most)), "refused: " + lastMessage);
      harmless("too many", target, bytes(batch(body, most + 1)), status -> status == 400);
      assertTrue(lastMessage.contains(Integer.toString(most)), "not for its size: " + lastMessage);
    }

    private static JsonNode batch(JsonNode body, int size) {
      JsonNode batch = body.deepCopy();
      var list =
          (ArrayNode)
              (batch.isArray() ? batch : batch.has("ids") ? batch.get("ids") : batch.get("inputs"));
      JsonNode entry = list.get(0);
      list.removeAll();
      for (int i = 0; i < size; i++) {
        list.add(entry);
      }
      return batch;
    }

    private void paths() {
      for (String segment : route.template().split("/")) {
        if (segment.startsWith("{")) {
          String name = segment.substring(1, segment.length() - 1);
          for (String word : HostileInputs.PATH_WORDS) {
            harmless(
                "path",
                SampleRequests.target(route, name, word),
                good,
                s -> s >= 400 || anything());
          }
          for (String number : HostileInputs.PATH_NUMBERS) {
            harmless("path", SampleRequests.target(route, name, number), good, s -> true);
          }
        }
      }
    }

    /// Whether the call is content with a stage that is not there, or finds nothing under a domain
    /// that no company has (recorded).
    private boolean anything() {
      return route.method().equals("DELETE") && route.template().endsWith("/stages/{stageId}")
          || route.template().contains("{domain}");
    }

    private void queries() {
      String target = SampleRequests.target(route);
      fresh();
      for (String query : HostileInputs.QUERIES) {
        send("query", target + (target.contains("?") ? "&" : "?") + query, good, s -> true);
      }
    }

    private void bodies(JsonNode body) {
      String target = SampleRequests.target(route);
      HostileInputs.unreadable(body.toString())
          .forEach(
              (what, bytes) ->
                  harmless(what, target, bytes, status -> status == 400 || leftOut(what)));
      for (Spoilt spoilt : HostileInputs.spoilt(body)) {
        if (spoilt.refused()) {
          harmless(spoilt.what(), target, spoilt.body(), status -> status >= 400);
        } else if (spoilt.harmless()) {
          harmless(spoilt.what(), target, spoilt.body(), status -> true);
        } else {
          fresh();
          send(spoilt.what(), target, spoilt.body(), status -> true);
        }
      }
    }

    /// Whether there is no body, where there need be none.
    private boolean leftOut(String what) {
      return what.equals("no body") && route.template().endsWith("/all");
    }

    /// Nobody reads the body, so that it changes nothing, whatever it is.
    private void unreadBodies() {
      String target = SampleRequests.target(route);
      HostileInputs.unreadable("{}")
          .forEach(
              (what, bytes) ->
                  send(what, target, bytes, s -> notServed || s < 300 || s == 404 || ended(s)));
    }

    /// Whether the answer is for an object type that the sample ended.
    private boolean ended(int status) {
      return status == 400 && route.method().equals("DELETE") && route.area().startsWith("Schemas");
    }

    /// A request that may write nothing.
    private void harmless(String what, String target, byte[] body, IntPredicate expected) {
      fresh();
      long before = lastChange;
      send(what, target, body, expected);
      if (lastChange != before) {
        failures.add(brief(what, target, body) + " wrote a change");
      }
    }

    /// Brings the records back when one of them was archived or merged away.
    private void fresh() {
      if (gone) {
        api.close();
        api = newApi(route, stores);
        lastChange = api.lastChange();
        gone = false;
      }
    }

    private void send(String what, String target, byte[] body, IntPredicate expected) {
      Response response =
          api.call(
              route.method(),
              target,
              headers(),
              SampleRequests.isForm(route) ? SampleRequests.form(body) : body);
      String text = new String(response.body(), StandardCharsets.UTF_8);
      lastMessage = response.status() == 400 ? json(text).path("message").asString("") : "";
      if (response.status() < 300 && SampleRequests.ofDefinitions(route)) {
        SampleRequests.made(route).forEach(path -> api.call("DELETE", path, BEARER, NONE));
      }
      long end = lastChange;
      var written = api.changesAfter(lastChange);
      if (!written.isEmpty()) {
        end = written.getLast().sequence();
        gone |= written.stream().map(LoggedChange::change).anyMatch(Attack::removes);
      }
      try {
        assertTrue(expected.test(response.status()), "an unexpected status");
        assertTrue(
            response.status() < 500 || response.status() == 501 && notServed,
            "a fault of the server");
        assertEquals(Response.JSON, response.contentType());
        check(response, text);
        if (response.status() >= 400) {
          assertEquals(lastChange, end, "written by a refused request");
        }
      } catch (AssertionError e) {
        failures.add(
            brief(what, target, body)
                + " -> "
                + response.status()
                + " "
                + cut(text)
                + ": "
                + e.getMessage());
      }
      lastChange = end;
    }

    private Map<String, String> headers() {
      String credentials = "Bearer " + TestApi.TOKEN;
      return SampleRequests.isForm(route)
          ? Map.of(
              "Authorization",
              credentials,
              "Host",
              "localhost",
              "Content-Type",
              SampleRequests.FORM_TYPE)
          : Map.of("Authorization", credentials, "Host", "localhost");
    }

    private void check(Response response, String text) {
      List<String> ids =
          response.headers().stream()
              .filter(header -> header.name().equals("X-HubSpot-Correlation-Id"))
              .map(Response.Header::value)
              .toList();
      assertEquals(1, ids.size(), "ids of correlation");
      for (String word : INSIDE) {
        assertTrue(!text.contains(word), "the answer says " + word);
      }
      // 202 has a body where there is something to ask after: an export.
      if (response.status() == 204 || response.status() == 202 && text.isEmpty()) {
        assertEquals("", text);
      } else if (response.status() >= 400) {
        JsonNode error = json(text);
        assertEquals("error", error.path("status").asString(""), "status");
        assertTrue(!error.path("message").asString("").isBlank(), "no message");
        assertEquals(ids.getFirst(), error.path("correlationId").asString(""), "correlationId");
      } else if (!text.equals("SUCCESS") && !route.template().contains("/secondary-email/")) {
        // Some lists of the legacy API are bare.
        JsonNode whole = json(text);
        assertTrue(whole.isObject() || whole.isArray(), "no object and no array");
      }
    }

    private static JsonNode json(String text) {
      try {
        return JSON.readTree(text);
      } catch (JacksonException e) {
        return fail("not JSON");
      }
    }

    private static String brief(String what, String target, byte[] body) {
      return "%s %s [%s]"
          .formatted(cut(what), cut(target), cut(new String(body, StandardCharsets.UTF_8)));
    }

    private static String cut(String text) {
      return text.length() > 240 ? text.substring(0, 240) + "..." : text;
    }

    private static boolean removes(Change change) {
      return change instanceof Change.Archived
          || change instanceof Change.Erased
          || change instanceof Change.Merged;
    }

    private static byte[] bytes(JsonNode node) {
      return node.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
