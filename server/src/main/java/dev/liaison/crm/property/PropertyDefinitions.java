package dev.liaison.crm.property;

import dev.liaison.crm.catalogue.Table;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyDefinition.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The properties that HubSpot defines. A type that the catalogue does not know has those that all
/// types share. Immutable.
public final class PropertyDefinitions {

  /// Names of the properties that say in which pipeline and stage a deal or a ticket is.
  private static final Set<String> PIPELINE_NAMES = Set.of("pipeline", "hs_pipeline");

  private static final Set<String> STAGE_NAMES = Set.of("dealstage", "hs_pipeline_stage");

  /// Shared properties that contacts do without: `createdate` and `lastmodifieddate` say the same.
  private static final Set<String> NOT_OF_CONTACTS = Set.of("hs_createdate", "hs_lastmodifieddate");

  private static final List<Option> BOOL_OPTIONS =
      List.of(new Option("True", "true", 0, false), new Option("False", "false", 1, false));

  private final Map<ObjectTypeId, OfType> byType = new HashMap<>();
  private final OfType shared;

  /// Reads the properties anew.
  ///
  /// @param pipelines gives pipeline and stage properties their options
  public PropertyDefinitions(ObjectTypes objectTypes, Pipelines pipelines) {
    List<PropertyDefinition> common = read("common.tsv", List.of());
    shared = OfType.of(common, "object_information");
    for (ObjectType type : objectTypes.all()) {
      List<PropertyDefinition> own = read(type.plural() + ".tsv", pipelines.of(type.id()));
      byType.put(type.id(), OfType.of(merged(type.id(), common, own), own.getFirst().groupName()));
    }
  }

  /// The properties of the types that HubSpot defines. Reads them anew at each call.
  public static PropertyDefinitions hubspotDefined() {
    return new PropertyDefinitions(ObjectTypes.hubspotDefined(), new Pipelines());
  }

  /// The property of a type.
  ///
  /// @param name in lower case
  public Optional<PropertyDefinition> find(ObjectTypeId type, String name) {
    return Optional.ofNullable(ofType(type).byName().get(name));
  }

  /// Every property of a type in display order.
  public List<PropertyDefinition> of(ObjectTypeId type) {
    return ofType(type).all();
  }

  /// What a read that names no properties returns, in display order.
  public List<PropertyDefinition> shownByDefault(ObjectTypeId type) {
    return ofType(type).shownByDefault();
  }

  /// The properties whose values identify a record. `hs_object_id` is not among them: it is the
  /// record's own id.
  public List<PropertyDefinition> unique(ObjectTypeId type) {
    return ofType(type).unique();
  }

  /// The properties that the core derives at the time of a read.
  public List<PropertyDefinition> calculated(ObjectTypeId type) {
    return ofType(type).calculated();
  }

  private OfType ofType(ObjectTypeId type) {
    return byType.getOrDefault(type, shared);
  }

  private static List<PropertyDefinition> read(String resource, List<Pipeline> pipelines) {
    List<PropertyDefinition> definitions = new ArrayList<>();
    for (Table.Row row : Table.read(PropertyDefinitions.class, resource).rows()) {
      definitions.add(definition(row, pipelines));
    }
    return definitions;
  }

  /// A type's own properties, then the shared ones. An own one takes the place of a shared one.
  private static List<PropertyDefinition> merged(
      ObjectTypeId type, List<PropertyDefinition> common, List<PropertyDefinition> own) {
    Map<String, PropertyDefinition> byName = LinkedHashMap.newLinkedHashMap(128);
    for (PropertyDefinition definition : own) {
      if (byName.put(definition.name(), definition) != null) {
        throw new IllegalStateException("two properties called " + definition.name());
      }
    }
    for (PropertyDefinition definition : common) {
      if (!type.equals(ObjectTypes.CONTACT) || !NOT_OF_CONTACTS.contains(definition.name())) {
        byName.putIfAbsent(definition.name(), definition);
      }
    }
    return new ArrayList<>(byName.values());
  }

