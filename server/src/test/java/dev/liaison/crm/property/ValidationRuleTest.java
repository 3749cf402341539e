package dev.liaison.crm.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.property.ValidationRule.Type;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of the property validations guide (docs), each rule with values that keep it and
/// values that do not.
final class ValidationRuleTest {

  /// 2026-01-01, a Thursday.
  private static final long NOW = 1_767_225_600_000L;

  private static final String DAY = "86400000";

  record Example(Type type, String arguments, String kept, String broken) {}

  static List<Example> examples() {
    return List.of(
        new Example(Type.AFTER_DATETIME_DURATION, "P1D", ms(1), ms(0)),
        new Example(Type.AFTER_DATETIME_DURATION, "PT24H", ms(1), ms(0)),
        new Example(Type.AFTER_DURATION, "P7D", ms(7), ms(6)),
        new Example(Type.ALPHANUMERIC, "ALPHANUMERIC", "a1é", "a 1"),
        new Example(Type.ALPHANUMERIC, "ALPHA_ONLY", "abc", "a1"),
        new Example(Type.ALPHANUMERIC, "NUMERIC_ONLY", "123", "1a"),
        new Example(Type.BEFORE_DATETIME_DURATION, "P1D", ms(-1), ms(0)),
        new Example(Type.BEFORE_DURATION, "P30D", ms(-30), ms(-29)),
        new Example(Type.DAYS_OF_WEEK, "MONDAY THURSDAY", ms(0), ms(1)),
        new Example(Type.DECIMAL, "2", "1.25", "1.255"),
        new Example(Type.DECIMAL, "0", "1e3", "1.5"),
        new Example(Type.DOMAIN, "", "shop.example", "shop"),
        new Example(Type.EMAIL, "", "a@b.example", "a@b"),
        new Example(Type.EMAIL_ALLOWED_DOMAINS, "b.example", "a@B.example", "a@c.example"),
        new Example(Type.EMAIL_BLOCKED_DOMAINS, "b.example", "a@c.example", "a@x.b.example"),
        new Example(Type.END_DATE, DAY, DAY, "172800000"),
        new Example(Type.END_DATETIME, DAY, "86399999", "86400001"),
        new Example(Type.FORMAT, "UPPER", "ABC", "aBC"),
        new Example(Type.FORMAT, "LOWER", "abc", "aBC"),
        new Example(Type.FORMAT, "CAPITALIZATION", "Big Ship", "Big ship"),
        new Example(Type.MAX_LENGTH, "3", "äöü", "äöüß"),
        new Example(Type.MAX_NUMBER, "99.99", "99.99", "100"),
        new Example(Type.MIN_LENGTH, "2", "ab", "a"),
        new Example(Type.MIN_NUMBER, "-10.5", "-10.5", "-11"),
        new Example(
            Type.PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE, "", "+49 (30) 901820", "030 901820"),
        new Example(
            Type.PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE, "us", "+1 202-555-0100", "+4930901820"),
        new Example(Type.REGEX, "^[A-Z]+$", "ABC", "abc"),
        new Example(Type.SPECIAL_CHARACTERS, "NOT_ALLOWED", "a 1", "a&b"),
        new Example(Type.START_DATE, DAY, DAY, "0"),
        new Example(Type.START_DATETIME, DAY, "86400001", "86399999"),
        new Example(Type.URL, "", "https://shop.example/a?b#c", "ftp://shop.example"),
        new Example(Type.URL_ALLOWED_DOMAINS, "shop.example", "www.shop.example/a", "b.example"),
        new Example(
            Type.URL_BLOCKED_DOMAINS, "shop.example", "http://b.example", "shop.example:80"),
        new Example(Type.WHITESPACE, "", "ab", "a b"),
        new Example(Type.WHITESPACE, "TRIM", "a b", " ab"));
  }

  private static String ms(int days) {
    return Long.toString(NOW + days * 86_400_000L);
  }

  private static ValidationRule rule(Type type, String arguments, boolean normalizes) {
    List<String> list = Stream.of(arguments.split(" ")).filter(it -> !it.isEmpty()).toList();
    return new ValidationRule(type, list, normalizes);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void valuesKeepTheRuleOrBreakIt(Example example) {
    ValidationRule rule = rule(example.type(), example.arguments(), false);
    assertEquals(Optional.empty(), RuleArguments.fault(rule));
    assertEquals(Optional.empty(), RuleValues.fault(rule, example.kept(), NOW));
    assertEquals(true, RuleValues.fault(rule, example.broken(), NOW).isPresent());
  }

  @Test
  void everyTypeHasAnExample() {
    Set<Type> missing = EnumSet.allOf(Type.class);
    examples().forEach(example -> missing.remove(example.type()));
    assertEquals(Set.of(), missing);
    assertEquals(27, Type.values().length);
  }

  @Test
  void wrongArgumentsAreRefusedForEveryType() {
    for (Type type : Type.values()) {
      var rule = new ValidationRule(type, List.of("?", "?", "?"), false);
      assertEquals(true, RuleArguments.fault(rule).isPresent(), type.name());
    }
  }

  @Test
  void aRuleCanBringAValueIntoItsForm() {
    assertEquals("ABC", RuleValues.normalized(rule(Type.FORMAT, "UPPER", true), "abc"));
    assertEquals(
        "Big Ship", RuleValues.normalized(rule(Type.FORMAT, "CAPITALIZATION", true), "big ship"));
    assertEquals("ab", RuleValues.normalized(rule(Type.WHITESPACE, "", true), " a b "));
    assertEquals("a b", RuleValues.normalized(rule(Type.WHITESPACE, "TRIM", true), " a b "));
    assertEquals(" a b ", RuleValues.normalized(rule(Type.WHITESPACE, "TRIM", false), " a b "));
  }

  @Test
  void aPatternHasItsOwnMessageAndTakesNoLongerForALongText() {
    var rule = new ValidationRule(Type.REGEX, Arrays.asList("(a+)+", "Only a"), false);
    assertEquals(Optional.of("Only a"), RuleValues.fault(rule, "a".repeat(50_000) + "b", NOW));
  }
}
