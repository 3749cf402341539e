package dev.liaison.http;

import java.util.Set;

/// A permission that a call needs.
///
/// @param name what a 403 names, `crm.objects.deals.write`
/// @param alternatives other scopes that grant the same, the old `contacts` for instance
public record Scope(String name, Set<String> alternatives) {

  /// Whether any of the granted scopes covers this one.
  public boolean grantedBy(Granted granted) {
    if (granted.includes(name)) {
      return true;
    }
    for (String alternative : alternatives) {
      if (granted.includes(alternative)) {
        return true;
      }
    }
    return false;
  }
}
