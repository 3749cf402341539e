package dev.liaison.http;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// When the legacy calls end, as far as this server is concerned.
public sealed interface Sunset {

  /// The header with the day HubSpot ends v1 to v3 on; here the calls go on after it.
  record Upstream() implements Sunset {}

  /// No header.
  record Off() implements Sunset {}

  /// The operator's own end date: after that day the calls are refused.
  record On(LocalDate lastDay, Clock clock) implements Sunset {
    boolean passed() {
      return !clock
          .instant()
          .isBefore(lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
  }

  /// The value of the setting: `upstream`, `off` or the last day as `2027-03-31`.
  ///
  /// @throws IllegalArgumentException when it is none of them
  static Sunset parse(String text, Clock clock) {
    return switch (text) {
      case "upstream" -> new Upstream();
      case "off" -> new Off();
      default -> {
        try {
          yield new On(LocalDate.parse(text), clock);
        } catch (DateTimeParseException e) {
          throw new IllegalArgumentException(
              "must be 'upstream', 'off' or a date such as 2027-03-31", e);
        }
      }
    };
  }

  /// The end of a day as an HTTP-date (RFC 8594).
  static String httpDate(LocalDate lastDay) {
    Instant end = lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
        .format(end.atOffset(ZoneOffset.UTC));
  }
}
