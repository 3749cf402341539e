package dev.liaison.crm.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a caller says of a pipeline; what it leaves out is empty.
///
/// @param id the id to have, kept as it is
/// @param stages empty where the call says nothing of stages
public record PipelineInput(
    Optional<String> id,
    Optional<String> label,
    Optional<Integer> displayOrder,
    Optional<List<StageInput>> stages) {

  /// What a caller says of a stage.
  ///
  /// @param id the id to have, or, where stages are replaced, of the one that is meant
  public record StageInput(
      Optional<String> id,
      Optional<String> label,
      Optional<Integer> displayOrder,
      Map<String, String> metadata) {}
}
