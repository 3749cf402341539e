package dev.liaison.crm.list;

import java.util.HexFormat;

/// Names of documents that are in the order of numbers: 16 hexadecimal digits for each.
final class Names {

  private Names() {}

  /// @param numbers not negative
  static String ordered(long... numbers) {
    var name = new StringBuilder(16 * numbers.length);
    for (long number : numbers) {
      name.append(HexFormat.of().toHexDigits(number));
    }
    return name.toString();
  }

  /// What is behind a name and in front of all that come after it.
  static String behind(String name) {
    return name + "0";
  }
}
