package dev.liaison.wire.modern.properties;

import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import dev.liaison.crm.property.PropertyGroup;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes `Property` and `PropertyGroup` (modern-api.md 3.4). What HubSpot defines has no times.
public final class PropertyJson {

  private static final List<String> TEXTS =
      List.of("calculationFormula", "currencyPropertyName", "numberDisplayHint", "textDisplayHint");

  private PropertyJson() {}

  public static void write(JsonGenerator json, PropertyDefinition property) {
    Origin origin = property.origin();
    json.writeStartObject();
    time(json, "updatedAt", origin.updatedAt());
    time(json, "createdAt", origin.createdAt());
    json.writeStringProperty("name", property.name());
    json.writeStringProperty("label", property.label());
    json.writeStringProperty("type", property.type());
    json.writeStringProperty("fieldType", property.fieldType());
    json.writeStringProperty("description", property.description());
    json.writeStringProperty("groupName", property.groupName());
    json.writeArrayPropertyStart("options");
    property.options().forEach(option -> option(json, option));
    json.writeEndArray();
    user(json, "createdUserId", origin.createdBy());
    user(json, "updatedUserId", origin.updatedBy());
    if (property.referencedObjectType() != null) {
      json.writeStringProperty("referencedObjectType", property.referencedObjectType());
    }
    json.writeNumberProperty("displayOrder", property.displayOrder());
    json.writeBooleanProperty("calculated", property.calculated());
    json.writeBooleanProperty("externalOptions", externalOptions(property));
    json.writeBooleanProperty("archived", property.archived());
    time(json, "archivedAt", origin.archivedAt());
    json.writeBooleanProperty("hasUniqueValue", property.unique());
    json.writeBooleanProperty("hidden", property.hidden());
    json.writeBooleanProperty("hubspotDefined", origin.hubspotDefined());
    json.writeObjectPropertyStart("modificationMetadata");
    json.writeBooleanProperty("archivable", property.archivable());
    json.writeBooleanProperty("readOnlyDefinition", property.readOnlyDefinition());
    json.writeBooleanProperty("readOnlyOptions", property.readOnlyOptions());
    json.writeBooleanProperty("readOnlyValue", property.readOnly());
    json.writeEndObject();
    json.writeBooleanProperty("formField", property.hint("formField", "false").equals("true"));
    json.writeStringProperty("dataSensitivity", property.sensitivity());
    for (String name : TEXTS) {
      String value = property.hints().get(name);
      if (value != null) {
        json.writeStringProperty(name, value);
      }
    }
    if (property.hints().containsKey("showCurrencySymbol")) {
      json.writeBooleanProperty(
          "showCurrencySymbol", property.hint("showCurrencySymbol", "").equals("true"));
    }
    json.writeEndObject();
  }

  /// The owners are the options of a property that refers to them.
  private static boolean externalOptions(PropertyDefinition property) {
    String usual = Boolean.toString(property.referencedObjectType() != null);
    return property.hint("externalOptions", usual).equals("true");
  }

  private static void option(JsonGenerator json, Option option) {
    json.writeStartObject();
    json.writeStringProperty("label", option.label());
    json.writeStringProperty("value", option.value());
    json.writeStringProperty("description", option.description());
    json.writeNumberProperty("displayOrder", option.displayOrder());
    json.writeBooleanProperty("hidden", option.hidden());
    json.writeEndObject();
  }

  static void group(JsonGenerator json, PropertyGroup group) {
    json.writeStartObject();
    json.writeStringProperty("name", group.name());
    json.writeStringProperty("label", group.label());
    json.writeNumberProperty("displayOrder", group.displayOrder());
    json.writeBooleanProperty("archived", false);
    json.writeEndObject();
  }

  /// Where what was just made is: recorded (modern-api.md 3.4).
  static String location(Request request, String name) {
    String path = request.path();
    return path.endsWith("/") ? path + name : path + "/" + name;
  }

  private static void time(JsonGenerator json, String name, long at) {
    if (at != 0) {
      json.writeStringProperty(name, Times.isoDateTime(at));
    }
  }

  private static void user(JsonGenerator json, String name, @Nullable Long user) {
    if (user != null) {
      json.writeStringProperty(name, user.toString());
    }
  }
}
