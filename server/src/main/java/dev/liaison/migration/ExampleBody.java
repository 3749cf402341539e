package dev.liaison.migration;

import dev.liaison.http.Query;
import dev.liaison.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Bodies of later calls in the place of legacy ones. Ids and the names of properties stay; every
/// value of a property is left out, as it may be about a person.
final class ExampleBody {

  static final String SEARCH =
      """
      {"sorts":[{"propertyName":"hs_lastmodifieddate","direction":"DESCENDING"}],"limit":100}""";

  private static final String VALUE = "...";

  /// Entries of a batch that an example shows.
  private static final int SHOWN = 2;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ExampleBody() {}

  /// Links between one record and others, for the batch calls of v4.
  static String ofLinks(String target, String from, List<String> to) {
    if (!target.contains("/batch/")) {
      return "";
    }
    ArrayNode inputs = NODES.arrayNode();
    if (target.endsWith("/archive")) {
      ObjectNode input = inputs.addObject();
      input.putObject("from").put("id", from);
      ArrayNode ends = input.putArray("to");
      shown(to).forEach(id -> ends.addObject().put("id", id));
    } else {
      for (String id : shown(to)) {
        ObjectNode input = inputs.addObject();
        input.putObject("from").put("id", from);
        input.putObject("to").put("id", id);
      }
    }
    return inputs(inputs);
  }

  static String ofReads(Query query) {
    ArrayNode inputs = NODES.arrayNode();
    shown(query.all("vid")).forEach(id -> inputs.addObject().put("id", id));
    return inputs.isEmpty() ? "" : inputs(inputs);
  }

  /// The form that a legacy body has in the call with this target; `""` where there is none.
  ///
  /// @throws dev.liaison.http.RefusalException when it is no JSON
  static String of(String target, byte[] body) {
    JsonNode sent = Json.read(body);
    if (target.endsWith("/merge")) {
      return sent.has("vidToMerge")
          ? "{\"primaryObjectId\":\"ID\",\"objectIdToMerge\":\""
              + digits(sent.get("vidToMerge"))
              + "\"}"
          : "";
    }
    if (sent.has("definitionId")) {
      sent = NODES.arrayNode().add(sent);
    }
    boolean batch = target.contains("/batch/");
    if (!batch) {
      return sent.has("metadata") ? "" : object(properties(sent));
    }
    if (sent.has("ids")) {
      ArrayNode inputs = NODES.arrayNode();
      shown(items(sent.get("ids"))).forEach(id -> inputs.addObject().put("id", digits(id)));
      return inputs(inputs);
    }
    ArrayNode inputs = NODES.arrayNode();
    List<JsonNode> entries = sent.isArray() ? items(sent) : List.of(sent);
    shown(entries).forEach(entry -> inputs.add(input(entry)));
    return inputs(inputs);
  }

  private static ObjectNode input(JsonNode entry) {
    ObjectNode input = NODES.objectNode();
    if (entry.has("definitionId")) {
      input.putObject("from").put("id", digits(entry.path("fromObjectId")));
      input.putObject("to").put("id", digits(entry.path("toObjectId")));
      ObjectNode type = input.putArray("types").addObject();
      type.put("associationCategory", "HUBSPOT_DEFINED");
      type.put("associationTypeId", entry.path("definitionId").asInt(0));
      return input;
    }
    if (entry.has("objectId") || entry.has("vid")) {
      input.put("id", digits(entry.has("objectId") ? entry.get("objectId") : entry.get("vid")));
    } else if (entry.isObject()) {
      input.put("id", "someone@example.test").put("idProperty", "email");
    }
    input.set("properties", properties(entry));
    return input;
  }

  /// The names in a list of properties, bare or in the field `properties`.
  private static ObjectNode properties(JsonNode holder) {
    ObjectNode properties = NODES.objectNode();
    for (JsonNode property : items(holder.isArray() ? holder : holder.path("properties"))) {
      JsonNode name = property.has("property") ? property.get("property") : property.path("name");
      if (name.isString()) {
        properties.put(name.asString(), VALUE);
      }
    }
    return properties;
  }

  private static String object(ObjectNode properties) {
    ObjectNode body = NODES.objectNode();
    body.set("properties", properties);
    return body.toString();
  }

  private static String inputs(ArrayNode inputs) {
    ObjectNode body = NODES.objectNode();
    body.set("inputs", inputs);
    return body.toString();
  }

  /// An id, or a word in the place of what is none.
  private static String digits(JsonNode id) {
    String text = id.asString("");
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit) ? text : "ID";
  }

  private static List<JsonNode> items(JsonNode array) {
    var items = new ArrayList<JsonNode>();
    array.forEach(items::add);
    return array.isArray() ? items : List.of();
  }

  private static <T> List<T> shown(List<T> all) {
    return all.subList(0, Math.min(SHOWN, all.size()));
  }
}
