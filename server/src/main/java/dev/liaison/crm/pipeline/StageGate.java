package dev.liaison.crm.pipeline;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.property.PropertyFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every record passes that comes into a pipeline or a stage. Goes by what is stored at that
/// moment, not by a catalogue that may be older: a stage that is gone takes no record, whichever
/// server deleted it.
public final class StageGate {

  private static final StoredPipelines STORED = new StoredPipelines();

  private StageGate() {}

  /// Checks that a stage is one of the pipeline, and ends the watch of those that are about to go.
  ///
  /// @param values of the record, as they will be
  /// @throws CrmException with [Problem.InvalidProperties]
  public static void enter(Transaction tx, ObjectTypeId type, Map<String, String> values) {
    String stage = values.getOrDefault(Pipelines.stageProperty(type), "");
    String pipelineId = values.getOrDefault(Pipelines.pipelineProperty(type), "");
    if (stage.isEmpty() && pipelineId.isEmpty()) {
      return;
    }
    Optional<StoredPipeline> stored = STORED.steady(tx, type, pipelineId);
    Optional<Pipeline> pipeline =
        stored.isPresent()
            ? stored.filter(it -> !it.deleted()).map(StoredPipeline::pipeline)
            : Pipelines.hubspotDefined().find(type, pipelineId);
    if (stage.isEmpty() && pipeline.isEmpty()) {
      throw refused(type, Pipelines.pipelineProperty(type), pipelineId, List.of());
    }
    List<String> stages =
        pipeline.map(it -> it.stages().stream().map(Stage::id).toList()).orElse(List.of());
    if (!stage.isEmpty() && !stages.contains(stage)) {
      throw refused(type, Pipelines.stageProperty(type), stage, stages);
    }
    stored
        .filter(it -> it.watched().containsKey(stage))
        .ifPresent(it -> STORED.put(tx, it.watched(Map.of())));
  }

  private static CrmException refused(
      ObjectTypeId type, String property, String value, List<String> allowed) {
    return new CrmException(
        new Problem.InvalidProperties(
            type,
            List.of(
                new PropertyFault(
                    property,
                    value,
                    PropertyFault.Code.INVALID_OPTION,
                    value + " was not one of the allowed options: " + allowed))));
  }
}
