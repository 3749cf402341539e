package dev.liaison.wire.legacy;

import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import java.util.OptionalLong;

/// Ids as v1 and v2 send them: decimal digits.
public final class LegacyIds {

  private static final int MAX_DIGITS = 19;

  private LegacyIds() {}

  /// The id in a path.
  ///
  /// @throws RefusalException with [Refusal.NoSuchResource] when it is not a number, negative or
  ///   over 2^63-1 (legacy-api.md 4.3 row 8)
  public static long path(Request request, String parameter) {
    String text = request.parameter(parameter);
    OptionalLong id = whole(text);
    if (id.isEmpty() || id.getAsLong() < 0) {
      throw new RefusalException(new Refusal.NoSuchResource(text));
    }
    return id.getAsLong();
  }

  /// A whole number of 64 bits, negative ones included; empty for any other text.
  public static OptionalLong whole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits == 0 || digits > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    // Negative, as the smallest number has no positive counterpart.
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      long next = value * 10 - digit;
      if (next > value || value < Long.MIN_VALUE / 10) {
        return OptionalLong.empty();
      }
      value = next;
    }
    if (start == 1) {
      return OptionalLong.of(value);
    }
    return value == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(-value);
  }
}
