package dev.liaison.wire.legacy.contacts;

import dev.liaison.crm.object.Merge;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The properties of contacts: shape B of legacy-api.md 1.1.
public final class ContactProperties {

  private ContactProperties() {}

  /// Writes the field `properties`: each property that has a value.
  ///
  /// @param mode whether with versions: all of them where the view has the history, else the newest
  /// @param merges what was merged into the contact: versions that came with it say so
  public static void write(
      JsonGenerator json, RecordView view, PropertyMode mode, List<Merge> merges) {
    json.writeObjectPropertyStart("properties");
    view.properties()
        .forEach(
            (name, value) -> {
              if (value != null) {
                json.writeObjectPropertyStart(name);
                json.writeStringProperty("value", value.value());
                if (mode == PropertyMode.VALUE_AND_HISTORY) {
                  List<PropertyValue> history = view.history().getOrDefault(name, List.of(value));
                  json.writeArrayPropertyStart("versions");
                  history.forEach(version -> writeVersion(json, name, version, merges));
                  json.writeEndArray();
                }
                json.writeEndObject();
              }
            });
    json.writeEndObject();
  }

  private static void writeVersion(
      JsonGenerator json, String name, PropertyValue version, List<Merge> merges) {
    json.writeStartObject();
    json.writeStringProperty("value", version.value());
    writeOrigin(json, version.stamp());
    json.writeBooleanProperty("selected", false);
    writeSourceVids(json, name, version, merges);
    json.writeEndObject();
  }

  /// Where a version came from, as properties and merge audits say it.
  static void writeOrigin(JsonGenerator json, Stamp stamp) {
    json.writeStringProperty("source-type", stamp.source());
    json.writeStringProperty("source-id", stamp.sourceId());
    json.writeNullProperty("source-label");
    json.writeNumberProperty("timestamp", stamp.at());
  }

  /// Recorded: after a merge a version that was moved has its former contact's vid.
  private static void writeSourceVids(
      JsonGenerator json, String name, PropertyValue version, List<Merge> merges) {
    for (Merge merge : merges) {
      if (merge.moved().contains(name) && version.equals(merge.away().properties().get(name))) {
        json.writeArrayPropertyStart("source-vids");
        json.writeNumber(merge.away().ref().id());
        json.writeEndArray();
        return;
      }
    }
  }
}
