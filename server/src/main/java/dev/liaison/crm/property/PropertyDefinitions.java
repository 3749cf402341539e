package dev.liaison.crm.property;

import dev.liaison.crm.catalogue.Table;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import dev.liaison.crm.property.formula.Formulas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The properties that HubSpot and a portal define. A type of a portal's own has those that all
/// types share. Immutable.
public final class PropertyDefinitions {

  /// Names of the properties that say in which pipeline and stage a deal or a ticket is.
  private static final Set<String> PIPELINE_NAMES = Set.of("pipeline", "hs_pipeline");

  private static final Set<String> STAGE_NAMES = Set.of("dealstage", "hs_pipeline_stage");

  /// Shared properties that contacts do without: `createdate` and `lastmodifieddate` say the same.
  private static final Set<String> NOT_OF_CONTACTS = Set.of("hs_createdate", "hs_lastmodifieddate");

  private static final List<Option> BOOL_OPTIONS =
      List.of(new Option("True", "true", 0, false, ""), new Option("False", "false", 1, false, ""));

  private final Map<ObjectTypeId, OfType> byType;

  /// Those that all types share; their group may still be empty.
  private final List<PropertyDefinition> common;

  private final OfType shared;

  /// The groups of the portal's own, and what it changed of HubSpot's.
  private final Map<ObjectTypeId, Map<String, PropertyGroup>> groups;

  private PropertyDefinitions(
      Map<ObjectTypeId, OfType> byType,
      List<PropertyDefinition> common,
      OfType shared,
      Map<ObjectTypeId, Map<String, PropertyGroup>> groups) {
    this.byType = byType;
    this.common = common;
    this.shared = shared;
    this.groups = groups;
  }

  private PropertyDefinitions with(Map<ObjectTypeId, OfType> changed) {
    return new PropertyDefinitions(changed, common, shared, groups);
  }

  PropertyDefinitions grouped(Map<ObjectTypeId, Map<String, PropertyGroup>> own) {
    return new PropertyDefinitions(byType, common, shared, own);
  }

  /// The properties of the types that HubSpot defines. Reads them anew at each call.
  public static PropertyDefinitions hubspotDefined() {
    Pipelines pipelines = Pipelines.hubspotDefined();
    List<PropertyDefinition> common = read("common.tsv", List.of());
    Map<ObjectTypeId, OfType> byType = new HashMap<>();
    for (ObjectType type : ObjectTypes.hubspotDefined().all()) {
      List<PropertyDefinition> own = read(type.plural() + ".tsv", pipelines.of(type.id()));
      byType.put(type.id(), OfType.of(merged(type.id(), common, own), own.getFirst().groupName()));
    }
    return new PropertyDefinitions(
        byType, common, OfType.of(common, "object_information"), Map.of());
  }

  /// These and the portal's own. One with the name of one of HubSpot's is what the portal changed
  /// of it; archived ones are not found any more, but keep their place in [#archived].
  PropertyDefinitions withOwn(Map<ObjectTypeId, List<PropertyDefinition>> own) {
    var changed = new HashMap<>(byType);
    own.forEach((type, definitions) -> changed.put(type, ofType(type).with(definitions)));
    return with(changed);
  }

  /// With a type that HubSpot does not define, which has the properties that all types share.
  ///
  /// @param mainGroup the group they are in
  public PropertyDefinitions with(ObjectTypeId type, String mainGroup) {
    var changed = new HashMap<>(byType);
    changed.put(type, OfType.of(common, mainGroup));
    return with(changed);
  }

  /// With the pipelines as options of the properties that name a pipeline or a stage.
  public PropertyDefinitions with(Pipelines pipelines) {
    var changed = new HashMap<>(byType);
    byType.forEach(
        (type, properties) -> {
          List<Pipeline> ofType = pipelines.of(type);
          if (!ofType.isEmpty()) {
            changed.put(
                type,
                properties.replaced(
                    properties.all().stream()
                        .filter(definition -> ofPipelines(definition.name()))
                        .map(definition -> definition.with(options(definition.name(), ofType)))
                        .toList()));
          }
        });
    return with(changed);
  }

  /// With the validation rules of a portal, by the names of the properties.
  PropertyDefinitions validated(ObjectTypeId type, Map<String, List<ValidationRule>> rules) {
    var changed = new HashMap<>(byType);
    OfType ofType = ofType(type);
    changed.put(
        type,
        ofType.replaced(
            ofType.all().stream()
                .filter(definition -> rules.containsKey(definition.name()))
                .map(
                    definition ->
                        definition.validatedBy(rules.getOrDefault(definition.name(), List.of())))
                .toList()));
    return with(changed);
  }

  /// Whether a property says in which pipeline or stage a record is.
  static boolean ofPipelines(String name) {
    return PIPELINE_NAMES.contains(name) || STAGE_NAMES.contains(name);
  }

