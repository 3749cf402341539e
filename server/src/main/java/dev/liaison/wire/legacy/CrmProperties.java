package dev.liaison.wire.legacy;

import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The properties of deals, companies, tickets, products and line items: shape A of legacy-api.md
/// 1.1.
public final class CrmProperties {

  private CrmProperties() {}

  /// Writes the field `properties`: each property that has a value, with all its versions where the
  /// view has its history, else with the newest.
  public static void write(JsonGenerator json, RecordView view) {
    json.writeObjectPropertyStart("properties");
    view.properties()
        .forEach(
            (name, value) -> {
              if (value != null) {
                List<PropertyValue> history = view.history().getOrDefault(name, List.of());
                write(json, name, value, history);
              }
            });
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json, String name, PropertyValue value, List<PropertyValue> history) {
    Stamp stamp = value.stamp();
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("value", value.value());
    json.writeNumberProperty("timestamp", stamp.at());
    json.writeStringProperty("source", stamp.source());
    // Recorded: present when null here, absent when null in a version.
    json.writeStringProperty("sourceId", stamp.sourceId());
    json.writeArrayPropertyStart("versions");
    if (history.isEmpty()) {
      writeVersion(json, name, value);
    } else {
      for (PropertyValue version : history) {
        writeVersion(json, name, version);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeVersion(JsonGenerator json, String name, PropertyValue version) {
    Stamp stamp = version.stamp();
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("value", version.value());
    // Derived counters have the time 0, and none in their version (recorded).
    if (stamp.at() != 0) {
      json.writeNumberProperty("timestamp", stamp.at());
    }
    json.writeStringProperty("source", stamp.source());
    if (stamp.sourceId() != null) {
      json.writeStringProperty("sourceId", stamp.sourceId());
    }
    json.writeArrayPropertyStart("sourceVid");
    json.writeEndArray();
    json.writeEndObject();
  }
}
