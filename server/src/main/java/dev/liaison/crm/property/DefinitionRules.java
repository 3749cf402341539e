package dev.liaison.crm.property;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.formula.Formula;
import dev.liaison.crm.property.formula.Formulas;
import dev.liaison.crm.property.formula.InvalidFormula;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which definitions of properties are allowed (modern-api.md 3.4, legacy-api.md section 12).
final class DefinitionRules {

  /// Documented.
  private static final int MAX_UNIQUE = 10;

  private static final int MAX_NAME = 100;

  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /// By type, the form fields that can show its values.
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "bool", Set.of("booleancheckbox", "checkbox", "radio", "select", "calculation_equation"),
          "date", Set.of("date", "calculation_equation"),
          "datetime", Set.of("date", "calculation_equation"),
          "enumeration",
              Set.of("booleancheckbox", "checkbox", "radio", "select", "calculation_equation"),
          "number", Set.of("number", "text", "textarea", "calculation_equation"),
          "phone_number", Set.of("phonenumber"),
          "string",
              Set.of("file", "html", "phonenumber", "text", "textarea", "calculation_equation"));

  /// The allowed words of the hints that have some.
  private static final Map<String, Set<String>> HINTS =
      Map.of(
          "dataSensitivity", Set.of("non_sensitive", "sensitive", "highly_sensitive"),
          "numberDisplayHint",
              Set.of(
                  "currency", "duration", "formatted", "percentage", "probability", "unformatted"),
          "textDisplayHint",
              Set.of(
                  "domain_name",
                  "email",
                  "ip_address",
                  "multi_line",
                  "phone_number",
                  "physical_address",
                  "postal_code",
                  "unformatted_single_line"));

  private final Catalogue catalogue;
  private final ObjectTypeId type;

  DefinitionRules(Catalogue catalogue, ObjectTypeId type) {
    this.catalogue = catalogue;
    this.type = type;
  }

  static CrmException invalid(String message) {
    return invalid(message, "");
  }

  private static CrmException invalid(String message, String code) {
    return new CrmException(new Problem.InvalidDefinition(Definition.PROPERTY, message, code));
  }

  static void require(boolean held, String message) {
    if (!held) {
      throw invalid(message);
    }
  }

  /// @throws CrmException with [Problem.InvalidDefinition]
  void check(PropertyDefinition definition) {
    String name = definition.name();
    require(
        NAME.matcher(name).matches() && name.length() <= MAX_NAME,
        "Property name '"
            + name
            + "' is invalid: it starts with a letter and has up to "
            + MAX_NAME
            + " small letters, digits and underscores");
    require(!definition.label().isBlank(), "The property '" + name + "' needs a label");
    checkType(definition);
    checkFormula(definition);
    checkUsers(definition);
    checkOptions(definition);
    require(
        catalogue.properties().groups(type).containsKey(definition.groupName()),
        "Property group '" + definition.groupName() + "' does not exist");
    HINTS.forEach(
        (hint, words) -> {
          String word = definition.hints().get(hint);
          require(
              word == null || words.contains(word),
              "'" + word + "' is not a valid " + hint + "; use one of " + sorted(words));
        });
    checkUnique(definition);
  }

  private static void checkType(PropertyDefinition definition) {
    Set<String> fields = FIELDS.get(definition.type());
    if (fields == null) {
      throw invalid(
          "'"
              + definition.type()
              + "' is not a valid type of a property; use one of "
              + sorted(FIELDS.keySet()));
    }
    require(
        fields.contains(definition.fieldType()),
        "A property of the type '"
            + definition.type()
            + "' cannot have the field type '"
            + definition.fieldType()
            + "'; use one of "
            + sorted(fields));
  }

  private void checkFormula(PropertyDefinition definition) {
    if (!definition.fieldType().equals(Formula.FIELD_TYPE)) {
      return;
    }
    require(
        !definition.hint(Formula.HINT, "").isBlank(),
        "A property with the field type '" + Formula.FIELD_TYPE + "' needs a formula");
    require(!definition.unique(), "The values of a calculated property cannot be unique");
    checkFormula(definition, definition);
  }

  /// What others are calculated from stays what they can be calculated from.
  private void checkUsers(PropertyDefinition definition) {
    for (PropertyDefinition other : catalogue.properties().of(type)) {
      catalogue
          .properties()
          .formulas(type)
          .of(other.name())
          .filter(formula -> formula.uses().contains(definition.name()))
          .ifPresent(_ -> checkFormula(other, definition));
    }
  }

  private void checkFormula(PropertyDefinition calculated, PropertyDefinition changed) {
    var definitions = new HashMap<String, PropertyDefinition>();
    catalogue.properties().of(type).forEach(other -> definitions.put(other.name(), other));
    definitions.put(changed.name(), changed);
    try {
      Formulas.check(definitions.getOrDefault(calculated.name(), calculated), definitions);
    } catch (InvalidFormula e) {
      throw invalid("The formula of '" + calculated.name() + "' is not valid: " + e.getMessage());
    }
  }

  private static void checkOptions(PropertyDefinition definition) {
    List<Option> options = definition.options();
    Set<String> values = new HashSet<>();
    for (Option option : options) {
      require(!option.value().isEmpty(), "An option needs a value");
      require(!option.label().isBlank(), "The option '" + option.value() + "' needs a label");
      require(values.add(option.value()), "The option '" + option.value() + "' is there twice");
    }
    // Recorded (modern-api.md 3.4).
    if (definition.type().equals("bool") && !values.equals(Set.of("true", "false"))) {
      throw invalid(
          "A property of the type 'bool' needs exactly the options true and false",
          "INVALID_BOOLEAN_OPTION");
    }
    require(
        definition.enumeration() || options.isEmpty(),
        "A property of the type '" + definition.type() + "' has no options");
  }

  private void checkUnique(PropertyDefinition definition) {
    if (!definition.unique() || definition.origin().hubspotDefined()) {
      return;
    }
    require(
        Set.of("string", "number").contains(definition.type()),
        "Only properties of the types string and number can have unique values");
    long others =
        catalogue.properties().of(type).stream()
            .filter(other -> other.unique() && !other.origin().hubspotDefined())
            .filter(other -> !other.name().equals(definition.name()))
            .count();
    require(
        others < MAX_UNIQUE,
        "There can be at most " + MAX_UNIQUE + " properties with unique values");
  }

  /// Values keep the form they were stored in, so that a type can take over those of another only
  /// where every one of them has a form that fits.
  ///
  /// @throws CrmException with [Problem.InvalidDefinition]
  static void checkChange(PropertyDefinition before, PropertyDefinition after) {
    require(
        after.fieldType().equals(Formula.FIELD_TYPE)
            == before.fieldType().equals(Formula.FIELD_TYPE),
        "Whether '" + before.name() + "' is calculated cannot change");
    Set<String> times = Set.of("date", "datetime");
    boolean fits =
        after.type().equals(before.type())
            || Set.of("string", "enumeration", "phone_number").contains(after.type())
            || times.contains(after.type()) && times.contains(before.type());
    require(
        fits,
        "The type of '"
            + before.name()
            + "' cannot change from "
            + before.type()
            + " to "
            + after.type());
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }
}
