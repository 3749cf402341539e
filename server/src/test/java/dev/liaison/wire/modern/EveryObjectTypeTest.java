package dev.liaison.wire.modern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.TestApi;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinitions;
import dev.liaison.http.Response;
import dev.liaison.store.rocks.RocksStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A record's life through the routes, for every object type of the catalogue and every version
/// (modern-api.md 3.1).
class EveryObjectTypeTest {

  private static final PropertyDefinitions DEFINITIONS = PropertyDefinitions.hubspotDefined();

  private TestApi api;

  static Stream<ObjectType> types() {
    return ObjectTypes.hubspotDefined().all().stream();
  }

  @BeforeEach
  void open() {
    api = new TestApi(RocksStore.inMemory(), Map.of());
    api.grant(Optional.empty());
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
      JsonNode created = json(201, call("POST", base + type.plural(), body));
      String id = created.get("id").asString();
      assertEquals("Some text", created.get("properties").get(property).asString());

      for (String word : List.of(type.plural(), type.name(), type.id().toString())) {
        String path = base + word + "/" + id;
        JsonNode read = json(200, call("GET", path + "?properties=" + property, ""));
        assertEquals(id, read.get("id").asString());
        assertEquals("Some text", read.get("properties").get(property).asString());
        assertEquals(id, read.get("properties").get("hs_object_id").asString());
      }
      JsonNode shown = json(200, call("GET", base + type.plural() + "/" + id, ""));
      assertEquals(
          DEFINITIONS.shownByDefault(type.id()).stream()
              .map(PropertyDefinition::name)
              .sorted()
              .toList(),
          shown.get("properties").propertyNames().stream().sorted().toList());

      assertEquals(204, call("DELETE", base + type.plural() + "/" + id, "").status());
      assertEquals(404, call("GET", base + type.plural() + "/" + id, "").status());
      JsonNode archived =
          json(200, call("GET", base + type.plural() + "/" + id + "?archived=true", ""));
      assertTrue(archived.get("archived").booleanValue());
      assertTrue(archived.has("archivedAt"));
    }
  }

  private static String writable(ObjectType type) {
    return DEFINITIONS.of(type.id()).stream()
        .filter(property -> property.type().equals("string"))
        .filter(property -> !property.readOnly() && !property.unique())
        .map(PropertyDefinition::name)
        .findFirst()
        .orElseThrow();
  }

  private Response call(String method, String target, String body) {
    return api.call(
        method,
        target,
        Map.of("Authorization", "Bearer " + TestApi.TOKEN, "Host", "localhost"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(int status, Response response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(status, response.status(), text);
    return JsonMapper.shared().readTree(text);
  }
}
