package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.association.AssociationPair;
import dev.liaison.crm.association.StoredPairs;
import dev.liaison.crm.pipeline.StoredPipelines;
import dev.liaison.crm.property.GroupChanges;
import dev.liaison.crm.property.PropertyChanges;
import dev.liaison.crm.property.PropertyGroup;
import dev.liaison.crm.property.PropertyInput;
import dev.liaison.crm.property.StoredGroups;
import dev.liaison.crm.property.StoredProperties;
import dev.liaison.crm.property.StoredRules;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Defines, changes and ends object types of a portal's own. Each call is one transaction. Safe for
/// concurrent use.
public final class SchemaChanges {

  private static final StoredSchemas SCHEMAS = new StoredSchemas();

  private static final String OBJECT_TYPES = "object-type";

  private static final String ID = "hs_object_id";

  /// Every object can be associated with the activities (recorded).
  private static final List<ObjectTypeId> ACTIVITIES =
      List.of(
          ObjectTypes.COMMUNICATION,
          ObjectTypes.TASK,
          ObjectTypes.NOTE,
          ObjectTypes.MEETING,
          ObjectTypes.CALL,
          ObjectTypes.EMAIL,
          ObjectTypes.POSTAL_MAIL);

  private final Catalogues catalogues;
  private final InstantSource clock;

  public SchemaChanges(Catalogues catalogues, InstantSource clock) {
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /// Defines an object type with its properties and the plain associations with other types and the
  /// activities. An archived one of the name makes room (recorded).
  ///
  /// @param associated words that name object types
  /// @throws CrmException with [Problem.DefinitionTaken], [Problem.InvalidDefinition],
  ///   [Problem.UnknownObjectType], [Problem.UnknownObjectTypeId]
  public ObjectSchema create(
      Caller caller,
      String name,
      SchemaInput input,
      List<PropertyInput> properties,
      List<String> associated) {
    return catalogues.change(
        caller,
        definitions -> {
          SchemaRules.checkName(name);
          makeRoom(definitions, name);
          var type = new ObjectTypeId(ObjectTypeId.CUSTOM, definitions.next(OBJECT_TYPES));
          ObjectSchema schema = created(caller, type, name, input);
          SchemaRules.checkLabels(schema);
          definitions.put(SCHEMAS, type.toString(), schema);
          GroupChanges.set(definitions, type, group(schema));
          List<PropertyInput> grouped =
              properties.stream().map(it -> it.orInGroup(schema.mainGroup())).toList();
          PropertyChanges.createAll(definitions, caller, type, grouped, clock.millis());
          SchemaRules.checkProperties(definitions.catalogue(), schema);
          associate(definitions, schema, associated);
          return schema;
        });
  }

  /// Changes what the input says of a schema.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition]
  public ObjectSchema update(Caller caller, ObjectTypeId type, SchemaInput input) {
    return catalogues.change(
        caller,
        definitions -> {
          ObjectSchema before = require(definitions.catalogue(), type);
          ObjectSchema after = changed(caller, before, input);
          SchemaRules.checkLabels(after);
          SchemaRules.checkProperties(definitions.catalogue(), after);
          definitions.put(SCHEMAS, type.toString(), after);
          return after;
        });
  }

  /// Archives a type without live records: nothing finds it any more, but [Catalogue#schemas].
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.SchemaInUse]
  public void archive(Caller caller, ObjectTypeId type) {
    catalogues.change(
        caller,
        definitions -> {
          ObjectSchema schema = require(definitions.catalogue(), type);
          if (!definitions.tx().scan(type, false, 0, 1).isEmpty()) {
            throw new CrmException(new Problem.SchemaInUse(type));
          }
          definitions.put(
              SCHEMAS, type.toString(), schema.archived(clock.millis(), caller.userId()));
          return true;
        });
  }

  /// Ends an archived type for good, with its properties, groups, pipelines and associations.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition]
  public void purge(Caller caller, ObjectTypeId type) {
    catalogues.change(
        caller,
        definitions -> {
          ObjectSchema schema = definitions.catalogue().schemas().get(type);
          if (schema == null) {
            throw unknown(type);
          }
          if (!schema.archived()) {
            throw SchemaRules.invalid("The object type " + type + " is not archived", "");
          }
          purge(definitions, type);
          return true;
        });
  }

