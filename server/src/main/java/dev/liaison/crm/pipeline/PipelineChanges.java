package dev.liaison.crm.pipeline;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
import dev.liaison.crm.pipeline.StageRemoval.Plan;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Makes, changes and deletes pipelines and their stages (modern-api.md section 8). HubSpot's own
/// can be changed as any other. Safe for concurrent use.
public final class PipelineChanges {

  /// Pipelines of a type: HubSpot's figure for its largest plans, not recorded.
  public static final int MOST_PIPELINES = 100;

  static final String CREATED = "CREATE";
  static final String UPDATED = "UPDATE";
  static final String DELETED = "DELETE";

  private static final StoredPipelines STORED = new StoredPipelines();

  private final Store store;
  private final Catalogues catalogues;
  private final StageRemoval removal;
  private final InstantSource clock;

  public PipelineChanges(Store store, Catalogues catalogues, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.removal = new StageRemoval(store, catalogues);
    this.clock = clock;
  }

  /// @throws CrmException with [Problem.InvalidDefinition], [Problem.DefinitionTaken]
  public Pipeline create(Caller caller, ObjectTypeId type, PipelineInput input) {
    requireOwn(type);
    return catalogues.change(
        caller,
        definitions -> {
          List<Pipeline> others = definitions.catalogue().pipelines().of(type);
          PipelineRules.require(
              others.size() < MOST_PIPELINES,
              "There are " + MOST_PIPELINES + " pipelines, which is the limit");
          String id = input.id().orElseGet(() -> UUID.randomUUID().toString());
          PipelineRules.checkId(id, true);
          requireFree(definitions, type, id);
          long at = clock.millis();
          var pipeline =
              new Pipeline(
                  id,
                  input.label().orElse(""),
                  input.displayOrder().orElse(others.size()),
                  stages(type, input.stages().orElse(List.of()), List.of(), at),
                  at,
                  at);
          StoredPipeline before = StoredPipeline.of(type, pipeline.with(List.of(), at));
          return put(definitions, caller, before, pipeline, CREATED);
        });
  }

  /// Makes a pipeline what the input says; stages that it leaves out are deleted.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition],
  ///   [Problem.DefinitionTaken], [Problem.StageInUse]
  public Pipeline replace(Caller caller, ObjectTypeId type, String id, PipelineInput input) {
    return change(caller, type, id, input, true);
  }

  /// Changes what the input says of a pipeline.
  ///
  /// @throws CrmException as [#replace]
  public Pipeline update(Caller caller, ObjectTypeId type, String id, PipelineInput input) {
    return change(caller, type, id, input, false);
  }

  private Pipeline change(
      Caller caller, ObjectTypeId type, String id, PipelineInput input, boolean whole) {
    requireOwn(type);
    return removal.change(
        caller,
        definitions -> {
          StoredPipeline stored = require(definitions, type, id);
          Pipeline before = stored.pipeline();
          long at = clock.millis();
          List<StageInput> inputs = input.stages().orElse(List.of());
          List<Stage> stages =
              whole || input.stages().isPresent()
                  ? stages(type, inputs, before.stages(), at)
                  : before.stages();
          var after =
              new Pipeline(
                  id,
                  input.label().orElse(before.label()),
                  input.displayOrder().orElse(before.displayOrder()),
                  stages,
                  before.createdAt(),
                  at);
          PipelineRules.checked(type, after, others(definitions, type, id));
          return new Plan<>(
              stored,
              missing(before, after),
              () -> put(definitions, caller, stored, after, UPDATED));
        });
  }

