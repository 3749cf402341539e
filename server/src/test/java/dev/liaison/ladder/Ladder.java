package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.TestApi;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The whole API over a store, and the calls of a test in short. A call is `PATCH /path?query`, and
/// its body is what becomes JSON; the clock moves on one second before each.
final class Ladder implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final TestApi api;

  /// @param given in the seed format
  Ladder(Stores stores, String given) {
    api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
    api.seed(new YAMLMapper().readTree(given));
  }

  @Override
  public void close() {
    api.close();
  }

  JsonNode get(String target) {
    return answer("GET " + target);
  }

  /// The answer, where there is what the target names.
  Optional<JsonNode> find(String target) {
    Response response = send("GET " + target, "");
    return response.status() == 404
        ? Optional.empty()
        : Optional.of(tree(good("GET " + target, response)));
  }

  JsonNode answer(String call) {
    return tree(good(call, send(call, "")));
  }

  JsonNode answer(String call, Object body) {
    return tree(good(call, send(call, JSON.writeValueAsString(body))));
  }

  /// A call whose answer does not matter, as long as it is a good one.
  void does(String call) {
    good(call, send(call, ""));
  }

  void does(String call, Object body) {
    good(call, send(call, JSON.writeValueAsString(body)));
  }

  int status(String call) {
    return send(call, "").status();
  }

  private Response send(String call, String body) {
    api.moveClock(1_000);
    String[] words = call.split(" ", 2);
    return api.call(
        words[0],
        words[1],
        Map.of("Authorization", "Bearer " + TestApi.TOKEN, "Host", "localhost"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Response good(String call, Response response) {
    assertTrue(
        response.status() < 300,
        () ->
            call
                + " -> "
                + response.status()
                + " "
                + new String(response.body(), StandardCharsets.UTF_8));
    return response;
  }

  private static JsonNode tree(Response response) {
    return response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
  }

  /// A field of each item.
  static List<String> each(JsonNode list, String field) {
    var values = new ArrayList<String>();
    list.forEach(item -> values.add(item.at("/" + field).asString()));
    return values;
  }

  /// The items themselves.
  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }
}