  /// Defines the plain association between two types, of which one is the portal's own.
  ///
  /// @throws CrmException with [Problem.DefinitionTaken] when there is one
  public AssociationPair associate(
      Caller caller, ObjectTypeId from, ObjectTypeId to, Optional<String> name) {
    return catalogues.change(
        caller,
        definitions -> {
          Catalogue catalogue = definitions.catalogue();
          String forward = name.orElseGet(() -> name(catalogue, from, to));
          if (catalogue.associationTypes().plain(from, to).isPresent()) {
            throw new CrmException(new Problem.DefinitionTaken(Definition.ASSOCIATION, forward));
          }
          return StoredPairs.define(
              definitions, from, to, forward, name(catalogue, to, from), null, null);
        });
  }

  private void makeRoom(Definitions definitions, String name) {
    for (ObjectSchema other : definitions.catalogue().schemas().values()) {
      if (other.name().equalsIgnoreCase(name)) {
        if (!other.archived()) {
          throw new CrmException(new Problem.DefinitionTaken(Definition.SCHEMA, name));
        }
        purge(definitions, other.type());
      }
    }
  }

  private static void purge(Definitions definitions, ObjectTypeId type) {
    definitions.remove(SCHEMAS, type.toString());
    for (DefinitionKind<?> kind :
        List.of(
            new StoredGroups(), new StoredProperties(), new StoredRules(), new StoredPipelines())) {
      definitions.all(kind).keySet().stream()
          .filter(document -> document.startsWith(type + "/"))
          .forEach(document -> definitions.remove(kind, document));
    }
    definitions.all(new StoredPairs()).values().stream()
        .filter(pair -> pair.from().equals(type) || pair.to().equals(type))
        .forEach(pair -> definitions.remove(new StoredPairs(), pair.document()));
  }

  private static void associate(
      Definitions definitions, ObjectSchema schema, List<String> associated) {
    ObjectTypes types = definitions.catalogue().types();
    Set<ObjectTypeId> others = new LinkedHashSet<>();
    associated.forEach(word -> others.add(types.resolve(word).id()));
    others.addAll(ACTIVITIES);
    for (ObjectTypeId other : others) {
      Catalogue catalogue = definitions.catalogue();
      StoredPairs.define(
          definitions,
          schema.type(),
          other,
          name(catalogue, schema.type(), other),
          name(catalogue, other, schema.type()),
          null,
          null);
    }
  }

  /// `car_to_contact`.
  private static String name(Catalogue catalogue, ObjectTypeId from, ObjectTypeId to) {
    return word(catalogue, from) + "_to_" + word(catalogue, to);
  }

  private static String word(Catalogue catalogue, ObjectTypeId type) {
    ObjectSchema schema = catalogue.schemas().get(type);
    return schema == null
        ? catalogue.types().byId(type).name()
        : schema.name().toLowerCase(Locale.ROOT);
  }

  private static PropertyGroup group(ObjectSchema schema) {
    return new PropertyGroup(
        schema.mainGroup(), schema.labels().singular() + " Information", 0, false);
  }

  private ObjectSchema created(Caller caller, ObjectTypeId type, String name, SchemaInput input) {
    long at = clock.millis();
    var empty =
        new ObjectSchema(
            type,
            name,
            "p" + caller.portal() + "_" + name,
            new ObjectSchema.Labels("", ""),
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            true,
            at,
            at,
            0,
            caller.userId(),
            caller.userId());
    return changed(caller, empty, input);
  }

  private ObjectSchema changed(Caller caller, ObjectSchema before, SchemaInput input) {
    Set<String> searchable = new LinkedHashSet<>(input.searchable().orElse(before.searchable()));
    // Always among them (recorded).
    searchable.add(ID);
    return new ObjectSchema(
        before.type(),
        before.name(),
        before.fullyQualifiedName(),
        new ObjectSchema.Labels(
            input.singular().orElse(before.labels().singular()),
            input.plural().orElse(before.labels().plural())),
        input.description().orElse(before.description()),
        input.primary().orElse(before.primary()),
        input.secondary().orElse(before.secondary()),
        input.required().orElse(before.required()),
        List.copyOf(searchable),
        input.restorable().orElse(before.restorable()),
        before.createdAt(),
        clock.millis(),
        before.archivedAt(),
        before.createdBy(),
        caller.userId());
  }

  private static ObjectSchema require(Catalogue catalogue, ObjectTypeId type) {
    return Optional.ofNullable(catalogue.schemas().get(type))
        .filter(schema -> !schema.archived())
        .orElseThrow(() -> unknown(type));
  }

  private static CrmException unknown(ObjectTypeId type) {
    return new CrmException(new Problem.UnknownDefinition(Definition.SCHEMA, type.toString()));
  }
}
