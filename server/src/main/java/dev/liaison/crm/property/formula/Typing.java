package dev.liaison.crm.property.formula;

import dev.liaison.crm.property.PropertyDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds the kind of an expression, and with it what does not go together.
///
/// @param definitions finds the properties of the type by name
/// @param used takes the names of those that the expression uses
record Typing(Function<String, Optional<PropertyDefinition>> definitions, Set<String> used) {

  /// @throws InvalidFormula when it names an unknown property, or what is of another kind
  Kind of(Expression expression) {
    return switch (expression) {
      case Expression.Constant(Value.Decimal _) -> Kind.NUMBER;
      case Expression.Constant(Value.Text _) -> Kind.TEXT;
      case Expression.Constant(Value.Truth _) -> Kind.TRUTH;
      case Expression.Nothing() -> Kind.NOTHING;
      case Expression.Property(String name, Kind kind) -> property(name, kind);
      case Expression.Negative(Expression of) -> require(of(of), Kind.NUMBER, "'-'");
      case Expression.Not(Expression of) -> require(of(of), Kind.TRUTH, "'not'");
      case Expression.Binary(Operator operator, Expression left, Expression right) ->
          binary(operator, left, right);
      case Expression.Call call -> call(call);
      case Expression.If branches -> branches(branches);
    };
  }

  /// A bare name is a number; texts and truths are wrapped (docs).
  private Kind property(String name, Kind kind) {
    PropertyDefinition definition =
        definitions
            .apply(name)
            .orElseThrow(() -> new InvalidFormula("there is no property '" + name + "'"));
    Kind own = Kind.of(definition);
    if (kind == Kind.NUMBER && own != Kind.NUMBER) {
      throw new InvalidFormula(
          "the property '%s' is no number; write %s(%s)"
              .formatted(name, own == Kind.TRUTH ? "bool" : "string", name));
    }
    used.add(name);
    return kind;
  }

  private Kind binary(Operator operator, Expression left, Expression right) {
    Kind first = of(left);
    Kind second = of(right);
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      if (!second.fits(first)) {
        throw new InvalidFormula(
            "%s cannot be compared with %s".formatted(first.words, second.words));
      }
      return Kind.TRUTH;
    }
    Kind operand = operator.operand(first);
    require(first, operand, "this operand");
    require(second, operand, "this operand");
    return operator.result(first);
  }

  private Kind call(Expression.Call call) {
    Verb verb = call.verb();
    int count = call.arguments().size();
    if (count < verb.fewest || count > verb.most) {
      throw new InvalidFormula(
          "%s takes %d to %d values, not %d".formatted(verb.word(), verb.fewest, verb.most, count));
    }
    for (Expression argument : call.arguments()) {
      require(of(argument), verb.argument, "what " + verb.word() + " takes");
    }
    return verb.result;
  }

  private Kind branches(Expression.If branches) {
    require(of(branches.condition()), Kind.TRUTH, "a condition");
    Kind then = of(branches.then());
    Kind otherwise = branches.otherwise().map(this::of).orElse(Kind.NOTHING);
    if (!then.fits(otherwise)) {
      throw new InvalidFormula(
          "a condition gives either %s or %s".formatted(then.words, otherwise.words));
    }
    return then == Kind.NOTHING ? otherwise : then;
  }

  private static Kind require(Kind kind, Kind wanted, String what) {
    if (!kind.fits(wanted)) {
      throw new InvalidFormula("%s is %s, not %s".formatted(what, wanted.words, kind.words));
    }
    return wanted;
  }
}
