package dev.liaison.crm.property;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ContactEmails;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyFault.Code;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Checks values against the definitions and brings them into the form they are stored in: names in
/// lower case, e-mail addresses in lower case, dates and times as epoch milliseconds. Immutable.
public final class PropertyRules {

  /// HubSpot's documented maximum of a text property.
  private static final int MAX_LENGTH = 65_536;

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\]+@[\\p{Alnum}]([\\p{Alnum}.-]*[\\p{Alnum}])?");

  /// No two ways to match a text, so that a long one costs no more than its length.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  /// Every whole number of so many digits is a double.
  private static final int EXACT_DIGITS = 15;

  /// More digits than any amount has.
  private static final int MAX_NUMBER_LENGTH = 400;

  private final PropertyDefinitions definitions;
  private final InstantSource clock;

  public PropertyRules(PropertyDefinitions definitions, InstantSource clock) {
    this.definitions = definitions;
    this.clock = clock;
  }

  /// The values in stored form, in the order given; `""` clears.
  ///
  /// @throws CrmException with [Problem.InvalidProperties] naming every fault
  public Map<String, String> check(ObjectTypeId type, Map<String, String> values) {
    var checked = new LinkedHashMap<String, String>(values.size() * 2);
    var faults = new ArrayList<PropertyFault>(0);
    values.forEach(
        (name, value) -> {
          Optional<PropertyDefinition> definition =
              definitions.find(type, name.toLowerCase(Locale.ROOT));
          if (definition.isEmpty()) {
            faults.add(
                new PropertyFault(
                    name,
                    value,
                    Code.PROPERTY_DOESNT_EXIST,
                    "Property \"" + name + "\" does not exist"));
          } else if (definition.get().readOnly()) {
            faults.add(
                new PropertyFault(
                    name,
                    value,
                    Code.READ_ONLY_VALUE,
                    "\"" + name + "\" is a read only property; its value cannot be set"));
          } else {
            String stored = stored(definition.get(), name, value, faults);
            checked.put(
                definition.get().name(),
                definition.get().validations().isEmpty()
                    ? stored
                    : validated(definition.get(), name, stored, faults));
          }
        });
    if (!faults.isEmpty()) {
      throw new CrmException(new Problem.InvalidProperties(type, faults));
    }
    return checked;
  }

  /// The value as the portal's own rules let it be; one that is refused or cleared is not looked
  /// at.
  private String validated(
      PropertyDefinition definition, String name, String stored, List<PropertyFault> faults) {
    String value = stored;
    boolean refused = faults.stream().anyMatch(fault -> fault.name().equals(name));
    if (value.isEmpty() || refused) {
      return value;
    }
    for (ValidationRule rule : definition.validations()) {
      value = RuleValues.normalized(rule, value);
    }
    long now = clock.millis();
    for (ValidationRule rule : definition.validations()) {
      Optional<String> fault = RuleValues.fault(rule, value, now);
      if (fault.isPresent()) {
        faults.add(new PropertyFault(name, value, Code.VALIDATION_RULE_VIOLATED, fault.get()));
      }
    }
    return value;
  }

  /// The form in which a value of a unique property is looked up and claimed.
  public static String uniqueForm(PropertyDefinition definition, String value) {
    return definition.name().equals(ContactEmails.MAIN) ? email(value) : value.strip();
  }

  private static String stored(
      PropertyDefinition definition, String name, String value, List<PropertyFault> faults) {
    if (value.isEmpty()) {
      return value;
    }
    if (value.length() > MAX_LENGTH) {
      faults.add(
          new PropertyFault(
              name,
              null,
              Code.INVALID_LENGTH,
              "The value of \"" + name + "\" is longer than " + MAX_LENGTH + " characters"));
      return value;
    }
    if (!isText(value)) {
      faults.add(
          new PropertyFault(
              name,
              null,
              Code.INVALID_CHARACTERS,
              "The value of \"" + name + "\" has a NUL character or half of a surrogate pair"));
      return value;
    }
    if (definition.name().equals(ContactEmails.ADDITIONAL)) {
      return emails(name, value, faults);
    }
    return switch (definition.type()) {
      case "enumeration", "bool" -> option(definition, name, value, faults);
      case "number" -> number(definition, name, value, faults);
      case "date" -> time(name, value, faults, true);
      case "datetime" -> time(name, value, faults, false);
      default ->
          definition.name().equals(ContactEmails.MAIN) && definition.unique()
              ? email(name, value, faults)
              : value;
    };
  }

  /// Whether every store can keep it: PostgreSQL's text has no NUL, and UTF-8 no form for half of a
  /// surrogate pair.
  private static boolean isText(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String option(
      PropertyDefinition definition, String name, String value, List<PropertyFault> faults) {
    if ("OWNER".equals(definition.referencedObjectType())) {
      if (!isWhole(value)) {
        faults.add(
            new PropertyFault(
                name,
                value,
                Code.INVALID_INTEGER,
                value + " was not a valid integer (for owner ID)."));
      }
      return value;
    }
    String word = definition.type().equals("bool") ? value.toLowerCase(Locale.ROOT) : value;
    boolean open = definition.options().isEmpty() && definition.origin().hubspotDefined();
    if (open || isOption(definition, word)) {
      return word;
    }
    if (definition.fieldType().equals("checkbox") && word.contains(";")) {
      String[] words = word.split(";", -1);
      boolean all = true;
      for (String part : words) {
        all &= part.isEmpty() || isOption(definition, part);
      }
      if (all) {
        return word;
      }
    }
    faults.add(
        new PropertyFault(
            name,
            value,
            Code.INVALID_OPTION,
            value
                + " was not one of the allowed options: "
                + definition.options().stream().map(PropertyDefinition.Option::value).toList()));
    return value;
  }

  private static boolean isOption(PropertyDefinition definition, String word) {
    for (PropertyDefinition.Option option : definition.options()) {
      if (option.value().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /// The number that a value is, as near as a double can be; empty when it is none.
  public static OptionalDouble readNumber(String value) {
    String stripped = value.strip();
    if (isPlain(stripped)) {
      return OptionalDouble.of((double) Long.parseLong(stripped));
    }
    return stripped.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(stripped).matches()
        ? // Plus 0.0 makes 0 of -0.
        OptionalDouble.of(Double.parseDouble(stripped) + 0.0)
        : OptionalDouble.empty();
  }

  /// Whether a value has nothing but digits, few enough for a double to be exact. Most numbers and
  /// all dates are such, and a search index reads millions of them.
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= EXACT_DIGITS;
  }

  private static String number(
      PropertyDefinition definition, String name, String value, List<PropertyFault> faults) {
    String stripped = value.strip();
    if (stripped.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(stripped).matches()) {
      faults.add(
          new PropertyFault(name, value, Code.INVALID_NUMBER, value + " was not a valid number."));
    } else if (definition.name().equals("associatedcompanyid") && !isWhole(stripped)) {
      faults.add(
          new PropertyFault(name, value, Code.INVALID_LONG, value + " was not a valid long."));
    }
    return stripped;
  }

  private static String time(
      String name, String value, List<PropertyFault> faults, boolean dateOnly) {
    Optional<Long> millis = dateOnly ? Times.readDate(value) : Times.readDateTime(value);
    if (millis.isEmpty()) {
      faults.add(
          new PropertyFault(
              name,
              value,
              Code.INVALID_DATE,
              value
                  + " was not a valid "
                  + (dateOnly
                      ? "date: use YYYY-MM-DD or midnight UTC"
                      : "date and time: use ISO 8601")
                  + " or epoch milliseconds."));
      return value;
    }
    return Long.toString(millis.get());
  }

  private static String emails(String name, String value, List<PropertyFault> faults) {
    var addresses = new LinkedHashSet<String>();
    for (String word : PropertyValue.words(value)) {
      if (!word.isBlank()) {
        addresses.add(email(name, word.strip(), faults));
      }
    }
    return String.join(";", addresses);
  }

  static boolean isEmail(String value) {
    return EMAIL.matcher(value).matches() && value.substring(value.indexOf('@')).contains(".");
  }

  private static String email(String name, String value, List<PropertyFault> faults) {
    String address = email(value);
    if (!isEmail(address)) {
      faults.add(
          new PropertyFault(
              name, value, Code.INVALID_EMAIL, "Email address " + value + " is invalid"));
    }
    return address;
  }

  private static String email(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isWhole(String value) {
    if (value.isEmpty() || value.length() > 18) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
