package dev.liaison.http;

import java.util.Set;

/// The scopes that credentials carry.
public sealed interface Granted {

  /// Every scope there is and will be.
  record All() implements Granted {}

  /// These.
  record Only(Set<String> scopes) implements Granted {
    public Only {
      scopes = Set.copyOf(scopes);
    }
  }

  default boolean includes(String scope) {
    return switch (this) {
      case All() -> true;
      case Only(Set<String> scopes) -> scopes.contains(scope);
    };
  }
}
