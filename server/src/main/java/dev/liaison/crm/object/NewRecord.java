package dev.liaison.crm.object;

import java.util.List;
import java.util.Map;

/// What a caller wants to create.
///
/// @param properties values by name in any case, not yet checked
public record NewRecord(Map<String, String> properties, List<NewLink> links) {}
