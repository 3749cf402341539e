package dev.liaison.crm.property;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.Optional;

/// Defines, changes and removes property groups. Each call is one transaction. Safe for concurrent
/// use.
public final class GroupChanges {

  private static final StoredGroups GROUPS = new StoredGroups();

  private final Catalogues catalogues;

  public GroupChanges(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  /// Defines a group.
  ///
  /// @throws CrmException with [Problem.DefinitionTaken], [Problem.InvalidDefinition]
  public PropertyGroup create(Caller caller, ObjectTypeId type, PropertyGroup group) {
    return catalogues.change(
        caller,
        definitions -> {
          create(definitions, type, group);
          return group;
        });
  }

  /// Says within a change how a group is shown that there may be already.
  public static void set(Definitions definitions, ObjectTypeId type, PropertyGroup group) {
    definitions.put(GROUPS, StoredProperties.document(type, group.name()), group);
  }

  private static void create(Definitions definitions, ObjectTypeId type, PropertyGroup group) {
    String name = group.name();
    if (definitions.catalogue().properties().groups(type).containsKey(name)) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.PROPERTY_GROUP, name));
    }
    require(
        DefinitionRules.NAME.matcher(name).matches() && name.length() <= 100,
        "Property group name '"
            + name
            + "' is invalid: it starts with a letter and has up to 100 small letters, digits and"
            + " underscores");
    definitions.put(GROUPS, StoredProperties.document(type, name), group);
  }

  /// Changes the label or the place of a group.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition]
  public PropertyGroup update(
      Caller caller,
      ObjectTypeId type,
      String name,
      Optional<String> label,
      Optional<Integer> displayOrder) {
    return catalogues.change(
        caller,
        definitions -> {
          PropertyGroup before = find(definitions.catalogue(), type, name);
          var after =
              new PropertyGroup(
                  name,
                  label.orElse(before.label()),
                  displayOrder.orElse(before.displayOrder()),
                  before.hubspotDefined());
          definitions.put(GROUPS, StoredProperties.document(type, name), after);
          return after;
        });
  }

  /// Removes a group without properties; archived ones do not count (recorded).
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.GroupInUse]
  public void remove(Caller caller, ObjectTypeId type, String name) {
    catalogues.change(
        caller,
        definitions -> {
          Catalogue catalogue = definitions.catalogue();
          find(catalogue, type, name);
          boolean used =
              catalogue.properties().of(type).stream()
                  .anyMatch(property -> property.groupName().equals(name));
          if (used) {
            throw new CrmException(new Problem.GroupInUse(type, name));
          }
          definitions.remove(GROUPS, StoredProperties.document(type, name));
          return true;
        });
  }

  /// @throws CrmException with [Problem.UnknownDefinition]
  public static PropertyGroup find(Catalogue catalogue, ObjectTypeId type, String name) {
    PropertyGroup group = catalogue.properties().groups(type).get(name);
    if (group == null) {
      throw new CrmException(new Problem.UnknownDefinition(Definition.PROPERTY_GROUP, name));
    }
    return group;
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new CrmException(new Problem.InvalidDefinition(Definition.PROPERTY_GROUP, message, ""));
    }
  }
}
