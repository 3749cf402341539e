package dev.liaison.crm.property;

/// Telephone numbers as people write them.
public final class PhoneNumbers {

  private PhoneNumbers() {}

  /// The digits that are dialled within a country, by which numbers are searched: without the
  /// calling code behind a `+`, and without zeros in front. Recorded: `11999999999` of
  /// `+5511999999999`, `8180854296` of `08180854296`, `5132271572` of `513-227-1572`.
  ///
  /// @return `""` when there are none
  public static String national(String written) {
    var digits = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    int start = written.stripLeading().startsWith("+") ? CallingCodes.length(digits.toString()) : 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