  private static List<Option> options(String name, List<Pipeline> pipelines) {
    return PIPELINE_NAMES.contains(name) ? pipelineOptions(pipelines) : stageOptions(pipelines);
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

  /// The groups of a type by name: those that its properties are in, then the portal's own.
  public Map<String, PropertyGroup> groups(ObjectTypeId type) {
    Map<String, PropertyGroup> own = groups.getOrDefault(type, Map.of());
    Map<String, PropertyGroup> all = new LinkedHashMap<>();
    for (PropertyDefinition definition : of(type)) {
      String name = definition.groupName();
      if (!all.containsKey(name) && !own.containsKey(name)) {
        all.put(name, GroupLabels.hubspotDefined(name, all.size()));
      }
    }
    all.putAll(own);
    return all;
  }

  /// The properties of a type that the portal archived, by name.
  public Map<String, PropertyDefinition> archived(ObjectTypeId type) {
    return ofType(type).archived();
  }

  /// What a read that names no properties returns, in display order.
  public List<PropertyDefinition> shownByDefault(ObjectTypeId type) {
    return ofType(type).shownByDefault();
  }

  /// The properties whose values belong to one record each, archived ones too. `hs_object_id` is
  /// not among them: it is the record's own id.
  public List<PropertyDefinition> unique(ObjectTypeId type) {
    return ofType(type).unique();
  }

  /// The properties that the core derives at the time of a read.
  public List<PropertyDefinition> calculated(ObjectTypeId type) {
    return ofType(type).calculated();
  }

  /// Whether a property of this name is one of [#calculated].
  public boolean isCalculated(ObjectTypeId type, String name) {
    PropertyDefinition definition = ofType(type).byName().get(name);
    return definition != null && definition.calculated();
  }

  /// The formulas of the calculated properties of a type.
  public Formulas formulas(ObjectTypeId type) {
    return ofType(type).formulas();
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
        row.has("flags", "owner") ? "OWNER" : null,
        Map.of(),
        Origin.HUBSPOT,
        List.of());
  }

  private static List<Option> options(Table.Row row, String type, List<Pipeline> pipelines) {
    String name = row.text("name");
    if (!pipelines.isEmpty() && ofPipelines(name)) {
      return options(name, pipelines);
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
      options.add(new Option(pipeline.label(), pipeline.id(), options.size(), false, ""));
    }
    return List.copyOf(options);
  }

  private static List<Option> stageOptions(List<Pipeline> pipelines) {
    List<Option> options = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      for (Stage stage : pipeline.stages()) {
        options.add(new Option(stage.label(), stage.id(), options.size(), false, ""));
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
              option.substring(equals + 1),
              option.substring(0, equals),
              options.size(),
              false,
              ""));
    }
    return List.copyOf(options);
  }

  /// The properties of one type, by everything they are looked up with.
  private record OfType(
      List<PropertyDefinition> all,
      Map<String, PropertyDefinition> byName,
      List<PropertyDefinition> shownByDefault,
      List<PropertyDefinition> unique,
      List<PropertyDefinition> calculated,
      Formulas formulas,
      Map<String, PropertyDefinition> archived) {

    static OfType of(List<PropertyDefinition> read, String mainGroup) {
      List<PropertyDefinition> all = new ArrayList<>(read.size());
      for (PropertyDefinition each : read) {
        all.add(each.placed(mainGroup, all.size()));
      }
      return of(all, Map.of());
    }

    private static OfType of(
        List<PropertyDefinition> all, Map<String, PropertyDefinition> archived) {
      Map<String, PropertyDefinition> byName = HashMap.newHashMap(all.size());
      List<PropertyDefinition> shown = new ArrayList<>();
      List<PropertyDefinition> unique = new ArrayList<>();
      List<PropertyDefinition> calculated = new ArrayList<>();
      for (PropertyDefinition definition : all) {
        byName.put(definition.name(), definition);
        addIf(definition.shownByDefault(), definition, shown);
        addIf(definition.unique(), definition, unique);
        addIf(definition.calculated(), definition, calculated);
      }
      for (PropertyDefinition definition : archived.values()) {
        addIf(definition.unique(), definition, unique);
      }
      return new OfType(
          List.copyOf(all),
          byName,
          List.copyOf(shown),
          List.copyOf(unique),
          List.copyOf(calculated),
          Formulas.of(byName),
          archived);
    }

    private static void addIf(
        boolean wanted, PropertyDefinition definition, List<PropertyDefinition> list) {
      if (wanted) {
        list.add(definition);
      }
    }

    /// With other forms of some that are there.
    OfType replaced(List<PropertyDefinition> definitions) {
      Map<String, PropertyDefinition> live = live();
      definitions.forEach(definition -> live.put(definition.name(), definition));
      return of(List.copyOf(live.values()), archived);
    }

    private Map<String, PropertyDefinition> live() {
      Map<String, PropertyDefinition> live = LinkedHashMap.newLinkedHashMap(all.size());
      all.forEach(definition -> live.put(definition.name(), definition));
      return live;
    }

    OfType with(List<PropertyDefinition> definitions) {
      Map<String, PropertyDefinition> live = live();
      Map<String, PropertyDefinition> gone = new LinkedHashMap<>(archived);
      for (PropertyDefinition definition : definitions) {
        PropertyDefinition there = live.get(definition.name());
        if (definition.archived()) {
          gone.put(definition.name(), definition);
        } else if (there != null && there.origin().hubspotDefined()) {
          live.put(definition.name(), there.changedTo(definition));
        } else {
          live.put(definition.name(), definition);
        }
      }
      return of(List.copyOf(live.values()), Collections.unmodifiableMap(gone));
    }
  }
}
