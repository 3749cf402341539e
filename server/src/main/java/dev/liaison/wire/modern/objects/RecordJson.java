package dev.liaison.wire.modern.objects;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinitions;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import dev.liaison.crm.property.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes records as `SimplePublicObjectWithAssociations` (modern-api.md 3.1). Safe for concurrent
/// use.
public final class RecordJson {

  private final PropertyDefinitions definitions;
  private final AssociationTypes associationTypes;
  private final ObjectTypes types;

  public RecordJson(Catalogue catalogue) {
    this.definitions = catalogue.properties();
    this.associationTypes = catalogue.associationTypes();
    this.types = catalogue.types();
  }

  /// The whole object.
  public void write(JsonGenerator json, RecordView view) {
    json.writeStartObject();
    writeFields(json, view);
    json.writeEndObject();
  }

  /// The fields of the object; batches add some of their own.
  void writeFields(JsonGenerator json, RecordView view) {
    CrmRecord record = view.record();
    ObjectTypeId type = record.ref().type();
    json.writeStringProperty("id", Long.toString(view.id()));
    json.writeObjectPropertyStart("properties");
    for (Map.Entry<String, @Nullable PropertyValue> property : view.properties().entrySet()) {
      String name = property.getKey();
      PropertyValue value = property.getValue();
      if (value == null || value.value().isEmpty()) {
        json.writeNullProperty(name);
      } else {
        json.writeStringProperty(name, text(type, name, value.value()));
      }
    }
    json.writeEndObject();
    if (!view.history().isEmpty()) {
      writeHistory(json, type, view.history());
    }
    json.writeStringProperty("createdAt", Times.isoDateTime(record.createdAt()));
    json.writeStringProperty("updatedAt", Times.isoDateTime(record.updatedAt()));
    json.writeBooleanProperty("archived", record.archived());
    if (record.archived()) {
      json.writeStringProperty("archivedAt", Times.isoDateTime(record.archivedAt()));
    }
    if (!view.associations().isEmpty()) {
      writeAssociations(json, record.ref(), view.associations());
    }
  }

  /// Dates and times are ISO 8601 here, and epoch milliseconds in the core (modern-api.md section
  /// 5).
  private String text(ObjectTypeId type, String name, String value) {
    Optional<PropertyDefinition> definition = definitions.find(type, name);
    if (definition.isEmpty() || value.isEmpty()) {
      return value;
    }
    return switch (definition.get().type()) {
      case "datetime" -> Times.isoDateTime(Long.parseLong(value));
      case "date" -> Times.isoDate(Long.parseLong(value));
      default -> value;
    };
  }

  private void writeHistory(
      JsonGenerator json, ObjectTypeId type, Map<String, List<PropertyValue>> history) {
    json.writeObjectPropertyStart("propertiesWithHistory");
    history.forEach(
        (name, versions) -> {
          json.writeArrayPropertyStart(name);
          for (PropertyValue version : versions) {
            Stamp stamp = version.stamp();
            json.writeStartObject();
            json.writeStringProperty("value", text(type, name, version.value()));
            json.writeStringProperty("timestamp", Times.isoDateTime(stamp.at()));
            json.writeStringProperty("sourceType", stamp.source());
            if (stamp.sourceId() != null) {
              json.writeStringProperty("sourceId", stamp.sourceId());
            }
            if (stamp.userId() != null) {
              json.writeNumberProperty("updatedByUserId", stamp.userId());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    json.writeEndObject();
  }

  /// By the plural of the other type, one entry for each type of each link: one record can stand
  /// there twice (recorded). Types without a link are left out, and `associations` with them.
  private void writeAssociations(
      JsonGenerator json, ObjectRef from, Map<ObjectTypeId, Page<Link>> associations) {
    boolean open = false;
    for (Map.Entry<ObjectTypeId, Page<Link>> entry : associations.entrySet()) {
      List<Link> links = entry.getValue().items();
      if (links.isEmpty()) {
        continue;
      }
      if (!open) {
        json.writeObjectPropertyStart("associations");
        open = true;
      }
      json.writeObjectPropertyStart(types.byId(entry.getKey()).plural());
      json.writeArrayPropertyStart("results");
      links.forEach(link -> writeLink(json, from, link));
      json.writeEndArray();
      if (entry.getValue().hasMore()) {
        json.writeObjectPropertyStart("paging");
        json.writeObjectPropertyStart("next");
        json.writeStringProperty("after", Long.toString(links.getLast().to().id()));
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    if (open) {
      json.writeEndObject();
    }
  }

  /// A type that is gone is not shown.
  private void writeLink(JsonGenerator json, ObjectRef from, Link link) {
    for (AssociationKey key : link.keys()) {
      associationTypes
          .find(from.type(), link.to().type(), key)
          .ifPresent(
              type -> {
                json.writeStartObject();
                json.writeStringProperty("id", Long.toString(link.to().id()));
                json.writeStringProperty("type", type.name());
                json.writeEndObject();
              });
    }
  }
}
