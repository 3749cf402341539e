package dev.liaison.wire.legacy.pipelines;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.Wording;

/// What both legacy APIs of pipelines share.
final class PipelineArea {

  private PipelineArea() {}

  static LegacyArea named(String name) {
    return new LegacyArea(
        name, new LegacyErrors(Wording.COMMON), LegacyArea.NOTICED, "/docs/legacy/pipelines.md");
  }

  /// @throws CrmException with [Problem.UnknownDefinition]
  static Pipeline find(Catalogue catalogue, ObjectTypeId type, String id) {
    return catalogue
        .pipelines()
        .find(type, id)
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownDefinition(Definition.PIPELINE, id)));
  }
}
