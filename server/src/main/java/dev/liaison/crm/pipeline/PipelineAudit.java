package dev.liaison.crm.pipeline;

import org.jspecify.annotations.Nullable;

/// One thing that was done to a pipeline or a stage.
///
/// @param subject id of the pipeline or of the stage
/// @param action `CREATE`, `UPDATE` or `DELETE`
/// @param at epoch milliseconds
/// @param userId the user behind the call, or null
public record PipelineAudit(String subject, String action, long at, @Nullable Long userId) {}
