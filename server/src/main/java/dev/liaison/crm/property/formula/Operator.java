package dev.liaison.crm.property.formula;

import java.util.Optional;

/// What stands between two operands.
enum Operator {
  PLUS,
  MINUS,
  TIMES,
  DIVIDED_BY,
  LESS,
  GREATER,
  AT_MOST,
  AT_LEAST,
  EQUAL,
  NOT_EQUAL,
  AND,
  OR;

  /// The kind of the operands.
  ///
  /// @param left of the first of them
  Kind operand(Kind left) {
    return switch (this) {
      case PLUS -> left == Kind.TEXT ? Kind.TEXT : Kind.NUMBER;
      case EQUAL, NOT_EQUAL -> left;
      case AND, OR -> Kind.TRUTH;
      case MINUS, TIMES, DIVIDED_BY, LESS, GREATER, AT_MOST, AT_LEAST -> Kind.NUMBER;
    };
  }

  Kind result(Kind left) {
    return switch (this) {
      case PLUS, MINUS, TIMES, DIVIDED_BY -> operand(left);
      case LESS, GREATER, AT_MOST, AT_LEAST, EQUAL, NOT_EQUAL, AND, OR -> Kind.TRUTH;
    };
  }

  Optional<Value> of(Value left, Value right) {
    return switch (this) {
      case PLUS ->
          left instanceof Value.Text
              ? Optional.of(new Value.Text(left.text() + right.text()))
              : Value.number(number(left) + number(right));
      case MINUS -> Value.number(number(left) - number(right));
      case TIMES -> Value.number(number(left) * number(right));
      case DIVIDED_BY -> Value.number(number(left) / number(right));
      case LESS -> truth(number(left) < number(right));
      case GREATER -> truth(number(left) > number(right));
      case AT_MOST -> truth(number(left) <= number(right));
      case AT_LEAST -> truth(number(left) >= number(right));
      case EQUAL -> truth(left.equals(right));
      case NOT_EQUAL -> truth(!left.equals(right));
      case AND -> truth(isTrue(left) && isTrue(right));
      case OR -> truth(isTrue(left) || isTrue(right));
    };
  }

  private static Optional<Value> truth(boolean value) {
    return Optional.of(new Value.Truth(value));
  }

  private static double number(Value value) {
    return ((Value.Decimal) value).value();
  }

  private static boolean isTrue(Value value) {
    return ((Value.Truth) value).value();
  }
}
