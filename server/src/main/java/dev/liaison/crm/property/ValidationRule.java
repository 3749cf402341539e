package dev.liaison.crm.property;

import java.util.List;

/// A rule of a portal's own that the values of a property have to keep (modern-api.md 3.11).
///
/// @param normalizes whether a value may be brought into the form that the rule asks for
public record ValidationRule(Type type, List<String> arguments, boolean normalizes) {

  /// HubSpot's rule types.
  public enum Type {
    FORMAT
  }
}
