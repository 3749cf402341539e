package dev.liaison.crm.property;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The two written forms of a point in time, ISO 8601 and epoch milliseconds, both in UTC.
public final class Times {

  private static final long DAY = 86_400_000L;

  /// Years 0001 to 9999, so that the ISO form stays ten characters of date.
  private static final long EARLIEST = LocalDate.of(1, 1, 1).toEpochDay() * DAY;

  private static final long LATEST = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY - 1;

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /// Epoch milliseconds of a date and time; empty when the text is in neither form.
  public static Optional<Long> readDateTime(String text) {
    Optional<Long> millis = readMillis(text);
    if (millis.isPresent()) {
      return millis;
    }
    try {
      if (text.length() == 10) {
        return bounded(LocalDate.parse(text).toEpochDay() * DAY);
      }
      boolean zoned =
          text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
      return bounded(
          zoned
              ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      // The latter for years that have no epoch milliseconds.
      return Optional.empty();
    }
  }

  /// Epoch milliseconds of the midnight a date begins with; empty when the text is in neither form
  /// or has a time of day.
  public static Optional<Long> readDate(String text) {
    return readDateTime(text).filter(millis -> Math.floorMod(millis, DAY) == 0);
  }

  /// `2026-03-10T00:00:00.000Z`.
  public static String isoDateTime(long millis) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return ISO.format(Instant.ofEpochMilli(millis));
    }
    // By hand, without the formatter: every record of every answer has five of these.
    int time = (int) Math.floorMod(millis, DAY);
    byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    write(text, 0, 4, date.getYear());
    write(text, 5, 2, date.getMonthValue());
    write(text, 8, 2, date.getDayOfMonth());
    write(text, 11, 2, time / 3_600_000);
    write(text, 14, 2, time / 60_000 % 60);
    write(text, 17, 2, time / 1_000 % 60);
    write(text, 20, 3, time % 1_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /// `2026-03-10`.
  public static String isoDate(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)).toString();
  }

  private static void write(byte[] text, int start, int digits, int number) {
    int rest = number;
    for (int i = start + digits - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static Optional<Long> readMillis(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    if (text.length() == start || text.length() > 17) {
      return Optional.empty();
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return bounded(Long.parseLong(text));
  }

  private static Optional<Long> bounded(long millis) {
    return millis >= EARLIEST && millis <= LATEST ? Optional.of(millis) : Optional.empty();
  }
}
