package dev.liaison.crm.property.formula;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A part of a formula.
sealed interface Expression {

  /// The names of the properties in it.
  default Stream<String> names() {
    return switch (this) {
      case Constant _, Nothing _ -> Stream.of();
      case Property(String name, Kind _) -> Stream.of(name);
      case Negative(Expression of) -> of.names();
      case Not(Expression of) -> of.names();
      case Binary(Operator _, Expression left, Expression right) ->
          Stream.concat(left.names(), right.names());
      case Call(Verb _, List<Expression> arguments) ->
          arguments.stream().flatMap(Expression::names);
      case If(Expression condition, Expression then, Optional<Expression> otherwise) ->
          Stream.of(Optional.of(condition), Optional.of(then), otherwise)
              .flatMap(Optional::stream)
              .flatMap(Expression::names);
    };
  }

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
