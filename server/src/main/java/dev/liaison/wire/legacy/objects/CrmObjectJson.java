package dev.liaison.wire.legacy.objects;

import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.wire.legacy.CrmProperties;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// The object of legacy-api.md section 10.
///
/// @param historic the properties that are shown with their versions
record CrmObjectJson(long portal, List<String> historic) {

  void write(JsonGenerator json, RecordView view) {
    json.writeStartObject();
    json.writeStringProperty("objectType", LegacyTypes.word(view.record().ref().type()));
    json.writeNumberProperty("portalId", portal);
    json.writeNumberProperty("objectId", view.id());
    CrmProperties.write(json, shown(view));
    // Each change gives the modified date one more version.
    json.writeNumberProperty("version", modifications(view).size());
    json.writeBooleanProperty("isDeleted", view.record().archived());
    json.writeEndObject();
  }

  private static List<PropertyValue> modifications(RecordView view) {
    return view.history().getOrDefault(ObjectReading.MODIFIED, List.of());
  }

  private RecordView shown(RecordView view) {
    if (historic.contains(ObjectReading.MODIFIED)) {
      return view;
    }
    Map<String, List<PropertyValue>> history = new HashMap<>(view.history());
    history.remove(ObjectReading.MODIFIED);
    return new RecordView(view.record(), view.properties(), history, view.associations());
  }
}
