package dev.liaison.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Records in v1 and v2: one resource, with a call for each verb.
///
/// @param id what bodies call the id
/// @param name what bodies call the name of a property
/// @param items what pages call their records
record LegacyRecords(
    String resource,
    String id,
    String name,
    String items,
    String create,
    String read,
    String update,
    String archive,
    String list,
    String updateAll)
    implements RecordDoor {

  static LegacyRecords of(String type) {
    return switch (type) {
      case "contacts" ->
          new LegacyRecords(
              "contacts v1",
              "vid",
              "property",
              "contacts",
              "POST /contacts/v1/contact",
              "/contacts/v1/contact/vid/{id}/profile",
              "POST /contacts/v1/contact/vid/{id}/profile",
              "DELETE /contacts/v1/contact/vid/{id}",
              "/contacts/v1/lists/all/contacts/all?count=100&property=",
              "POST /contacts/v1/contact/batch");
      case "companies" ->
          new LegacyRecords(
              "companies v2",
              "companyId",
              "name",
              "companies",
              "POST /companies/v2/companies",
              "/companies/v2/companies/{id}",
              "PUT /companies/v2/companies/{id}",
              "DELETE /companies/v2/companies/{id}",
              "/companies/v2/companies/paged?properties=",
              "POST /companies/v1/batch-async/update");
      case "deals" ->
          new LegacyRecords(
              "deals v1",
              "dealId",
              "name",
              "deals",
              "POST /deals/v1/deal",
              "/deals/v1/deal/{id}",
              "PUT /deals/v1/deal/{id}",
              "DELETE /deals/v1/deal/{id}",
              "/deals/v1/deal/paged?properties=",
              "POST /deals/v1/batch-async/update");
      default -> {
        String path = "/crm-objects/v1/objects/" + type;
        yield new LegacyRecords(
            "CRM objects v1, " + type,
            "objectId",
            "name",
            "objects",
            "POST " + path,
            path + "/{id}?properties=subject&properties=name&properties=price",
            "PUT " + path + "/{id}",
            "DELETE " + path + "/{id}",
            path + "/paged?properties=",
            "POST " + path + "/batch-update");
      }
    };
  }

  @Override
  public String toString() {
    return resource;
  }

  @Override
  public String create(Ladder api, Map<String, String> values) {
    return api.answer(create, body(values)).at("/" + id).asString();
  }

  @Override
  public void update(Ladder api, String of, Map<String, String> values) {
    api.does(update.replace("{id}", of), body(values));
  }

  @Override
  public void updateAll(Ladder api, Map<String, Map<String, String>> valuesById) {
    String key = id.equals("vid") ? id : "objectId";
    var items = new ArrayList<Map<String, Object>>();
    valuesById.forEach(
        (of, values) -> items.add(Map.of(key, Long.valueOf(of), "properties", list(values))));
    api.does(updateAll, items);
  }

  @Override
  public void archive(Ladder api, String of) {
    api.does(archive.replace("{id}", of));
  }

  @Override
  public Optional<String> read(Ladder api, String of, String property) {
    return api.find(read.replace("{id}", of))
        .map(record -> record.at("/properties/" + property + "/value").asString(""));
  }

  @Override
  public Map<String, String> list(Ladder api, String property) {
    var values = new TreeMap<String, String>();
    for (JsonNode record : api.get(list + property).at("/" + items)) {
      values.put(
          record.at("/" + id).asString(),
          record.at("/properties/" + property + "/value").asString(""));
    }
    return values;
  }

  /// CRM objects v1 has the bare list.
  private Object body(Map<String, String> values) {
    return id.equals("objectId") ? list(values) : Map.of("properties", list(values));
  }

  private List<Map<String, String>> list(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of(name, entry.getKey(), "value", entry.getValue()))
        .toList();
  }
}
