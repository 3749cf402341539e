package dev.liaison.crm.property;

import dev.liaison.crm.catalogue.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The calling codes of the countries. Read at the first use.
final class CallingCodes {

  private static final int LONGEST = 3;

  private static final Map<String, String> CODES = new HashMap<>();
  private static final Set<String> ALL = new HashSet<>();

  static {
    for (Table.Row row : Table.read(CallingCodes.class, "calling-codes.tsv").rows()) {
      ALL.add(row.text("code"));
      for (String country : row.text("countries").split(" ")) {
        CODES.put(country, row.text("code"));
      }
    }
  }

  private CallingCodes() {}

  /// @param country its two letters
  static boolean knows(String country) {
    return CODES.containsKey(country.toLowerCase(Locale.ROOT));
  }

  /// How long the calling code is that a number begins with; 0 when it has none that is known. No
  /// code is the beginning of another.
  static int length(String digits) {
    for (int length = 1; length <= Math.min(LONGEST, digits.length()); length++) {
      if (ALL.contains(digits.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }

  /// `1` for `us`; `""` for a country that is not known.
  static String of(String country) {
    return CODES.getOrDefault(country.toLowerCase(Locale.ROOT), "");
  }
}
