package dev.liaison.crm.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stages that records of a type move through.
public record Pipeline(String id, String label, int displayOrder, List<Stage> stages) {

  /// @param metadata `probability` ("0.0" to "1.0") and `isClosed` of deal stages, `ticketState`
  ///   (`OPEN`, `CLOSED`) of ticket stages
  public record Stage(String id, String label, int displayOrder, Map<String, String> metadata) {}

  public Optional<Stage> stage(String id) {
    return stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
  }
}
