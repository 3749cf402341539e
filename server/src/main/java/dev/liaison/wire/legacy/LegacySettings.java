package dev.liaison.wire.legacy;

/// What an operator can choose about the legacy API.
///
/// @param lenientObjectType whether `contact` does for `CONTACT` in the path of the call that
///   associates a deal; off by default, as its page demands capitals (legacy-api.md 4.3 row 7)
public record LegacySettings(boolean lenientObjectType) {

  public static final LegacySettings DEFAULTS = new LegacySettings(false);
}
