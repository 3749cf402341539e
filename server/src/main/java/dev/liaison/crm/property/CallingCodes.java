package dev.liaison.crm.property;

import dev.liaison.crm.catalogue.Table;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The calling codes of the countries. Read at the first use.
final class CallingCodes {

  private static final Map<String, String> CODES = new HashMap<>();

  static {
    for (Table.Row row : Table.read(CallingCodes.class, "calling-codes.tsv").rows()) {
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

  /// `1` for `us`; `""` for a country that is not known.
  static String of(String country) {
    return CODES.getOrDefault(country.toLowerCase(Locale.ROOT), "");
  }
}
