package dev.liaison.crm;

import dev.liaison.crm.property.Stamp;
import org.jspecify.annotations.Nullable;

/// On whose behalf the core works.
///
/// @param portal the account (hub) id
/// @param source HubSpot's source word that writes are stamped with, `API` for instance
/// @param sourceId what in that source writes, or null
/// @param userId the user behind the call, or null
public record Caller(long portal, String source, @Nullable String sourceId, @Nullable Long userId) {

  /// A caller through the API without a user.
  public static Caller api(long portal) {
    return new Caller(portal, "API", null, null);
  }

  /// The same caller, its writes stamped with another source.
  public Caller through(String newSource, @Nullable String newSourceId) {
    return new Caller(portal, newSource, newSourceId, userId);
  }

  public Stamp stamp(long at) {
    return new Stamp(at, source, sourceId, userId);
  }
}
