package dev.liaison.wire.modern.pipelines;

import dev.liaison.crm.pipeline.PipelineInput;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `PipelineInput`, `PipelineStageInput` and their forms for PATCH.
final class PipelineBody {

  private PipelineBody() {}

  /// A whole pipeline; the id counts where one is made.
  static PipelineInput pipeline(Fields body) {
    body.require("label", "displayOrder", "stages");
    List<StageInput> stages = body.objects("stages").stream().map(PipelineBody::stage).toList();
    return new PipelineInput(
        body.text("pipelineId"),
        body.text("label"),
        body.integer("displayOrder"),
        Optional.of(stages));
  }

  static PipelineInput pipelinePatch(Fields body) {
    refuseArchiving(body);
    return new PipelineInput(
        Optional.empty(), body.text("label"), body.integer("displayOrder"), Optional.empty());
  }

  /// A whole stage; the id counts where one is made, or where stages are replaced.
  static StageInput stage(Fields body) {
    body.require("label", "displayOrder");
    return stage(body, body.text("stageId"));
  }

  static StageInput stagePatch(Fields body) {
    refuseArchiving(body);
    return stage(body, Optional.empty());
  }

  private static StageInput stage(Fields body, Optional<String> id) {
    return new StageInput(id, body.text("label"), body.integer("displayOrder"), metadata(body));
  }

  static Map<String, String> metadata(Fields body) {
    var metadata = new LinkedHashMap<String, String>();
    body.object("metadata").ifPresent(it -> it.forEachText(metadata::put));
    return metadata;
  }

  /// Deleting is final (recorded), so nothing is ever archived or to be restored.
  private static void refuseArchiving(Fields body) {
    if (body.bool("archived").orElse(false)) {
      throw new RefusalException(
          new Refusal.InvalidValue("archived", "true is not possible; delete it instead"));
    }
  }
}
