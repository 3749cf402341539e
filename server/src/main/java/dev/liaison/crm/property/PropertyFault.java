package dev.liaison.crm.property;

import org.jspecify.annotations.Nullable;

/// Why one property value is not allowed.
///
/// @param name the property, as the caller spelled it
/// @param value the refused value; null when there is none to show
/// @param code the kind of fault
/// @param message HubSpot's sentence for it, `Property "zz" does not exist` for instance
public record PropertyFault(String name, @Nullable String value, Code code, String message) {

  /// The fault of a name that is no property.
  public static PropertyFault unknown(String name) {
    return new PropertyFault(
        name, null, Code.PROPERTY_DOESNT_EXIST, "Property \"" + name + "\" does not exist");
  }

  /// HubSpot's words; the first four are recorded or documented (modern-api.md section 9), the rest
  /// are ours in their style.
  public enum Code {
    PROPERTY_DOESNT_EXIST,
    INVALID_OPTION,
    INVALID_INTEGER,
    INVALID_EMAIL,
    READ_ONLY_VALUE,
    INVALID_LONG,
    INVALID_NUMBER,
    INVALID_DATE,
    INVALID_LENGTH,
    INVALID_CHARACTERS,
    VALIDATION_RULE_VIOLATED
  }
}
