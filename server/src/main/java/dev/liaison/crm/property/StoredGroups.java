package dev.liaison.crm.property;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the property groups that a portal defines are kept, and what it changed of HubSpot's: a
/// document each, called as those of [StoredProperties].
public final class StoredGroups implements DefinitionKind<PropertyGroup> {

  @Override
  public String documents() {
    return "property-group";
  }

  @Override
  public void write(PropertyGroup group, Document.Writer document) {
    document
        .row("name", group.name())
        .text("label", group.label())
        .number("order", group.displayOrder())
        .yes("hubspot-defined", group.hubspotDefined());
  }

  @Override
  public PropertyGroup read(Document document) {
    return new PropertyGroup(
        document.text("name"),
        document.textOr("label", ""),
        (int) document.number("order"),
        document.yes("hubspot-defined"));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, PropertyGroup> own) {
    var byType = new LinkedHashMap<ObjectTypeId, Map<String, PropertyGroup>>();
    own.forEach(
        (document, group) ->
            byType
                .computeIfAbsent(StoredProperties.type(document), _ -> new LinkedHashMap<>())
                .put(group.name(), group));
    return catalogue.with(catalogue.properties().grouped(byType));
  }
}
