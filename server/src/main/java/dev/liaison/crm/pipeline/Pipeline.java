package dev.liaison.crm.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stages that records of a type move through.
///
/// @param stages in display order
/// @param createdAt epoch milliseconds, 0 for HubSpot's own
/// @param updatedAt epoch milliseconds, 0 for one of HubSpot's own that nobody changed
public record Pipeline(
    String id, String label, int displayOrder, List<Stage> stages, long createdAt, long updatedAt) {

  /// @param metadata `probability` ("0.0" to "1.0") and `isClosed` of deal stages, `ticketState`
  ///   (`OPEN`, `CLOSED`) of ticket stages
  public record Stage(
      String id,
      String label,
      int displayOrder,
      Map<String, String> metadata,
      long createdAt,
      long updatedAt) {

    Stage at(int newDisplayOrder) {
      return new Stage(id, label, newDisplayOrder, metadata, createdAt, updatedAt);
    }
  }

  public Optional<Stage> stage(String stageId) {
    return stages.stream().filter(stage -> stage.id().equals(stageId)).findFirst();
  }

  Pipeline with(List<Stage> newStages, long at) {
    return new Pipeline(id, label, displayOrder, newStages, createdAt, at);
  }
}
