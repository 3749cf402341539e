package dev.liaison.wire.legacy.contacts;

import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;

/// What a client wants to see of a contact's properties, the parameter `propertyMode`
/// (legacy-api.md section 6).
public enum PropertyMode {
  VALUE_ONLY,
  VALUE_AND_HISTORY;

  /// @throws RefusalException with [Refusal.InvalidValue] for other words
  public static PropertyMode of(Query query, PropertyMode usual) {
    String word = query.first("propertyMode").orElse("");
    return switch (word) {
      case "" -> usual;
      case "value_only" -> VALUE_ONLY;
      case "value_and_history" -> VALUE_AND_HISTORY;
      default ->
          throw new RefusalException(
              new Refusal.InvalidValue(
                  "propertyMode", "'" + word + "' is not a valid propertyMode"));
    };
  }
}
