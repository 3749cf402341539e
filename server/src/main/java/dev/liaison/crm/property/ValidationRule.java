package dev.liaison.crm.property;

import java.util.List;

/// A rule of the portal's that the values of a property have to keep (modern-api.md 3.11).
///
/// @param normalizes whether a value is brought into the form that the rule asks for, where it asks
///   for one
public record ValidationRule(Type type, List<String> arguments, boolean normalizes) {

  /// HubSpot's rule types, and the property types that can have them (docs, property validations
  /// guide).
  public enum Type {
    AFTER_DATETIME_DURATION("datetime"),
    AFTER_DURATION("date"),
    ALPHANUMERIC("string"),
    BEFORE_DATETIME_DURATION("datetime"),
    BEFORE_DURATION("date"),
    DAYS_OF_WEEK("date datetime"),
    DECIMAL("number"),
    DOMAIN("string"),
    EMAIL("string"),
    EMAIL_ALLOWED_DOMAINS("string"),
    EMAIL_BLOCKED_DOMAINS("string"),
    END_DATE("date"),
    END_DATETIME("datetime"),
    FORMAT("string"),
    MAX_LENGTH("string phone_number"),
    MAX_NUMBER("number"),
    MIN_LENGTH("string phone_number"),
    MIN_NUMBER("number"),
    PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE("string phone_number"),
    REGEX("string"),
    SPECIAL_CHARACTERS("string"),
    START_DATE("date"),
    START_DATETIME("datetime"),
    URL("string"),
    URL_ALLOWED_DOMAINS("string"),
    URL_BLOCKED_DOMAINS("string"),
    WHITESPACE("string");

    private final String propertyTypes;

    Type(String propertyTypes) {
      this.propertyTypes = propertyTypes;
    }

    /// Whether properties of a type can have such rules.
    boolean fits(String propertyType) {
      return (" " + propertyTypes + " ").contains(" " + propertyType + " ");
    }
  }
}
