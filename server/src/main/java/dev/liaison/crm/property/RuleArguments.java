package dev.liaison.crm.property;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which arguments the validation rules take (docs, property validations guide).
final class RuleArguments {

  static final Set<String> ALPHANUMERIC = Set.of("ALPHANUMERIC", "ALPHA_ONLY", "NUMERIC_ONLY");
  private static final Set<String> FORMAT = Set.of("CAPITALIZATION", "UPPER", "LOWER");
  private static final int MAX_DOMAINS = 20;

  /// Longer patterns cost more than any rule is worth.
  private static final int MAX_PATTERN = 2_000;

  private RuleArguments() {}

  /// What the arguments of a rule should have been; empty when they are right.
  static Optional<String> fault(ValidationRule rule) {
    List<String> arguments = rule.arguments();
    return switch (rule.type()) {
      case AFTER_DATETIME_DURATION, AFTER_DURATION, BEFORE_DATETIME_DURATION, BEFORE_DURATION ->
          one(arguments, it -> shifted(0, it, 1).isPresent(), "an ISO 8601 period, P7D");
      case ALPHANUMERIC -> one(arguments, ALPHANUMERIC::contains, "one of " + sorted(ALPHANUMERIC));
      case DAYS_OF_WEEK -> some(arguments, 7, RuleArguments::isDay, "names of days, MONDAY");
      case DECIMAL -> one(arguments, it -> isInteger(it, 0, 20), "a whole number from 0 to 20");
      case DOMAIN, EMAIL, URL ->
          arguments.isEmpty() ? Optional.empty() : Optional.of("no arguments");
      case EMAIL_ALLOWED_DOMAINS, EMAIL_BLOCKED_DOMAINS, URL_ALLOWED_DOMAINS, URL_BLOCKED_DOMAINS ->
          some(arguments, MAX_DOMAINS, RuleValues::isDomain, "1 to " + MAX_DOMAINS + " domains");
      case END_DATE, END_DATETIME, START_DATE, START_DATETIME ->
          one(arguments, it -> Times.readDateTime(it).isPresent(), "epoch milliseconds");
      case FORMAT -> one(arguments, FORMAT::contains, "one of " + sorted(FORMAT));
      case MAX_LENGTH ->
          one(arguments, it -> isInteger(it, 1, 10_000), "a whole number from 1 to 10000");
      case MIN_LENGTH ->
          one(arguments, it -> isInteger(it, 1, 10_000), "a whole number greater than 0");
      case MAX_NUMBER, MIN_NUMBER -> one(arguments, RuleArguments::isNumber, "a number");
      case PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE ->
          arguments.isEmpty()
              ? Optional.empty()
              : one(arguments, CallingCodes::knows, "no arguments, or the code of a country, us");
      case REGEX -> regex(arguments);
      case SPECIAL_CHARACTERS -> one(arguments, "NOT_ALLOWED"::equals, "NOT_ALLOWED");
      case WHITESPACE ->
          arguments.isEmpty()
              ? Optional.empty()
              : one(arguments, Set.of("ALL", "TRIM")::contains, "no arguments, ALL or TRIM");
    };
  }

  private static Optional<String> one(
      List<String> arguments, Predicate<String> right, String expected) {
    return some(arguments, 1, right, expected);
  }

  private static Optional<String> some(
      List<String> arguments, int most, Predicate<String> right, String expected) {
    boolean held =
        !arguments.isEmpty() && arguments.size() <= most && arguments.stream().allMatch(right);
    return held ? Optional.empty() : Optional.of(expected);
  }

  private static Optional<String> regex(List<String> arguments) {
    String expected = "a pattern of RE2 of up to " + MAX_PATTERN + " characters, and a message";
    if (arguments.isEmpty()
        || arguments.size() > 2
        || arguments.getFirst().length() > MAX_PATTERN) {
      return Optional.of(expected);
    }
    try {
      Pattern.compile(arguments.getFirst());
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(expected);
    }
  }

  private static boolean isInteger(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  static boolean isNumber(String text) {
    return number(text).isPresent();
  }

  /// A number of a size that can be compared.
  static Optional<BigDecimal> number(String text) {
    try {
      return text.length() > 400 ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isDay(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().equals(text.toUpperCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /// A time moved by a period of the calendar or, with a `T`, of hours; empty when the text is
  /// neither.
  ///
  /// @param sign 1 to move on, -1 to move back
  static Optional<Long> shifted(long at, String period, int sign) {
    try {
      OffsetDateTime from = Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC);
      OffsetDateTime to =
          period.contains("T")
              ? from.plus(Duration.parse(period).multipliedBy(sign))
              : from.plus(Period.parse(period).multipliedBy(sign));
      return Optional.of(to.toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static String sorted(Set<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }
}
