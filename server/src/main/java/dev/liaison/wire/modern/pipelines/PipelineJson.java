package dev.liaison.wire.modern.pipelines;

import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.PipelineAudit;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
import dev.liaison.crm.property.Times;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// `Pipeline`, `PipelineStage` and `PublicAuditInfo`.
final class PipelineJson {

  private PipelineJson() {}

  /// @param echoed the stages that were sent, whose unknown metadata the answer to a write shows
  ///   though it is not kept (recorded)
  static void pipeline(JsonGenerator json, Pipeline pipeline, List<StageInput> echoed) {
    json.writeStartObject();
    json.writeStringProperty("id", pipeline.id());
    json.writeStringProperty("label", pipeline.label());
    json.writeNumberProperty("displayOrder", pipeline.displayOrder());
    json.writeArrayPropertyStart("stages");
    for (Stage stage : pipeline.stages()) {
      stage(
          json,
          stage,
          echoed.stream()
              .filter(sent -> sent.label().orElse("").equals(stage.label()))
              .findFirst()
              .map(StageInput::metadata)
              .orElse(Map.of()));
    }
    json.writeEndArray();
    times(json, pipeline.createdAt(), pipeline.updatedAt());
    json.writeEndObject();
  }

  static void stage(JsonGenerator json, Stage stage, Map<String, String> echoed) {
    json.writeStartObject();
    json.writeStringProperty("id", stage.id());
    json.writeStringProperty("label", stage.label());
    json.writeNumberProperty("displayOrder", stage.displayOrder());
    var metadata = new TreeMap<>(echoed);
    metadata.putAll(stage.metadata());
    json.writeObjectPropertyStart("metadata");
    metadata.forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT");
    times(json, stage.createdAt(), stage.updatedAt());
    json.writeEndObject();
  }

  static void audit(JsonGenerator json, PipelineAudit audit, long portal) {
    json.writeStartObject();
    json.writeNumberProperty("portalId", portal);
    json.writeStringProperty("identifier", audit.subject());
    json.writeStringProperty("action", audit.action());
    json.writeStringProperty("timestamp", Times.isoDateTime(audit.at()));
    Long user = audit.userId();
    if (user != null) {
      json.writeNumberProperty("fromUserId", user);
    }
    json.writeEndObject();
  }

  private static void times(JsonGenerator json, long createdAt, long updatedAt) {
    json.writeStringProperty("createdAt", Times.isoDateTime(createdAt));
    json.writeStringProperty("updatedAt", Times.isoDateTime(updatedAt));
    json.writeBooleanProperty("archived", false);
  }
}
