package dev.liaison.wire.legacy.properties;

import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import dev.liaison.crm.property.PropertyGroup;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes properties and groups (legacy-api.md section 12, recorded).
final class PropertyJson {

  private PropertyJson() {}

  static void write(JsonGenerator json, PropertyDefinition property) {
    Origin origin = property.origin();
    json.writeStartObject();
    json.writeStringProperty("name", property.name());
    json.writeStringProperty("label", property.label());
    json.writeStringProperty("description", property.description());
    json.writeStringProperty("groupName", property.groupName());
    json.writeStringProperty("type", property.type());
    json.writeStringProperty("fieldType", property.fieldType());
    json.writeArrayPropertyStart("options");
    property.options().forEach(option -> option(json, option));
    json.writeEndArray();
    json.writeNumberProperty("displayOrder", property.displayOrder());
    json.writeBooleanProperty("formField", property.hint("formField", "false").equals("true"));
    json.writeBooleanProperty("readOnlyValue", property.readOnly());
    json.writeBooleanProperty("readOnlyDefinition", property.readOnlyDefinition());
    json.writeBooleanProperty("hidden", property.hidden());
    json.writeBooleanProperty(
        "mutableDefinitionNotDeletable", !property.readOnlyDefinition() && !property.archivable());
    json.writeBooleanProperty("calculated", property.calculated());
    json.writeBooleanProperty("externalOptions", property.referencedObjectType() != null);
    json.writeStringProperty("displayMode", "current_value");
    if (origin.hubspotDefined()) {
      json.writeBooleanProperty("hubspotDefined", true);
    } else {
      json.writeNullProperty("hubspotDefined");
    }
    json.writeBooleanProperty("deleted", property.archived());
    json.writeBooleanProperty("favorited", false);
    json.writeNumberProperty("favoritedOrder", -1);
    number(json, "createdAt", origin.createdAt() == 0 ? null : origin.createdAt());
    number(json, "updatedAt", origin.updatedAt() == 0 ? null : origin.updatedAt());
    number(json, "createdUserId", origin.createdBy());
    number(json, "updatedUserId", origin.updatedBy());
    json.writeBooleanProperty("hasUniqueValue", property.unique());
    if (property.referencedObjectType() == null) {
      json.writeNullProperty("referencedObjectType");
    } else {
      json.writeStringProperty("referencedObjectType", property.referencedObjectType());
    }
    json.writeEndObject();
  }

  private static void option(JsonGenerator json, Option option) {
    json.writeStartObject();
    json.writeStringProperty("label", option.label());
    json.writeStringProperty("value", option.value());
    json.writeStringProperty("description", option.description());
    json.writeNumberProperty("displayOrder", option.displayOrder());
    json.writeBooleanProperty("hidden", option.hidden());
    json.writeNullProperty("readOnly");
    json.writeNullProperty("doubleData");
    json.writeEndObject();
  }

  /// The fields of a group, without the braces.
  static void group(JsonGenerator json, PropertyGroup group) {
    json.writeStringProperty("name", group.name());
    json.writeStringProperty("displayName", group.label());
    json.writeNumberProperty("displayOrder", group.displayOrder());
    json.writeBooleanProperty("hubspotDefined", group.hubspotDefined());
  }

  private static void number(JsonGenerator json, String name, @Nullable Long number) {
    if (number == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, number);
    }
  }
}
