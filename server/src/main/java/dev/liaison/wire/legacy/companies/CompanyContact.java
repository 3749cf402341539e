package dev.liaison.wire.legacy.companies;

import dev.liaison.crm.object.Merge;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.wire.legacy.contacts.ContactIdentities;
import dev.liaison.wire.legacy.contacts.ContactIdentities.Identity;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// A contact as the contacts of a company are shown: a dialect of its own, with a list of
/// properties and names in camel case (legacy-api.md section 8).
///
/// @param merges what was merged into the contact
record CompanyContact(long portal, RecordView view, List<Merge> merges) {

  /// The properties that contact lists show by default (legacy-api.md section 6).
  static final Reading READING =
      Reading.named(List.of("firstname", "lastname", "company", "lastmodifieddate"));

  long vid() {
    return view.id();
  }

  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("vid", vid());
    json.writeNumberProperty("portalId", portal);
    json.writeBooleanProperty("isContact", true);
    json.writeNumberProperty("canonicalVid", vid());
    writeIdentities(json);
    writeProperties(json);
    writeEmpty(json, "vids");
    json.writeArrayPropertyStart("mergedVids");
    merges.forEach(merge -> json.writeNumber(merge.away().ref().id()));
    json.writeEndArray();
    writeEmpty(json, "listMembership");
    json.writeEndObject();
  }

  private void writeIdentities(JsonGenerator json) {
    json.writeArrayPropertyStart("identities");
    json.writeStartObject();
    json.writeNumberProperty("vid", vid());
    json.writeArrayPropertyStart("identity");
    for (Identity identity : ContactIdentities.of(portal, view.record(), merges)) {
      json.writeStartObject();
      json.writeStringProperty("type", identity.type());
      json.writeStringProperty("value", identity.value());
      json.writeNumberProperty("timestamp", identity.at());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeEmpty(json, "linkedVid");
    json.writeEndObject();
    json.writeEndArray();
  }

  private void writeProperties(JsonGenerator json) {
    json.writeArrayPropertyStart("properties");
    view.properties()
        .forEach(
            (name, value) -> {
              if (value != null) {
                json.writeStartObject();
                json.writeStringProperty("name", name);
                json.writeStringProperty("value", value.value());
                writeEmpty(json, "sourceVid");
                json.writeEndObject();
              }
            });
    json.writeEndArray();
  }

  private static void writeEmpty(JsonGenerator json, String field) {
    json.writeArrayPropertyStart(field);
    json.writeEndArray();
  }
}
