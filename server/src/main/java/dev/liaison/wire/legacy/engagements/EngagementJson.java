package dev.liaison.wire.legacy.engagements;

import dev.liaison.crm.Page;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.wire.legacy.LegacyIds;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// The engagement object of legacy-api.md section 14.
///
/// @param emails whether the caller may see what emails say
record EngagementJson(long portal, boolean emails) {

  static final Reading READING =
      Reading.EVERYTHING.withAllAssociations(List.copyOf(EngagementLinks.LISTS.values()));

  void write(JsonGenerator json, RecordView view) {
    EngagementType type = EngagementType.of(view.record().ref().type());
    json.writeStartObject();
    writeEngagement(json, view, type);
    writeAssociations(json, view);
    json.writeArrayPropertyStart("attachments");
    for (String id : value(view, "hs_attachment_ids").split(";")) {
      OptionalLong number = LegacyIds.whole(id);
      if (number.isPresent()) {
        json.writeStartObject();
        json.writeNumberProperty("id", number.getAsLong());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("scheduledTasks");
    json.writeEndArray();
    json.writeObjectPropertyStart("metadata");
    if (emails || !type.equals(EngagementType.EMAIL)) {
      type.metadata().forEach(field -> field.write(json, value(view, field.property())));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeEngagement(JsonGenerator json, RecordView view, EngagementType type) {
    json.writeObjectPropertyStart("engagement");
    json.writeNumberProperty("id", view.id());
    json.writeNumberProperty("portalId", portal);
    json.writeBooleanProperty("active", true);
    json.writeNumberProperty("createdAt", view.record().createdAt());
    json.writeNumberProperty("lastUpdated", view.record().updatedAt());
    writeNumber(json, "createdBy", view, "hs_created_by_user_id");
    writeNumber(json, "modifiedBy", view, "hs_updated_by_user_id");
    writeNumber(json, "ownerId", view, "hubspot_owner_id");
    json.writeStringProperty("type", type.word(view));
    json.writeNumberProperty(
        "timestamp",
        LegacyIds.whole(value(view, "hs_timestamp")).orElse(view.record().createdAt()));
    json.writeEndObject();
  }

  private static void writeAssociations(JsonGenerator json, RecordView view) {
    json.writeObjectPropertyStart("associations");
    EngagementLinks.LISTS.forEach((name, type) -> writeIds(json, name, view, type));
    for (String name : EngagementLinks.WITHOUT_RECORDS) {
      json.writeArrayPropertyStart(name);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeIds(
      JsonGenerator json, String name, RecordView view, ObjectTypeId type) {
    json.writeArrayPropertyStart(name);
    Page<Link> links = view.associations().get(type);
    if (links != null) {
      links.items().forEach(link -> json.writeNumber(link.to().id()));
    }
    json.writeEndArray();
  }

  private static void writeNumber(
      JsonGenerator json, String name, RecordView view, String property) {
    OptionalLong number = LegacyIds.whole(value(view, property));
    if (number.isPresent()) {
      json.writeNumberProperty(name, number.getAsLong());
    }
  }

  private static String value(RecordView view, String property) {
    PropertyValue value = view.properties().get(property);
    return value == null ? "" : value.value();
  }
}
