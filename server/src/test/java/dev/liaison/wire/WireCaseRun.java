package dev.liaison.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.liaison.TestApi;
import dev.liaison.crm.Change;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the wire cases under src/test/resources/wire, all or those that `-Dwire=` names a part of
/// the path of, through a door.
final class WireCaseRun {

  private static final JsonMapper JSON = JsonMapper.shared();

  private WireCaseRun() {}

  /// A way to send requests to an API.
  @FunctionalInterface
  interface Door {
    Response call(String method, String target, Map<String, String> headers, byte[] body);
  }

  /// @param stores what the cases are run on
  /// @param doors opens the way to the API of one case
  static Stream<DynamicTest> all(Stores stores, Function<TestApi, Door> doors) {
    Path root = root();
    List<Path> files = files(root, System.getProperty("wire", ""));
    assertTrue(!files.isEmpty(), "there are wire cases");
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    root.relativize(file).toString(),
                    () -> run(WireCase.read(file, root), stores, doors)));
  }

  /// Every case.
  static List<WireCase> all() {
    Path root = root();
    return files(root, "").stream().map(file -> WireCase.read(file, root)).toList();
  }

  private static List<Path> files(Path root, String word) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> root.relativize(file).toString().contains(word))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(Objects.requireNonNull(WireCaseRun.class.getResource("/wire")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(WireCase wireCase, Stores stores, Function<TestApi, Door> doors) {
    var settings = new LinkedHashMap<String, String>();
    wireCase.config().forEach((name, value) -> settings.put(name, value.asString()));
    try (var api = new TestApi(stores.empty(), settings)) {
      api.grant(wireCase.scopes());
      api.seed(wireCase.given());
      Door door = doors.apply(api);
      long before = api.lastChange();
      var saved = new LinkedHashMap<String, String>();
      int number = 1;
      for (WireCase.Step step : wireCase.steps()) {
        api.moveClock(1_000);
        run("step " + number++ + " " + step.method() + " " + step.target(), door, step, saved);
      }
      wireCase
          .changes()
          .ifPresent(
              expected ->
                  assertEquals(
                      String.join("\n", expected),
                      String.join(
                          "\n",
                          api.changesAfter(before).stream()
                              .map(logged -> line(api, logged.change()))
                              .toList())));
    }
  }

  private static void run(String place, Door door, WireCase.Step step, Map<String, String> saved) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Authorization", "Bearer " + TestApi.TOKEN);
    headers.put("Host", "localhost");
    step.headers().forEach((name, value) -> headers.put(name, fill(value, saved)));
    headers.values().removeIf("none"::equals);
    byte[] body =
        saved.isEmpty()
            ? step.body()
            : fill(new String(step.body(), StandardCharsets.UTF_8), saved)
                .getBytes(StandardCharsets.UTF_8);
    Response response = door.call(step.method(), fill(step.target(), saved), headers, body);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertAll(
        place,
        () -> assertEquals(step.status(), response.status(), text),
        () -> assertEquals(Response.JSON, response.contentType()),
        () -> compareHeaders(step, response, saved),
        () -> compareBody(step, text, saved));
    step.save().forEach((name, pointer) -> saved.put(name, at(text, pointer)));
  }

  private static void compareHeaders(
      WireCase.Step step, Response response, Map<String, String> saved) {
    step.expectedHeaders()
        .forEach(
            (name, expected) -> {
              List<String> values =
                  response.headers().stream()
                      .filter(header -> header.name().equalsIgnoreCase(name))
                      .map(Response.Header::value)
                      .toList();
              if (expected.equals("none")) {
                assertEquals(List.of(), values, name);
              } else if (expected.startsWith("<matches:")) {
                String pattern = expected.substring("<matches:".length(), expected.length() - 1);
                assertTrue(
                    values.size() == 1 && values.getFirst().matches(pattern), name + ": " + values);
              } else {
                assertEquals(List.of(fill(expected, saved)), values, name);
              }
            });
  }

  private static void compareBody(WireCase.Step step, String text, Map<String, String> saved) {
    switch (step.expectedBody()) {
      case WireCase.ExpectedBody.Whatever() -> {}
      case WireCase.ExpectedBody.None() -> assertEquals("", text);
      case WireCase.ExpectedBody.Text(String expected) -> assertEquals(fill(expected, saved), text);
      case WireCase.ExpectedBody.Json(JsonNode json) -> {
        JsonNode expected = saved.isEmpty() ? json : JSON.readTree(fill(json.toString(), saved));
        List<String> differences = JsonMatcher.differences(expected, json(text));
        if (!differences.isEmpty()) {
          fail(String.join("\n", differences) + "\nin " + text);
        }
      }
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return fail("not JSON: " + text, e);
    }
  }

  private static String at(String text, String pointer) {
    JsonNode value = json(text).at(pointer);
    assertTrue(!value.isMissingNode(), "nothing at " + pointer + " in " + text);
    return value.asString();
  }

  private static String fill(String template, Map<String, String> saved) {
    String filled = template;
    for (Map.Entry<String, String> entry : saved.entrySet()) {
      filled = filled.replace("{{" + entry.getKey() + "}}", entry.getValue());
    }
    return filled;
  }

  private static String line(TestApi api, Change change) {
    var words = new ArrayList<String>();
    switch (change) {
      case Change.Created(var ref, var properties) -> words.add("created " + name(api, ref));
      case Change.Updated(var ref, var properties) -> {
        words.add("updated " + name(api, ref));
        properties.keySet().stream().sorted().forEach(words::add);
      }
      case Change.Archived(var ref) -> words.add("archived " + name(api, ref));
      case Change.Erased(var ref) -> words.add("erased " + name(api, ref));
      case Change.Merged(var ref, var merged) ->
          words.add("merged " + name(api, ref) + " " + merged.id());
      case Change.Associated(var ref, var to, var keys) ->
          words.add("associated " + name(api, ref) + " " + name(api, to));
      case Change.Dissociated(var ref, var to, var keys) ->
          words.add("dissociated " + name(api, ref) + " " + name(api, to));
    }
    return String.join(" ", words);
  }

  private static String name(TestApi api, ObjectRef ref) {
    return api.api().crm().catalogues().of(TestApi.PORTAL).types().byId(ref.type()).name()
        + " "
        + ref.id();
  }
}
