package dev.liaison.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/// What stands in a cell of a spreadsheet. Dates are numbers there that are shown as dates; they
/// are given in ISO 8601, which has one order.
final class SheetCell {

  /// What a format shows as it is: in quotes, in brackets (colours and so on), behind a backslash.
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");

  private static final Pattern DATE = Pattern.compile("[yYdD]");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /// The days from 1900 on that a spreadsheet knows.
  private static final BigDecimal FIRST = BigDecimal.ONE;

  private static final BigDecimal END = BigDecimal.valueOf(2_958_466);

  private SheetCell() {}

  static String text(@Nullable Cell cell) {
    if (cell == null) {
      return "";
    }
    if (cell.getType() == CellType.NUMBER && isDate(cell.getDataFormatString(), cell.asNumber())) {
      return date(cell.asDate());
    }
    String text = cell.getText();
    return text == null ? "" : text;
  }

  private static boolean isDate(@Nullable String format, BigDecimal days) {
    return format != null
        && DATE.matcher(LITERAL.matcher(format).replaceAll("")).find()
        && days.compareTo(FIRST) >= 0
        && days.compareTo(END) < 0;
  }

  private static String date(LocalDateTime date) {
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : TIME.format(date);
  }
}
