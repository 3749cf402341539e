package dev.liaison.crm.property.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// What an expression comes to.
sealed interface Value {

  /// As a property has it.
  String text();

  /// @param value finite
  record Decimal(double value) implements Value {

    /// What arithmetic is sure of: 0.1 + 0.2 is 0.3.
    private static final MathContext DIGITS = new MathContext(15);

    @Override
    public String text() {
      BigDecimal rounded = new BigDecimal(value).round(DIGITS);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
  }

  record Text(String text) implements Value {}

  record Truth(boolean value) implements Value {

    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /// Empty for what is no number, such as a division by zero.
  static Optional<Value> number(double value) {
    return Double.isFinite(value) ? Optional.of(new Decimal(value)) : Optional.empty();
  }

  /// The value that a text stands for; empty where it stands for none of the kind.
  static Optional<Value> of(Kind kind, String text) {
    return switch (kind) {
      case NUMBER -> {
        try {
          yield number(Double.parseDouble(text));
        } catch (NumberFormatException e) {
          yield Optional.empty();
        }
      }
      case TEXT -> Optional.of(new Text(text));
      case TRUTH ->
          text.equals("true") || text.equals("false")
              ? Optional.of(new Truth(text.equals("true")))
              : Optional.empty();
      case NOTHING -> Optional.empty();
    };
  }
}
