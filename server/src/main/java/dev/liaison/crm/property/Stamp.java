package dev.liaison.crm.property;

import org.jspecify.annotations.Nullable;

/// When and by whom a property value was written.
///
/// @param at epoch milliseconds
/// @param source HubSpot's source word: `API`, `CALCULATED`, `IMPORT`, `BATCH_UPDATE` ...
/// @param sourceId what wrote it within the source, or null
/// @param userId the user behind the write, or null
public record Stamp(long at, String source, @Nullable String sourceId, @Nullable Long userId) {}
