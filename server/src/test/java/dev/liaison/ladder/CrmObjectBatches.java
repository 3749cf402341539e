package dev.liaison.ladder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The batches of CRM objects v1.
///
/// @param type by its plural
record CrmObjectBatches(String type) implements BatchDoor {

  @Override
  public String toString() {
    return "CRM objects v1, " + type;
  }

  private String path() {
    return "POST /crm-objects/v1/objects/" + type;
  }

  @Override
  public List<String> createAll(Ladder api, List<Map<String, String>> records) {
    var bodies =
        records.stream()
            .map(
                values ->
                    values.entrySet().stream()
                        .map(entry -> Map.of("name", entry.getKey(), "value", entry.getValue()))
                        .toList())
            .toList();
    return Ladder.each(api.answer(path() + "/batch-create", bodies), "objectId");
  }

  @Override
  public Map<String, String> readAll(Ladder api, List<String> ids, String property) {
    var values = new TreeMap<String, String>();
    api.answer(path() + "/batch-read?properties=" + property, body(ids))
        .forEachEntry(
            (id, record) ->
                values.put(id, record.at("/properties/" + property + "/value").asString("")));
    return values;
  }

  @Override
  public void archiveAll(Ladder api, List<String> ids) {
    api.does(path() + "/batch-delete", body(ids));
  }

  private static Map<String, List<Long>> body(List<String> ids) {
    return Map.of("ids", ids.stream().map(Long::valueOf).toList());
  }
}
