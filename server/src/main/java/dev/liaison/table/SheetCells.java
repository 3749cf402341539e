package dev.liaison.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/// What stands in the cells of a spreadsheet. Dates are numbers of days there, which their format
/// shows as dates; they are given in ISO 8601, which has one order.
///
/// @param zero the day with the number 0
record SheetCells(LocalDate zero) {

  /// What a format shows as it is: in quotes, in brackets (colours and so on), behind a backslash.
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");

  private static final Pattern DATE = Pattern.compile("[yYdD]");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /// The days that a spreadsheet knows, to the end of the year 9999.
  private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);

  private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

  /// Spreadsheets count from 1900, or from 1904. They know a 29 February 1900, so that the zero of
  /// all days after it is a day early.
  static SheetCells of(boolean from1904) {
    return new SheetCells(from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30));
  }

  /// The value of a formula is the one that was kept with it.
  String text(@Nullable Cell cell) {
    if (cell == null) {
      return "";
    }
    if (cell.getValue() instanceof BigDecimal days && isDate(cell.getDataFormatString(), days)) {
      return date(days);
    }
    String text = cell.getText();
    return text == null ? "" : text;
  }

  private static boolean isDate(@Nullable String format, BigDecimal days) {
    return format != null
        && DATE.matcher(LITERAL.matcher(format).replaceAll("")).find()
        && days.compareTo(BigDecimal.ONE) >= 0
        && days.compareTo(DAYS) < 0;
  }

  private String date(BigDecimal days) {
    long seconds = days.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    LocalDateTime date = zero.atStartOfDay().plusSeconds(seconds);
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : TIME.format(date);
  }
}
