package dev.liaison.crm.property;

import dev.liaison.crm.Attempt;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Defines, changes and archives properties. Each call is one transaction. Safe for concurrent use.
public final class PropertyChanges {

  private static final StoredProperties PROPERTIES = new StoredProperties();

  private final Catalogues catalogues;
  private final InstantSource clock;

  public PropertyChanges(Catalogues catalogues, InstantSource clock) {
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /// Defines a property. One that was archived under the name comes back with the values of the
  /// records and the new definition (recorded).
  ///
  /// @throws CrmException with [Problem.DefinitionTaken], [Problem.InvalidDefinition]
  public PropertyDefinition create(Caller caller, ObjectTypeId type, PropertyInput input) {
    return catalogues.change(
        caller, definitions -> create(definitions, caller, type, input, clock.millis()));
  }

  /// [#create] for each of several, in whatever order they are made of each other; what became of
  /// them is in the order given.
  public List<Attempt<PropertyDefinition>> createEach(
      Caller caller, ObjectTypeId type, List<PropertyInput> inputs) {
    return catalogues.change(
        caller,
        definitions -> {
          var attempts = new TreeMap<Integer, Attempt<PropertyDefinition>>();
          for (int place : CreationOrder.of(inputs)) {
            attempts.put(place, attempt(definitions, caller, type, inputs.get(place)));
          }
          return List.copyOf(attempts.values());
        });
  }

  private Attempt<PropertyDefinition> attempt(
      Definitions definitions, Caller caller, ObjectTypeId type, PropertyInput input) {
    try {
      return new Attempt.Done<>(create(definitions, caller, type, input, clock.millis()));
    } catch (CrmException e) {
      return new Attempt.Refused<>(e.problem());
    }
  }

  /// [#create] within a change for all of several, in whatever order they are made of each other.
  ///
  /// @param at epoch milliseconds
  public static void createAll(
      Definitions definitions,
      Caller caller,
      ObjectTypeId type,
      List<PropertyInput> inputs,
      long at) {
    for (int place : CreationOrder.of(inputs)) {
      create(definitions, caller, type, inputs.get(place), at);
    }
  }

  private static PropertyDefinition create(
      Definitions definitions, Caller caller, ObjectTypeId type, PropertyInput input, long at) {
    Catalogue catalogue = definitions.catalogue();
    String name = input.name().orElse("");
    if (catalogue.properties().find(type, name).isPresent()) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.PROPERTY, name));
    }
    PropertyDefinition archived = catalogue.properties().archived(type).get(name);
    Origin origin =
        archived == null
            ? new Origin(false, at, at, 0, caller.userId(), caller.userId())
            : archived.origin().changed(at, caller.userId());
    PropertyDefinition created = created(input, origin);
    new DefinitionRules(catalogue, type).check(created);
    if (archived != null) {
      DefinitionRules.checkChange(archived, created);
      DefinitionRules.require(
          archived.unique() == created.unique(),
          "'" + name + "' is archived, and whether its values are unique cannot change");
    }
    definitions.put(PROPERTIES, StoredProperties.document(type, name), created);
    return definitions.catalogue().properties().find(type, name).orElseThrow();
  }

  /// Changes what the input says of a property.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition]
  public PropertyDefinition update(
      Caller caller, ObjectTypeId type, String name, PropertyInput input) {
    return catalogues.change(
        caller,
        definitions -> {
          Catalogue catalogue = definitions.catalogue();
          PropertyDefinition before = require(catalogue, type, name);
          DefinitionRules.require(
              !before.readOnlyDefinition(), "The definition of '" + name + "' is read only");
          var draft = new PropertyDraft(before);
          apply(input, draft);
          draft.origin = before.origin().changed(clock.millis(), caller.userId());
          PropertyDefinition after = draft.finished();
          DefinitionRules.require(
              !before.origin().hubspotDefined() || after.type().equals(before.type()),
              "The type of '" + name + "' is HubSpot's");
          DefinitionRules.checkChange(before, after);
          new DefinitionRules(catalogue, type).check(after);
          definitions.put(PROPERTIES, StoredProperties.document(type, name), after);
          return require(definitions.catalogue(), type, name);
        });
  }

  /// Archives a property: records keep its values, but nobody sees them.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition],
  ///   [Problem.PropertyInUse]
  public void archive(Caller caller, ObjectTypeId type, String name) {
    catalogues.change(
        caller,
        definitions -> {
          archive(definitions, caller, type, require(definitions.catalogue(), type, name));
          return true;
        });
  }

  /// [#archive] for several, all or none; those that are not there are passed over (docs).
  public void archiveAll(Caller caller, ObjectTypeId type, List<String> names) {
    catalogues.change(
        caller,
        definitions -> {
          for (String name : names) {
            definitions
                .catalogue()
                .properties()
                .find(type, name)
                .ifPresent(definition -> archive(definitions, caller, type, definition));
          }
          return true;
        });
  }

  private void archive(
      Definitions definitions, Caller caller, ObjectTypeId type, PropertyDefinition definition) {
    String name = definition.name();
    DefinitionRules.require(
        definition.archivable(), "'" + name + "' is defined by HubSpot and cannot be archived");
    List<String> users = definitions.catalogue().users(type, name);
    if (!users.isEmpty()) {
      throw new CrmException(new Problem.PropertyInUse(type, name, users));
    }
    var draft = new PropertyDraft(definition);
    draft.origin = definition.origin().archived(clock.millis(), caller.userId());
    definitions.put(PROPERTIES, StoredProperties.document(type, name), draft.finished());
  }

  /// @throws CrmException with [Problem.UnknownDefinition]
  static PropertyDefinition require(Catalogue catalogue, ObjectTypeId type, String name) {
    return catalogue
        .properties()
        .find(type, name)
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownDefinition(Definition.PROPERTY, name)));
  }

  private static PropertyDefinition created(PropertyInput input, Origin origin) {
    boolean calculated = input.calculated();
    var draft =
        new PropertyDraft(
            new PropertyDefinition(
                input.name().orElse(""),
                "",
                "",
                "",
                "",
                "",
                List.of(),
                -1,
                calculated,
                calculated,
                input.unique().orElse(false),
                false,
                false,
                input.referencedObjectType().orElse(null),
                Map.of(),
                origin,
                List.of()));
    apply(input, draft);
    return draft.finished();
  }

  private static void apply(PropertyInput input, PropertyDraft draft) {
    input.label().ifPresent(it -> draft.label = it);
    input.description().ifPresent(it -> draft.description = it);
    input.groupName().ifPresent(it -> draft.groupName = it);
    input.type().ifPresent(it -> draft.type = it);
    input.fieldType().ifPresent(it -> draft.fieldType = it);
    input.options().ifPresent(it -> draft.options = it);
    input.displayOrder().ifPresent(it -> draft.displayOrder = it);
    input.hidden().ifPresent(it -> draft.hidden = it);
    var hints = new LinkedHashMap<>(draft.hints);
    hints.putAll(input.hints());
    draft.hints = hints;
  }
}
