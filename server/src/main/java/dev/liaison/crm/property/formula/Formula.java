package dev.liaison.crm.property.formula;

import dev.liaison.crm.property.PropertyDefinition;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How the values of a calculated property follow from others of the record. Immutable.
public final class Formula {

  /// The field type of the properties that have one.
  public static final String FIELD_TYPE = "calculation_equation";

  /// The hint that has it.
  public static final String HINT = "calculationFormula";

  private final Expression expression;
  private final Set<String> uses;
  private final boolean ofTime;

  private Formula(Expression expression, Set<String> uses, boolean ofTime) {
    this.expression = expression;
    this.uses = Collections.unmodifiableSet(uses);
    this.ofTime = ofTime;
  }

  /// Whether the property has one; HubSpot's calculated properties are derived otherwise.
  static boolean in(PropertyDefinition property) {
    return property.fieldType().equals(FIELD_TYPE) && !property.hint(HINT, "").isBlank();
  }

  /// Reads the formula of a property.
  ///
  /// @param definitions finds the properties of the type by name
  /// @throws InvalidFormula when it is not of the language, names an unknown property, or gives
  ///   what the property cannot have
  public static Formula of(
      PropertyDefinition property, Function<String, Optional<PropertyDefinition>> definitions) {
    Expression expression = Parser.parse(property.hint(HINT, ""));
    var used = new LinkedHashSet<String>();
    Kind kind = new Typing(definitions, used).of(expression);
    Kind wanted = Kind.of(property);
    if (!kind.fits(wanted)) {
      throw new InvalidFormula(
          "it gives %s, but the property is %s".formatted(kind.words, wanted.words));
    }
    boolean ofTime = property.type().equals("date") || property.type().equals("datetime");
    return new Formula(expression, used, ofTime);
  }

  /// The names of the properties in a formula, whether they are there or not; none of one that is
  /// not of the language.
  public static Set<String> names(String formula) {
    try {
      return Parser.parse(formula).names().collect(Collectors.toSet());
    } catch (InvalidFormula e) {
      // Whoever makes a property of it is told.
      return Set.of();
    }
  }

  /// The names of the properties that it uses.
  public Set<String> uses() {
    return uses;
  }

  /// What it comes to; empty where something that it needs has no value.
  ///
  /// @param values gives those of the record by the names of properties
  public Optional<String> value(Function<String, Optional<String>> values) {
    return new Evaluation(values)
        .of(expression)
        .map(
            value ->
                ofTime && value instanceof Value.Decimal(double millis)
                    ? Long.toString(Math.round(millis))
                    : value.text());
  }
}
