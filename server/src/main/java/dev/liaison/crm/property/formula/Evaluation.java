package dev.liaison.crm.property.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Computes what an expression comes to, which is nothing where something that it needs has no
/// value.
///
/// @param values gives the values of properties by name
record Evaluation(Function<String, Optional<String>> values) {

  Optional<Value> of(Expression expression) {
    return switch (expression) {
      case Expression.Constant(Value value) -> Optional.of(value);
      case Expression.Nothing() -> Optional.empty();
      case Expression.Property(String name, Kind kind) ->
          values.apply(name).flatMap(text -> Value.of(kind, text));
      case Expression.Negative(Expression of) ->
          of(of).flatMap(value -> Value.number(-((Value.Decimal) value).value()));
      case Expression.Not(Expression of) ->
          of(of).map(value -> new Value.Truth(!((Value.Truth) value).value()));
      case Expression.Binary(Operator operator, Expression left, Expression right) ->
          of(left).flatMap(first -> of(right).flatMap(second -> operator.of(first, second)));
      case Expression.Call(Verb verb, List<Expression> arguments) -> call(verb, arguments);
      case Expression.If(Expression condition, Expression then, Optional<Expression> otherwise) ->
          of(condition)
              .flatMap(
                  value -> ((Value.Truth) value).value() ? of(then) : otherwise.flatMap(this::of));
    };
  }

  private Optional<Value> call(Verb verb, List<Expression> arguments) {
    var values = new ArrayList<Value>(arguments.size());
    for (Expression argument : arguments) {
      of(argument).ifPresent(values::add);
    }
    if (values.size() == arguments.size()) {
      return verb.of(values);
    }
    return verb.asksWhetherPresent() ? Optional.of(new Value.Truth(false)) : Optional.empty();
  }
}
