package dev.liaison.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/// What stands in the cells of a spreadsheet. Dates are numbers of days there, which their format
/// shows as dates; they are given in ISO 8601, which has one order. For one reading, by one thread.
final class SheetCells {

  /// What a format shows as it is: in quotes, in brackets (colours and so on), behind a backslash.
  /// What is never closed goes to the end, so that nothing is looked at twice.
  private static final Pattern LITERAL =
      Pattern.compile("\"[^\"]*+(?:\"|\\z)|\\[[^\\]]*+(?:]|\\z)|\\\\.");

  private static final Pattern DATE = Pattern.compile("[yYdD]");

  /// Excel's limit. What is longer is no format that a spreadsheet can have shown.
  private static final int LONGEST_FORMAT = 255;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /// The days that a spreadsheet knows, to the end of the year 9999.
  private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);

  private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

  /// The day with the number 0.
  private final LocalDate zero;

  /// By format: a sheet has few of them, and many cells.
  private final Map<String, Boolean> ofDates = new HashMap<>();

  private SheetCells(LocalDate zero) {
    this.zero = zero;
  }

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

  private boolean isDate(@Nullable String format, BigDecimal days) {
    return format != null
        && format.length() <= LONGEST_FORMAT
        && ofDates.computeIfAbsent(format, SheetCells::showsDate)
        && days.compareTo(BigDecimal.ONE) >= 0
        && days.compareTo(DAYS) < 0;
  }

  private static boolean showsDate(String format) {
    return DATE.matcher(LITERAL.matcher(format).replaceAll("")).find();
  }

  private String date(BigDecimal days) {
    long seconds = days.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    LocalDateTime date = zero.atStartOfDay().plusSeconds(seconds);
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : TIME.format(date);
  }
}
