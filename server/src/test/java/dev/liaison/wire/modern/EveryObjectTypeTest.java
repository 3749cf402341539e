package dev.liaison.wire.modern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.TestApi;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinitions;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A record's life through the routes, for every object type of the catalogue and every version
/// (modern-api.md 3.1).
@ParameterizedClass
@EnumSource(Stores.class)
class EveryObjectTypeTest {

  private static final PropertyDefinitions DEFINITIONS = PropertyDefinitions.hubspotDefined();

  private static final Set<String> MERGEABLE =
      Set.of("contacts", "companies", "deals", "tickets", "projects");

  private final TestApi api;

  EveryObjectTypeTest(Stores stores) {
    api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
  }

  static Stream<ObjectType> types() {
    return ObjectTypes.hubspotDefined().all().stream();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @MethodSource("types")
  void createsReadsAndArchives(ObjectType type) {
    for (Version version : Version.WITH_OBJECTS) {
      String base = version.objects() + "/";
      String property = writable(type);
      String body = "{\"properties\": {\"" + property + "\": \"Some text\"}}";
      JsonNode created = json(201, api.call("POST", base + type.plural(), body));
      String id = created.get("id").asString();
      assertEquals("Some text", created.get("properties").get(property).asString());

      for (String word : List.of(type.plural(), type.name(), type.id().toString())) {
        String path = base + word + "/" + id;
        JsonNode read = json(200, api.call("GET", path + "?properties=" + property, ""));
        assertEquals(id, read.get("id").asString());
        assertEquals("Some text", read.get("properties").get(property).asString());
        assertEquals(id, read.get("properties").get("hs_object_id").asString());
      }
      JsonNode shown = json(200, api.call("GET", base + type.plural() + "/" + id, ""));
      assertEquals(
          DEFINITIONS.shownByDefault(type.id()).stream()
              .map(PropertyDefinition::name)
              .sorted()
              .toList(),
          shown.get("properties").propertyNames().stream().sorted().toList());

      assertEquals(204, api.call("DELETE", base + type.plural() + "/" + id, "").status());
      assertEquals(404, api.call("GET", base + type.plural() + "/" + id, "").status());
      JsonNode archived =
          json(200, api.call("GET", base + type.plural() + "/" + id + "?archived=true", ""));
      assertTrue(archived.get("archived").booleanValue());
      assertTrue(archived.has("archivedAt"));
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void updatesListsAndFinds(ObjectType type) {
    for (Version version : Version.WITH_OBJECTS) {
      String path = version.objects() + "/" + type.plural();
      String id = created(path);
      String property = writable(type);
      String body = "{\"properties\": {\"" + property + "\": \"Other text\"}}";
      JsonNode updated = json(200, api.call("PATCH", path + "/" + id, body));
      assertEquals("Other text", updated.get("properties").get(property).asString());
      JsonNode listed =
          json(200, api.call("GET", path + "?limit=1&after=" + (Long.parseLong(id) - 1), ""));
      assertEquals(id, listed.at("/results/0/id").asString());

      String search =
          "{\"filters\": [{\"propertyName\": \"%s\", \"operator\": \"EQ\", \"value\": \"other TEXT\"}]}"
              .formatted(property);
      JsonNode found = json(200, api.call("POST", path + "/search", search));
      assertEquals(1, found.get("total").asInt());
      assertEquals(id, found.at("/results/0/id").asString());
      json(200, api.call("POST", path + "/search", "{\"query\": \"nobody has this\"}"));
      assertEquals(204, api.call("DELETE", path + "/" + id, "").status());
      assertEquals(0, json(200, api.call("POST", path + "/search", search)).get("total").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void worksInBatches(ObjectType type) {
    for (Version version : Version.WITH_OBJECTS) {
      String path = version.objects() + "/" + type.id();
      String news = "{\"inputs\": [{\"properties\": {}, \"objectWriteTraceId\": \"a\"}]}";
      JsonNode made = json(201, api.call("POST", path + "/batch/create", news));
      String id = made.at("/results/0/id").asString();
      assertEquals("a", made.at("/results/0/objectWriteTraceId").asString());

      String inputs =
          "{\"inputs\": [{\"id\": \"%s\", \"properties\": {}}, {\"id\": \"999999\", \"properties\": {}}]}"
              .formatted(id);
      for (String verb : List.of("read", "update", "upsert")) {
        JsonNode partly = json(207, api.call("POST", path + "/batch/" + verb, inputs));
        assertEquals(id, partly.at("/results/0/id").asString(), verb);
        assertEquals(1, partly.get("numErrors").asInt(), verb);
        assertEquals("999999", partly.at("/errors/0/context/ids/0").asString(), verb);
      }
      assertEquals(204, api.call("POST", path + "/batch/archive", inputs).status());
      assertEquals(404, api.call("GET", path + "/" + id, "").status());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void mergesOrRefusesTo(ObjectType type) {
    boolean mergeable = MERGEABLE.contains(type.plural());
    for (Version version : Version.WITH_OBJECTS) {
      String path = version.objects() + "/" + type.plural();
      String kept = created(path);
      String away = created(path);
      String merge =
          "{\"primaryObjectId\": \"%s\", \"objectIdToMerge\": \"%s\"}".formatted(kept, away);
      json(mergeable ? 200 : 400, api.call("POST", path + "/merge", merge));
      JsonNode read = json(200, api.call("GET", path + "/" + away, ""));
      assertEquals(mergeable ? kept : away, read.get("id").asString());
    }
  }

  private String created(String path) {
    return json(201, api.call("POST", path, "{\"properties\": {}}")).get("id").asString();
  }

  private static String writable(ObjectType type) {
    return DEFINITIONS.of(type.id()).stream()
        .filter(property -> property.type().equals("string"))
        .filter(property -> !property.readOnly() && !property.unique())
        .map(PropertyDefinition::name)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(int status, Response response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(status, response.status(), text);
    return JsonMapper.shared().readTree(text);
  }
}
