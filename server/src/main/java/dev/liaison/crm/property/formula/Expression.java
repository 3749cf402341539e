package dev.liaison.crm.property.formula;

import java.util.List;
import java.util.Optional;

/// A part of a formula.
sealed interface Expression {

  record Constant(Value value) implements Expression {}

  /// The empty text.
  record Nothing() implements Expression {}

  /// @param kind as what its value is read
  record Property(String name, Kind kind) implements Expression {}

  record Negative(Expression of) implements Expression {}

  record Not(Expression of) implements Expression {}

  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  record Call(Verb verb, List<Expression> arguments) implements Expression {}

  record If(Expression condition, Expression then, Optional<Expression> otherwise)
      implements Expression {}
}