  /// Reads a row; its group may still be empty and it has no place yet.
  private static PropertyDefinition definition(Table.Row row, List<Pipeline> pipelines) {
    String type = row.text("type");
    boolean calculated = row.has("flags", "calculated");
    return new PropertyDefinition(
        row.text("name"),
        row.text("label"),
        row.textOr("description", ""),
        row.textOr("group", ""),
        type,
        row.text("field"),
        options(row, type, pipelines),
        0,
        calculated || row.has("flags", "read-only"),
        calculated,
        row.has("flags", "unique"),
        row.has("flags", "hidden"),
        row.has("flags", "shown"),
        row.has("flags", "owner") ? "OWNER" : null);
  }

  private static PropertyDefinition placed(
      PropertyDefinition read, String mainGroup, int displayOrder) {
    return new PropertyDefinition(
        read.name(),
        read.label(),
        read.description(),
        read.groupName().isEmpty() ? mainGroup : read.groupName(),
        read.type(),
        read.fieldType(),
        read.options(),
        displayOrder,
        read.readOnly(),
        read.calculated(),
        read.unique(),
        read.hidden(),
        read.shownByDefault(),
        read.referencedObjectType());
  }

  private static List<Option> options(Table.Row row, String type, List<Pipeline> pipelines) {
    String name = row.text("name");
    if (!pipelines.isEmpty() && PIPELINE_NAMES.contains(name)) {
      return pipelineOptions(pipelines);
    }
    if (!pipelines.isEmpty() && STAGE_NAMES.contains(name)) {
      return stageOptions(pipelines);
    }
    if (type.equals("bool")) {
      return BOOL_OPTIONS;
    }
    String text = row.textOr("options", "");
    return text.isEmpty() ? List.of() : options(text);
  }

  private static List<Option> pipelineOptions(List<Pipeline> pipelines) {
    List<Option> options = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      options.add(new Option(pipeline.label(), pipeline.id(), options.size(), false));
    }
    return List.copyOf(options);
  }

  private static List<Option> stageOptions(List<Pipeline> pipelines) {
    List<Option> options = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      for (Stage stage : pipeline.stages()) {
        options.add(new Option(stage.label(), stage.id(), options.size(), false));
      }
    }
    return List.copyOf(options);
  }

  /// Reads `value=Label;value=Label`.
  private static List<Option> options(String text) {
    List<Option> options = new ArrayList<>();
    for (String option : text.split(";")) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw new IllegalStateException("not an option: " + option);
      }
      options.add(
          new Option(
              option.substring(equals + 1), option.substring(0, equals), options.size(), false));
    }
    return List.copyOf(options);
  }

  /// The properties of one type, by everything they are looked up with.
  private record OfType(
      List<PropertyDefinition> all,
      Map<String, PropertyDefinition> byName,
      List<PropertyDefinition> shownByDefault,
      List<PropertyDefinition> unique,
      List<PropertyDefinition> calculated) {

    static OfType of(List<PropertyDefinition> read, String mainGroup) {
      List<PropertyDefinition> all = new ArrayList<>(read.size());
      Map<String, PropertyDefinition> byName = HashMap.newHashMap(read.size());
      List<PropertyDefinition> shown = new ArrayList<>();
      List<PropertyDefinition> unique = new ArrayList<>();
      List<PropertyDefinition> calculated = new ArrayList<>();
      for (PropertyDefinition each : read) {
        PropertyDefinition definition = placed(each, mainGroup, all.size());
        all.add(definition);
        byName.put(definition.name(), definition);
        addIf(definition.shownByDefault(), definition, shown);
        addIf(definition.unique(), definition, unique);
        addIf(definition.calculated(), definition, calculated);
      }
      return new OfType(
          List.copyOf(all),
          byName,
          List.copyOf(shown),
          List.copyOf(unique),
          List.copyOf(calculated));
    }

    private static void addIf(
        boolean wanted, PropertyDefinition definition, List<PropertyDefinition> list) {
      if (wanted) {
        list.add(definition);
      }
    }
  }
}
