package dev.liaison.ladder;

import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Records in v3 and the dated versions.
///
/// @param type by its plural
record ModernRecords(String type, Version version) implements RecordDoor, BatchDoor {

  @Override
  public String toString() {
    return type + " " + version.name();
  }

  String path() {
    return version.objects() + "/" + type;
  }

  @Override
  public String create(Ladder api, Map<String, String> values) {
    return api.answer("POST " + path(), Map.of("properties", values)).at("/id").asString();
  }

  @Override
  public void update(Ladder api, String id, Map<String, String> values) {
    api.does("PATCH " + path() + "/" + id, Map.of("properties", values));
  }

  @Override
  public void updateAll(Ladder api, Map<String, Map<String, String>> valuesById) {
    var inputs =
        valuesById.entrySet().stream()
            .map(entry -> Map.of("id", entry.getKey(), "properties", entry.getValue()))
            .toList();
    api.does("POST " + path() + "/batch/update", Map.of("inputs", inputs));
  }

  @Override
  public List<String> createAll(Ladder api, List<Map<String, String>> records) {
    var inputs = records.stream().map(values -> Map.of("properties", values)).toList();
    JsonNode made = api.answer("POST " + path() + "/batch/create", Map.of("inputs", inputs));
    return Ladder.each(made.at("/results"), "id");
  }

  @Override
  public Map<String, String> readAll(Ladder api, List<String> ids, String property) {
    JsonNode read =
        api.answer(
            "POST " + path() + "/batch/read",
            Map.of("inputs", inputs(ids), "properties", List.of(property)));
    return values(read, property);
  }

  @Override
  public void archiveAll(Ladder api, List<String> ids) {
    api.does("POST " + path() + "/batch/archive", Map.of("inputs", inputs(ids)));
  }

  @Override
  public void archive(Ladder api, String id) {
    api.does("DELETE " + path() + "/" + id);
  }

  @Override
  public Optional<String> read(Ladder api, String id, String property) {
    return api.find(path() + "/" + id + "?properties=" + property)
        .map(record -> record.at("/properties/" + property).asString(""));
  }

  @Override
  public Map<String, String> list(Ladder api, String property) {
    return values(api.get(path() + "?limit=100&properties=" + property), property);
  }

  /// The ids of those that a search finds.
  List<String> search(Ladder api, Map<String, Object> search) {
    return Ladder.each(api.answer("POST " + path() + "/search", search).at("/results"), "id");
  }

  private static List<Map<String, String>> inputs(List<String> ids) {
    return ids.stream().map(id -> Map.of("id", id)).toList();
  }

  private static Map<String, String> values(JsonNode page, String property) {
    var values = new TreeMap<String, String>();
    for (JsonNode record : page.at("/results")) {
      values.put(record.at("/id").asString(), record.at("/properties/" + property).asString(""));
    }
    return values;
  }
}