  /// Deletes a pipeline for good.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.StageInUse],
  ///   [Problem.InvalidDefinition] for the last pipeline of deals and of tickets
  public void delete(Caller caller, ObjectTypeId type, String id) {
    requireOwn(type);
    removal.change(
        caller,
        definitions -> {
          StoredPipeline stored = require(definitions, type, id);
          boolean needed = type.equals(ObjectTypes.DEAL) || type.equals(ObjectTypes.TICKET);
          PipelineRules.require(
              !needed || !others(definitions, type, id).isEmpty(),
              "The last pipeline cannot be deleted");
          Set<String> removed = new HashSet<>(Set.of(StageRemoval.NO_STAGE));
          stored.pipeline().stages().forEach(stage -> removed.add(stage.id()));
          PipelineAudit audit = audit(caller, clock.millis(), id, DELETED);
          return new Plan<>(
              stored,
              removed,
              () -> {
                definitions.put(STORED, stored.document(), stored.deleted(audit));
                return true;
              });
        });
  }

  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition],
  ///   [Problem.DefinitionTaken]
  public Stage createStage(Caller caller, ObjectTypeId type, String id, StageInput input) {
    requireOwn(type);
    return catalogues.change(
        caller,
        definitions -> {
          StoredPipeline stored = require(definitions, type, id);
          Pipeline before = stored.pipeline();
          long at = clock.millis();
          Stage stage = stage(type, input, Optional.empty(), before.stages().size(), at);
          return put(definitions, caller, stored, before, stage, at, CREATED);
        });
  }

  /// Makes a stage what the input says.
  ///
  /// @param whole whether the metadata takes the place of what is there, or goes beside it
  /// @throws CrmException as [#createStage]
  public Stage changeStage(
      Caller caller,
      ObjectTypeId type,
      String id,
      String stageId,
      StageInput input,
      boolean whole) {
    requireOwn(type);
    return catalogues.change(
        caller,
        definitions -> {
          StoredPipeline stored = require(definitions, type, id);
          Stage before = require(stored.pipeline(), stageId);
          Map<String, String> metadata = new LinkedHashMap<>(whole ? Map.of() : before.metadata());
          metadata.putAll(input.metadata());
          var merged =
              new StageInput(Optional.of(stageId), input.label(), input.displayOrder(), metadata);
          long at = clock.millis();
          Stage after = stage(type, merged, Optional.of(before), before.displayOrder(), at);
          return put(definitions, caller, stored, stored.pipeline(), after, at, UPDATED);
        });
  }

  /// Deletes a stage for good; one that is not there is passed over (recorded).
  ///
  /// @throws CrmException with [Problem.StageInUse], [Problem.InvalidDefinition]
  public void deleteStage(Caller caller, ObjectTypeId type, String id, String stageId) {
    requireOwn(type);
    if (catalogues.of(caller.portal()).pipelines().find(type, id).isEmpty()) {
      return;
    }
    removal.change(
        caller,
        definitions -> {
          StoredPipeline stored = require(definitions, type, id);
          Pipeline before = stored.pipeline();
          if (before.stage(stageId).isEmpty()) {
            return new Plan<>(stored, Set.of(), () -> true);
          }
          Pipeline after =
              before.with(
                  before.stages().stream().filter(stage -> !stage.id().equals(stageId)).toList(),
                  clock.millis());
          PipelineRules.checked(type, after, List.of());
          return new Plan<>(
              stored,
              Set.of(stageId),
              () -> {
                var audit = audit(caller, after.updatedAt(), stageId, DELETED);
                put(definitions, stored, after, List.of(audit));
                return true;
              });
        });
  }

  /// What was done to a pipeline, or to a stage that is or was in it; the newest first.
  ///
  /// @param subject id of the pipeline or of the stage
  /// @throws CrmException with [Problem.UnknownDefinition]
  public List<PipelineAudit> audit(Caller caller, ObjectTypeId type, String id, String subject) {
    Pipeline pipeline = require(catalogues.of(caller.portal()), type, id);
    List<PipelineAudit> entries =
        store.read(caller.portal(), snapshot -> STORED.find(snapshot, type, id)).stream()
            .flatMap(stored -> stored.audit().reversed().stream())
            .filter(entry -> entry.subject().equals(subject))
            .toList();
    if (entries.isEmpty() && !subject.equals(id)) {
      Stage _ = require(pipeline, subject);
    }
    return entries;
  }

  /// A whole pipeline, with the stages that came, were written anew or went.
  private static Pipeline put(
      Definitions definitions,
      Caller caller,
      StoredPipeline stored,
      Pipeline after,
      String action) {
    Pipeline before = stored.pipeline();
    long at = after.updatedAt();
    var done = new ArrayList<PipelineAudit>();
    done.add(audit(caller, at, after.id(), action));
    for (Stage stage : after.stages()) {
      Optional<Stage> there = before.stage(stage.id());
      if (!there.equals(Optional.of(stage))) {
        done.add(audit(caller, at, stage.id(), there.isPresent() ? UPDATED : CREATED));
      }
    }
    missing(before, after).forEach(id -> done.add(audit(caller, at, id, DELETED)));
    return put(definitions, stored, after, done);
  }

  private static Pipeline put(
      Definitions definitions, StoredPipeline stored, Pipeline after, List<PipelineAudit> done) {
    ObjectTypeId type = stored.type();
    Pipeline checked = PipelineRules.checked(type, after, others(definitions, type, after.id()));
    definitions.put(STORED, stored.document(), stored.changed(checked, done));
    return checked;
  }

  private static PipelineAudit audit(Caller caller, long at, String subject, String action) {
    return new PipelineAudit(subject, action, at, caller.userId());
  }

  /// With a stage, which goes before others that claim its place.
  private Stage put(
      Definitions definitions,
      Caller caller,
      StoredPipeline stored,
      Pipeline before,
      Stage stage,
      long at,
      String action) {
    var stages = new ArrayList<Stage>();
    stages.add(stage);
    before.stages().stream().filter(it -> !it.id().equals(stage.id())).forEach(stages::add);
    if (action.equals(CREATED) && before.stage(stage.id()).isPresent()) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.STAGE, stage.id()));
    }
    var audit = audit(caller, at, stage.id(), action);
    Pipeline after = put(definitions, stored, before.with(stages, at), List.of(audit));
    return require(after, stage.id());
  }

  /// The stages of an input; those with the id of one that is there are that one, changed.
  private static List<Stage> stages(
      ObjectTypeId type, List<StageInput> inputs, List<Stage> there, long at) {
    var stages = new ArrayList<Stage>(inputs.size());
    for (StageInput input : inputs) {
      Optional<Stage> before =
          input.id().flatMap(id -> there.stream().filter(it -> it.id().equals(id)).findFirst());
      stages.add(stage(type, input, before, stages.size(), at));
    }
    return stages;
  }

  private static Stage stage(
      ObjectTypeId type, StageInput input, Optional<Stage> before, int place, long at) {
    String id = input.id().orElseGet(() -> UUID.randomUUID().toString());
    PipelineRules.checkId(id, false);
    return new Stage(
        id,
        input.label().or(() -> before.map(Stage::label)).orElse(""),
        input.displayOrder().orElse(place),
        StageMetadata.checked(type, input.metadata()),
        before.map(Stage::createdAt).orElse(at),
        at);
  }

  private static Set<String> missing(Pipeline before, Pipeline after) {
    var missing = new HashSet<String>();
    before.stages().forEach(stage -> missing.add(stage.id()));
    after.stages().forEach(stage -> missing.remove(stage.id()));
    return missing;
  }

  private static List<Pipeline> others(Definitions definitions, ObjectTypeId type, String id) {
    return definitions.catalogue().pipelines().of(type).stream()
        .filter(pipeline -> !pipeline.id().equals(id))
        .toList();
  }

  /// Ids of pipelines are unique across deals and tickets (recorded).
  private static void requireFree(Definitions definitions, ObjectTypeId type, String id) {
    Pipelines pipelines = definitions.catalogue().pipelines();
    if (Stream.of(type, ObjectTypes.DEAL, ObjectTypes.TICKET)
        .anyMatch(each -> pipelines.find(each, id).isPresent())) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.PIPELINE, id));
    }
  }

  private static StoredPipeline require(Definitions definitions, ObjectTypeId type, String id) {
    Pipeline pipeline = require(definitions.catalogue(), type, id);
    return definitions
        .find(STORED, StoredPipelines.document(type, id))
        .orElseGet(() -> StoredPipeline.of(type, pipeline));
  }

  private static Pipeline require(Catalogue catalogue, ObjectTypeId type, String id) {
    return catalogue
        .pipelines()
        .find(type, id)
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownDefinition(Definition.PIPELINE, id)));
  }

  private static Stage require(Pipeline pipeline, String stageId) {
    return pipeline
        .stage(stageId)
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownDefinition(Definition.STAGE, stageId)));
  }

  /// Lifecycle stages are options of a property, and change with it.
  private static void requireOwn(ObjectTypeId type) {
    PipelineRules.require(
        !type.equals(ObjectTypes.CONTACT) && !type.equals(ObjectTypes.COMPANY),
        "The lifecycle stages are the options of the property lifecyclestage; change them there");
  }
}
