package dev.liaison.crm.object;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.property.PropertyDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How the schemas of a portal's own object types are kept: a document each, called by the type's
/// id.
public final class StoredSchemas implements DefinitionKind<ObjectSchema> {

  @Override
  public String documents() {
    return "object-schema";
  }

  @Override
  public void write(ObjectSchema schema, Document.Writer document) {
    document
        .row("type", schema.type())
        .row("name", schema.name())
        .row("fully-qualified-name", schema.fullyQualifiedName())
        .row("labels", schema.labels().singular(), schema.labels().plural())
        .text("description", schema.description())
        .row("primary", schema.primary())
        .texts("secondary", schema.secondary())
        .texts("required", schema.required())
        .texts("searchable", schema.searchable())
        .yes("restorable", schema.restorable())
        .number("created", schema.createdAt())
        .number("updated", schema.updatedAt())
        .number("archived", schema.archivedAt())
        .optional("created-by", Optional.ofNullable(schema.createdBy()))
        .optional("updated-by", Optional.ofNullable(schema.updatedBy()));
  }

  @Override
  public ObjectSchema read(Document document) {
    List<String> labels = document.rows("labels").getFirst();
    return new ObjectSchema(
        ObjectTypeId.parse(document.text("type")).orElseThrow(),
        document.text("name"),
        document.text("fully-qualified-name"),
        new ObjectSchema.Labels(labels.getFirst(), labels.getLast()),
        document.textOr("description", ""),
        document.text("primary"),
        document.texts("secondary"),
        document.texts("required"),
        document.texts("searchable"),
        document.yes("restorable"),
        document.number("created"),
        document.number("updated"),
        document.number("archived"),
        document.optional("created-by").map(Long::valueOf).orElse(null),
        document.optional("updated-by").map(Long::valueOf).orElse(null));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, ObjectSchema> own) {
    var schemas = new TreeMap<ObjectTypeId, ObjectSchema>();
    var types = new ArrayList<ObjectType>();
    PropertyDefinitions properties = catalogue.properties();
    for (ObjectSchema schema : own.values()) {
      schemas.put(schema.type(), schema);
      if (!schema.archived()) {
        types.add(schema.objectType());
        properties = properties.with(schema.type(), schema.mainGroup());
      }
    }
    return catalogue.withSchemas(schemas).with(catalogue.types().with(types)).with(properties);
  }
}
