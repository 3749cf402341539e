package dev.liaison.crm.property.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// What a formula can call. Those from `IS_KNOWN` on are ours, the others are documented.
enum Verb {
  MAX(2, 100, Kind.NUMBER, Kind.NUMBER),
  MIN(2, 100, Kind.NUMBER, Kind.NUMBER),
  /// Takes what is of any kind.
  IS_PRESENT(1, 1, Kind.NOTHING, Kind.TRUTH),
  CONTAINS(2, 2, Kind.TEXT, Kind.TRUTH),
  CONCATENATE(2, 100, Kind.TEXT, Kind.TEXT),
  NUMBER_TO_STRING(1, 1, Kind.NUMBER, Kind.TEXT),
  STRING_TO_NUMBER(1, 1, Kind.TEXT, Kind.NUMBER),
  IS_KNOWN(1, 1, Kind.NOTHING, Kind.TRUTH),
  ABS(1, 1, Kind.NUMBER, Kind.NUMBER),
  ROUND(1, 1, Kind.NUMBER, Kind.NUMBER),
  SQRT(1, 1, Kind.NUMBER, Kind.NUMBER),
  UPPER(1, 1, Kind.TEXT, Kind.TEXT),
  LOWER(1, 1, Kind.TEXT, Kind.TEXT),
  BEGINS_WITH(2, 2, Kind.TEXT, Kind.TRUTH);

  final int fewest;
  final int most;
  final Kind argument;
  final Kind result;

  Verb(int fewest, int most, Kind argument, Kind result) {
    this.fewest = fewest;
    this.most = most;
    this.argument = argument;
    this.result = result;
  }

  static Optional<Verb> named(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it has a result also where the argument has no value.
  boolean asksWhetherPresent() {
    return this == IS_PRESENT || this == IS_KNOWN;
  }

  /// @param arguments all of which have a value
  Optional<Value> of(List<Value> arguments) {
    return switch (this) {
      case MAX -> Value.number(numbers(arguments).max().orElseThrow());
      case MIN -> Value.number(numbers(arguments).min().orElseThrow());
      case ABS -> Value.number(Math.abs(number(arguments)));
      case ROUND -> Value.number(Math.floor(number(arguments) + 0.5));
      case SQRT -> Value.number(Math.sqrt(number(arguments)));
      case STRING_TO_NUMBER -> Value.of(Kind.NUMBER, arguments.getFirst().text());
      case CONCATENATE ->
          Optional.of(
              new Value.Text(String.join("", arguments.stream().map(Value::text).toList())));
      case NUMBER_TO_STRING -> Optional.of(new Value.Text(arguments.getFirst().text()));
      case UPPER -> Optional.of(new Value.Text(text(arguments).toUpperCase(Locale.ROOT)));
      case LOWER -> Optional.of(new Value.Text(text(arguments).toLowerCase(Locale.ROOT)));
      case CONTAINS -> truth(text(arguments).contains(arguments.getLast().text()));
      case BEGINS_WITH -> truth(text(arguments).startsWith(arguments.getLast().text()));
      case IS_PRESENT, IS_KNOWN -> truth(true);
    };
  }

  private static Optional<Value> truth(boolean value) {
    return Optional.of(new Value.Truth(value));
  }

  private static String text(List<Value> arguments) {
    return arguments.getFirst().text();
  }

  private static double number(List<Value> arguments) {
    return ((Value.Decimal) arguments.getFirst()).value();
  }

  private static DoubleStream numbers(List<Value> arguments) {
    return arguments.stream().mapToDouble(argument -> ((Value.Decimal) argument).value());
  }
}
