package dev.liaison.crm.property.formula;

import dev.liaison.crm.property.PropertyDefinition;
import java.util.Set;

/// What the value of an expression is.
enum Kind {
  NUMBER("a number"),
  TEXT("a text"),
  TRUTH("true or false"),
  /// The empty text where a condition gives no value: it goes with every kind.
  NOTHING("nothing");

  private static final Set<String> NUMBERS = Set.of("number", "date", "datetime");

  final String words;

  Kind(String words) {
    this.words = words;
  }

  /// What the values of a property are: times are numbers of milliseconds.
  static Kind of(PropertyDefinition definition) {
    if (definition.type().equals("bool")) {
      return TRUTH;
    }
    return NUMBERS.contains(definition.type()) ? NUMBER : TEXT;
  }

  boolean fits(Kind wanted) {
    return this == wanted || this == NOTHING || wanted == NOTHING;
  }
}
