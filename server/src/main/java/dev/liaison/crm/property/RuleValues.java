package dev.liaison.crm.property;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Whether values keep validation rules. Values are in stored form, arguments were checked when the
/// rule was made.
final class RuleValues {

  private static final Pattern DOMAIN =
      Pattern.compile("([\\pL\\pN]([\\pL\\pN-]*[\\pL\\pN])?\\.)+[\\pL]([\\pL\\pN-]*[\\pL\\pN])");

  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");

  private RuleValues() {}

  static boolean isDomain(String text) {
    return text.length() <= 253 && DOMAIN.matches(text);
  }

  /// The value in the form that a rule asks for, where the rule makes it.
  static String normalized(ValidationRule rule, String value) {
    if (!rule.normalizes()) {
      return value;
    }
    return switch (rule.type()) {
      case FORMAT ->
          switch (rule.arguments().getFirst()) {
            case "UPPER" -> value.toUpperCase(Locale.ROOT);
            case "LOWER" -> value.toLowerCase(Locale.ROOT);
            default -> capitalized(value);
          };
      case WHITESPACE -> trims(rule) ? value.strip() : without(value, Character::isWhitespace);
      case EMAIL, DOMAIN, URL -> value.strip();
      default -> value;
    };
  }

  /// Why the value breaks the rule; empty when it keeps it.
  ///
  /// @param now epoch milliseconds
  static Optional<String> fault(ValidationRule rule, String value, long now) {
    return keeps(rule, value, now) ? Optional.empty() : Optional.of(words(rule));
  }

  private static boolean keeps(ValidationRule rule, String value, long now) {
    List<String> arguments = rule.arguments();
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    return switch (rule.type()) {
      case AFTER_DATETIME_DURATION -> millis(value) >= shifted(now, first, 1);
      case AFTER_DURATION -> day(millis(value)) >= day(shifted(now, first, 1));
      case BEFORE_DATETIME_DURATION -> millis(value) <= shifted(now, first, -1);
      case BEFORE_DURATION -> day(millis(value)) <= day(shifted(now, first, -1));
      case ALPHANUMERIC -> alphanumeric(first, value);
      case DAYS_OF_WEEK -> arguments.stream().anyMatch(dayOfWeek(value)::equalsIgnoreCase);
      case DECIMAL -> decimals(value) <= Integer.parseInt(first);
      case DOMAIN -> isDomain(value);
      case EMAIL -> PropertyRules.isEmail(value);
      case EMAIL_ALLOWED_DOMAINS -> isOf(value.substring(value.indexOf('@') + 1), arguments);
      case EMAIL_BLOCKED_DOMAINS -> !isOf(value.substring(value.indexOf('@') + 1), arguments);
      case END_DATE, END_DATETIME -> millis(value) <= Times.readDateTime(first).orElseThrow();
      case START_DATE, START_DATETIME -> millis(value) >= Times.readDateTime(first).orElseThrow();
      case FORMAT ->
          value.equals(normalized(new ValidationRule(rule.type(), arguments, true), value));
      case MAX_LENGTH -> length(value) <= Integer.parseInt(first);
      case MIN_LENGTH -> length(value) >= Integer.parseInt(first);
      case MAX_NUMBER -> number(value).compareTo(number(first)) <= 0;
      case MIN_NUMBER -> number(value).compareTo(number(first)) >= 0;
      case PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE -> phone(first, value);
      case REGEX -> Pattern.matches(first, value);
      case SPECIAL_CHARACTERS ->
          all(value, it -> Character.isLetterOrDigit(it) || Character.isWhitespace(it));
      case URL -> isDomain(host(value));
      case URL_ALLOWED_DOMAINS -> isOf(host(value), arguments);
      case URL_BLOCKED_DOMAINS -> !isOf(host(value), arguments);
      case WHITESPACE ->
          trims(rule) ? value.equals(value.strip()) : all(value, it -> !Character.isWhitespace(it));
    };
  }

  private static String words(ValidationRule rule) {
    List<String> arguments = rule.arguments();
    if (rule.type() == ValidationRule.Type.REGEX && arguments.size() > 1) {
      return arguments.getLast();
    }
    return "the value does not keep the rule "
        + rule.type()
        + (arguments.isEmpty() ? "" : " " + arguments);
  }

  private static long shifted(long now, String period, int sign) {
    return RuleArguments.shifted(now, period, sign).orElse(now);
  }

  private static long millis(String value) {
    return Long.parseLong(value);
  }

  private static long day(long millis) {
    return Math.floorDiv(millis, 86_400_000L);
  }

  private static String dayOfWeek(String value) {
    return Instant.ofEpochMilli(millis(value)).atOffset(ZoneOffset.UTC).getDayOfWeek().name();
  }

  private static BigDecimal number(String value) {
    return RuleArguments.number(value).orElse(BigDecimal.ZERO);
  }

  private static int decimals(String value) {
    return Math.max(0, number(value).stripTrailingZeros().scale());
  }

  private static int length(String value) {
    return value.codePointCount(0, value.length());
  }

  private static boolean alphanumeric(String which, String value) {
    return switch (which) {
      case "ALPHA_ONLY" -> all(value, Character::isLetter);
      case "NUMERIC_ONLY" -> all(value, Character::isDigit);
      default -> all(value, Character::isLetterOrDigit);
    };
  }

  private static boolean phone(String country, String value) {
    String digits = without(value, it -> " ()-./".indexOf(it) >= 0);
    return PHONE.matches(digits) && digits.startsWith("+" + CallingCodes.of(country));
  }

  /// The host of an address, which may be without a scheme.
  private static String host(String value) {
    int scheme = value.indexOf("://");
    if (scheme >= 0 && !value.substring(0, scheme).toLowerCase(Locale.ROOT).matches("https?")) {
      return "";
    }
    String rest = scheme < 0 ? value : value.substring(scheme + 3);
    int end = 0;
    while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return all(rest, it -> !Character.isWhitespace(it)) ? rest.substring(0, end) : "";
  }

  /// Whether a host is one of the domains, or within one.
  private static boolean isOf(String host, List<String> domains) {
    String name = host.toLowerCase(Locale.ROOT);
    return domains.stream()
        .map(domain -> domain.toLowerCase(Locale.ROOT))
        .anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
  }

  private static boolean trims(ValidationRule rule) {
    return rule.arguments().contains("TRIM");
  }

  private static boolean all(String value, IntPredicate right) {
    return value.codePoints().allMatch(right);
  }

  private static String without(String value, IntPredicate out) {
    return value
        .codePoints()
        .filter(out.negate())
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// With a capital at the beginning of each word.
  private static String capitalized(String value) {
    var text = new StringBuilder(value.length());
    boolean start = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(start ? Character.toTitleCase(c) : c);
      start = Character.isWhitespace(c);
    }
    return text.toString();
  }
}
