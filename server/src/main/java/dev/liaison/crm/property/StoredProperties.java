package dev.liaison.crm.property;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the properties that a portal defines are kept, and what it changed of HubSpot's: a document
/// each, called `0-1/name`.
public final class StoredProperties implements DefinitionKind<PropertyDefinition> {

  static String document(ObjectTypeId type, String name) {
    return type + "/" + name;
  }

  @Override
  public String documents() {
    return "property";
  }

  @Override
  public void write(PropertyDefinition definition, Document.Writer document) {
    Origin origin = definition.origin();
    document
        .row("name", definition.name())
        .text("label", definition.label())
        .text("description", definition.description())
        .row("group", definition.groupName())
        .row("type", definition.type())
        .row("field", definition.fieldType())
        .number("order", definition.displayOrder())
        .yes("read-only", definition.readOnly())
        .yes("calculated", definition.calculated())
        .yes("unique", definition.unique())
        .yes("hidden", definition.hidden())
        .optional("references", Optional.ofNullable(definition.referencedObjectType()))
        .yes("hubspot-defined", origin.hubspotDefined())
        .number("created", origin.createdAt())
        .number("updated", origin.updatedAt())
        .number("archived", origin.archivedAt())
        .optional("created-by", Optional.ofNullable(origin.createdBy()))
        .optional("updated-by", Optional.ofNullable(origin.updatedBy()));
    definition.hints().forEach((name, value) -> document.row("hint", name, value));
    for (Option option : definition.options()) {
      document.row(
          "option",
          option.value(),
          option.label(),
          option.displayOrder(),
          option.hidden(),
          option.description());
    }
  }

  @Override
  public PropertyDefinition read(Document document) {
    return new PropertyDefinition(
        document.text("name"),
        document.textOr("label", ""),
        document.textOr("description", ""),
        document.text("group"),
        document.text("type"),
        document.text("field"),
        document.rows("option").stream().map(StoredProperties::option).toList(),
        (int) document.number("order"),
        document.yes("read-only"),
        document.yes("calculated"),
        document.yes("unique"),
        document.yes("hidden"),
        false,
        document.optional("references").orElse(null),
        hints(document),
        new Origin(
            document.yes("hubspot-defined"),
            document.number("created"),
            document.number("updated"),
            document.number("archived"),
            document.optional("created-by").map(Long::valueOf).orElse(null),
            document.optional("updated-by").map(Long::valueOf).orElse(null)),
        List.of());
  }

  private static Map<String, String> hints(Document document) {
    var hints = new LinkedHashMap<String, String>();
    document.rows("hint").forEach(row -> hints.put(row.getFirst(), row.getLast()));
    return hints;
  }

  private static Option option(List<String> row) {
    return new Option(
        row.get(1),
        row.get(0),
        Integer.parseInt(row.get(2)),
        Boolean.parseBoolean(row.get(3)),
        row.get(4));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, PropertyDefinition> own) {
    var byType = new LinkedHashMap<ObjectTypeId, List<PropertyDefinition>>();
    own.forEach(
        (document, definition) ->
            byType.computeIfAbsent(type(document), _ -> new ArrayList<>()).add(definition));
    return catalogue.with(catalogue.properties().withOwn(byType));
  }

  static ObjectTypeId type(String document) {
    return ObjectTypeId.parse(document.substring(0, document.indexOf('/'))).orElseThrow();
  }
}
