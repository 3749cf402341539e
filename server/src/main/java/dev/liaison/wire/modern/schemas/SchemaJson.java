package dev.liaison.wire.modern.schemas;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.association.AssociationPair;
import dev.liaison.crm.object.ObjectSchema;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Query;
import dev.liaison.wire.modern.properties.PropertyJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes `ObjectSchema`, `ObjectTypeDefinition` and `AssociationDefinition` (modern-api.md 3.6).
///
/// @param properties whether the properties of a schema are shown
/// @param associations whether the associations of a schema are shown
/// @param audit whether the users behind it are shown
record SchemaJson(Catalogue catalogue, boolean properties, boolean associations, boolean audit) {

  static SchemaJson of(Catalogue catalogue, Query query) {
    return new SchemaJson(
        catalogue,
        unlessFalse(query, "includePropertyDefinitions"),
        unlessFalse(query, "includeAssociationDefinitions"),
        query.isTrue("includeAuditMetadata"));
  }

  private static boolean unlessFalse(Query query, String name) {
    return !query.first(name).map("false"::equalsIgnoreCase).orElse(false);
  }

  /// An archived schema has neither properties nor associations (recorded).
  void schema(JsonGenerator json, ObjectSchema schema) {
    json.writeStartObject();
    definition(json, schema);
    if (properties) {
      json.writeArrayPropertyStart("properties");
      if (!schema.archived()) {
        for (PropertyDefinition property : catalogue.properties().of(schema.type())) {
          PropertyJson.write(json, property);
        }
      }
      json.writeEndArray();
    }
    if (associations) {
      json.writeArrayPropertyStart("associations");
      for (AssociationPair pair : catalogue.associationTypes().pairs()) {
        pair(json, pair, schema.type());
      }
      json.writeEndArray();
    }
    if (audit) {
      user(json, "createdByUserId", schema.createdBy());
      user(json, "updatedByUserId", schema.updatedBy());
    }
    json.writeEndObject();
  }

  /// The fields of the definition, without the braces.
  static void definition(JsonGenerator json, ObjectSchema schema) {
    json.writeStringProperty("id", schema.type().toString());
    json.writeStringProperty("objectTypeId", schema.type().toString());
    json.writeStringProperty("name", schema.name());
    json.writeStringProperty("fullyQualifiedName", schema.fullyQualifiedName());
    json.writeObjectPropertyStart("labels");
    json.writeStringProperty("singular", schema.labels().singular());
    json.writeStringProperty("plural", schema.labels().plural());
    json.writeEndObject();
    if (!schema.description().isEmpty()) {
      json.writeStringProperty("description", schema.description());
    }
    json.writeStringProperty("primaryDisplayProperty", schema.primary());
    texts(json, "secondaryDisplayProperties", schema.secondary());
    texts(json, "requiredProperties", schema.required());
    texts(json, "searchableProperties", schema.searchable());
    json.writeBooleanProperty("archived", schema.archived());
    json.writeBooleanProperty("restorable", schema.restorable());
    if (schema.createdAt() != 0) {
      json.writeStringProperty("createdAt", Times.isoDateTime(schema.createdAt()));
      json.writeStringProperty("updatedAt", Times.isoDateTime(schema.updatedAt()));
    }
  }

  /// Each direction of a pair that has the type at an end.
  private static void pair(JsonGenerator json, AssociationPair pair, ObjectTypeId type) {
    if (pair.from().equals(type) || pair.to().equals(type)) {
      association(json, pair.typeId(), pair.from(), pair.to(), pair.name());
      association(json, pair.inverseTypeId(), pair.to(), pair.from(), pair.inverseName());
    }
  }

  static void association(
      JsonGenerator json, int typeId, ObjectTypeId from, ObjectTypeId to, String name) {
    json.writeStartObject();
    json.writeStringProperty("id", Integer.toString(typeId));
    json.writeStringProperty("fromObjectTypeId", from.toString());
    json.writeStringProperty("toObjectTypeId", to.toString());
    json.writeStringProperty("name", name);
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void user(JsonGenerator json, String name, @Nullable Long user) {
    if (user != null) {
      json.writeNumberProperty(name, user);
    }
  }
}
