package dev.liaison.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// One wire case file, read and checked: a word that is not of the format fails, so that no
/// expectation is lost to a slip.
record WireCase(
    String name,
    JsonNode given,
    Optional<Set<String>> scopes,
    Map<String, JsonNode> config,
    List<Step> steps,
    Optional<List<String>> changes) {

  private static final YAMLMapper YAML = new YAMLMapper();

  private static final Set<String> EVIDENCE_KINDS =
      Set.of("recorded", "docs", "sdk", "client", "ours");

  /// One request and what is expected of its answer.
  record Step(
      String method,
      String target,
      Map<String, String> headers,
      byte[] body,
      int status,
      Map<String, String> expectedHeaders,
      ExpectedBody expectedBody,
      Map<String, String> save) {}

  /// What the body of an answer must be.
  sealed interface ExpectedBody {
    /// Anything.
    record Whatever() implements ExpectedBody {}

    /// Nothing.
    record None() implements ExpectedBody {}

    /// Exactly this text.
    record Text(String text) implements ExpectedBody {}

    /// JSON that matches.
    record Json(JsonNode json) implements ExpectedBody {}
  }

  static WireCase read(Path file, Path root) {
    try {
      return read(root.relativize(file).toString(), YAML.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireCase read(String name, JsonNode root) {
    only(name, root, Set.of("evidence", "given", "token", "config", "steps", "changes"));
    JsonNode evidence = required(name, root, "evidence");
    only(name + " evidence", evidence, Set.of("kind", "source", "section"));
    if (!EVIDENCE_KINDS.contains(required(name, evidence, "kind").asString())) {
      throw new IllegalArgumentException(name + ": evidence kind must be one of " + EVIDENCE_KINDS);
    }
    required(name, evidence, "section");
    var config = new LinkedHashMap<String, JsonNode>();
    Optional.ofNullable(root.get("config"))
        .ifPresent(
            all -> all.properties().forEach(entry -> config.put(entry.getKey(), entry.getValue())));
    var steps = new ArrayList<Step>();
    JsonNode list = required(name, root, "steps");
    for (int i = 0; i < list.size(); i++) {
      steps.add(step(name + " step " + (i + 1), list.get(i)));
    }
    return new WireCase(
        name,
        root.has("given") ? root.get("given") : YAML.createArrayNode(),
        Optional.ofNullable(root.get("token"))
            .map(token -> Set.copyOf(texts(required(name, token, "scopes")))),
        config,
        steps,
        Optional.ofNullable(root.get("changes")).map(WireCase::texts));
  }

  private static Step step(String place, JsonNode step) {
    only(
        place, step, Set.of("request", "headers", "body", "bodyText", "bodyHex", "expect", "save"));
    String request = required(place, step, "request").asString();
    int space = request.indexOf(' ');
    JsonNode expect = required(place, step, "expect");
    only(place + " expect", expect, Set.of("status", "headers", "body", "json", "text"));
    return new Step(
        request.substring(0, space),
        request.substring(space + 1),
        map(step.get("headers")),
        body(step),
        required(place, expect, "status").intValue(),
        map(expect.get("headers")),
        expectedBody(place, expect),
        map(step.get("save")));
  }

  private static byte[] body(JsonNode step) {
    if (step.has("body")) {
      return tools.jackson.databind.json.JsonMapper.shared().writeValueAsBytes(step.get("body"));
    }
    if (step.has("bodyHex")) {
      return HexFormat.of().parseHex(step.get("bodyHex").asString());
    }
    return step.has("bodyText")
        ? step.get("bodyText").asString().getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }

  private static ExpectedBody expectedBody(String place, JsonNode expect) {
    if (expect.has("json")) {
      return new ExpectedBody.Json(expect.get("json"));
    }
    if (expect.has("text")) {
      return new ExpectedBody.Text(expect.get("text").asString());
    }
    if (expect.has("body")) {
      if (!expect.get("body").asString().equals("none")) {
        throw new IllegalArgumentException(place + ": body can only be none; use json or text");
      }
      return new ExpectedBody.None();
    }
    return new ExpectedBody.Whatever();
  }

  private static Map<String, String> map(JsonNode node) {
    var map = new LinkedHashMap<String, String>();
    if (node != null) {
      node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
    }
    return map;
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  private static JsonNode required(String place, JsonNode node, String field) {
    if (!node.has(field)) {
      throw new IllegalArgumentException(place + ": '" + field + "' is missing");
    }
    return node.get(field);
  }

  private static void only(String place, JsonNode node, Set<String> allowed) {
    var others = new TreeSet<String>();
    node.properties().forEach(entry -> others.add(entry.getKey()));
    others.removeAll(allowed);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(place + ": unknown words " + others);
    }
  }
}
