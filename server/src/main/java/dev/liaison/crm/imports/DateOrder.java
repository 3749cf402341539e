package dev.liaison.crm.imports;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In which order the dates of a file say day, month and year.
public enum DateOrder {
  MONTH_DAY_YEAR(3, 1, 2),
  DAY_MONTH_YEAR(3, 2, 1),
  YEAR_MONTH_DAY(1, 2, 3);

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,4})[/.-](\\d{1,2})[/.-](\\d{1,4})(?:[ T](\\d{1,2}:\\d{2})(:\\d{2})?)?");

  private final int year;
  private final int month;
  private final int day;

  DateOrder(int year, int month, int day) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /// A date of this order in ISO 8601, with its time of day where it has one; any other text as it
  /// is, for the rules of the property to judge. Years of two digits are of this century.
  public String iso(String text) {
    Matcher date = DATE.matcher(text.strip());
    if (!date.matches()) {
      return text;
    }
    DateOrder order = date.group(1).length() == 4 ? YEAR_MONTH_DAY : this;
    int years = Integer.parseInt(date.group(order.year));
    String time =
        date.group(4) == null
            ? ""
            : "T%5s%sZ".formatted(date.group(4), date.group(5) == null ? ":00" : date.group(5));
    return String.format(
            Locale.ROOT,
            "%04d-%02d-%02d",
            years < 100 ? years + 2000 : years,
            Integer.parseInt(date.group(order.month)),
            Integer.parseInt(date.group(order.day)))
        + time.replace(' ', '0');
  }
}
