package dev.liaison.crm.pipeline;

import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A pipeline that a portal made or changed, as it is kept.
///
/// @param deleted whether it is gone; one of HubSpot's own needs to be told so
/// @param audit what was done to it, oldest first
/// @param watched stages that are about to go, by id, with the one who asked: a record that comes
///   in ends the watch (see [StageRemoval]); `""` stands for no stage
record StoredPipeline(
    ObjectTypeId type,
    Pipeline pipeline,
    boolean deleted,
    List<PipelineAudit> audit,
    Map<String, String> watched) {

  private static final int AUDIT_KEPT = 200;

  /// One that nobody changed yet.
  static StoredPipeline of(ObjectTypeId type, Pipeline pipeline) {
    return new StoredPipeline(type, pipeline, false, List.of(), Map.of());
  }

  String document() {
    return StoredPipelines.document(type, pipeline.id());
  }

  /// After a change, which ends what is watched.
  StoredPipeline changed(Pipeline newPipeline, List<PipelineAudit> done) {
    return new StoredPipeline(type, newPipeline, false, with(done), Map.of());
  }

  StoredPipeline deleted(PipelineAudit done) {
    return new StoredPipeline(type, pipeline, true, with(List.of(done)), Map.of());
  }

  StoredPipeline watched(Map<String, String> newWatched) {
    return new StoredPipeline(type, pipeline, deleted, audit, newWatched);
  }

  private List<PipelineAudit> with(List<PipelineAudit> done) {
    var all = new ArrayList<>(audit);
    all.addAll(done);
    return List.copyOf(all.subList(Math.max(0, all.size() - AUDIT_KEPT), all.size()));
  }
}
