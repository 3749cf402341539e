package dev.liaison.crm.pipeline;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What pipelines and stages must be like (modern-api.md section 8; recorded, but for the bounds of
/// labels and numbers, which are ours).
final class PipelineRules {

  /// Stages of a pipeline (legacy-api.md section 11).
  static final int MOST_STAGES = 100;

  private static final int PIPELINE_ID = 36;
  private static final int STAGE_ID = 100;
  private static final int LABEL = 255;

  private PipelineRules() {}

  static void require(boolean right, String message) {
    require(right, message, "");
  }

  private static void require(boolean right, String message, String code) {
    if (!right) {
      throw new CrmException(new Problem.InvalidDefinition(Definition.PIPELINE, message, code));
    }
  }

  /// An id that a caller gives; HubSpot answers 500 to longer ones.
  static void checkId(String id, boolean ofPipeline) {
    int most = ofPipeline ? PIPELINE_ID : STAGE_ID;
    require(
        !id.isBlank() && id.length() <= most,
        "The id of a " + (ofPipeline ? "pipeline" : "stage") + " has 1 to " + most + " characters");
    require(
        id.chars().noneMatch(c -> c == '/' || Character.isISOControl(c)),
        "An id has no slashes and no control characters");
  }

  /// The pipeline with its stages in order, provided that all is as it should be.
  ///
  /// @param others the other pipelines of the type
  static Pipeline checked(ObjectTypeId type, Pipeline pipeline, Collection<Pipeline> others) {
    checkLabel(pipeline.label(), pipeline.displayOrder());
    List<Stage> stages = pipeline.stages();
    require(!stages.isEmpty(), "A pipeline needs at least one stage");
    require(stages.size() <= MOST_STAGES, "A pipeline has at most " + MOST_STAGES + " stages");
    Set<String> labels = new HashSet<>();
    Set<String> ids = new HashSet<>();
    others.forEach(other -> other.stages().forEach(stage -> ids.add(stage.id())));
    boolean closed = false;
    for (Stage stage : stages) {
      checkLabel(stage.label(), stage.displayOrder());
      require(
          labels.add(stage.label().toLowerCase(Locale.ROOT)),
          "There is a stage with the label '" + stage.label() + "' already",
          "STAGE_LABEL_EXISTS");
      if (!ids.add(stage.id())) {
        throw new CrmException(new Problem.DefinitionTaken(Definition.STAGE, stage.id()));
      }
      closed |= StageMetadata.closed(stage.metadata());
    }
    require(
        closed || !type.equals(ObjectTypes.TICKET),
        "A pipeline of tickets needs a stage whose ticketState is CLOSED",
        "MISSING_CLOSED_STAGE");
    return new Pipeline(
        pipeline.id(),
        pipeline.label(),
        pipeline.displayOrder(),
        ordered(stages),
        pipeline.createdAt(),
        pipeline.updatedAt());
  }

  private static void checkLabel(String label, int displayOrder) {
    require(!label.isBlank(), "The label is empty");
    require(label.length() <= LABEL, "A label has at most " + LABEL + " characters");
    require(displayOrder >= 0, "displayOrder must not be negative");
  }

  /// In display order; where two claim one place, all are numbered anew.
  private static List<Stage> ordered(List<Stage> stages) {
    var sorted = new ArrayList<>(stages);
    sorted.sort(Comparator.comparingInt(Stage::displayOrder));
    boolean collision = sorted.stream().map(Stage::displayOrder).distinct().count() < sorted.size();
    if (collision) {
      for (int i = 0; i < sorted.size(); i++) {
        sorted.set(i, sorted.get(i).at(i));
      }
    }
    return List.copyOf(sorted);
  }
}
