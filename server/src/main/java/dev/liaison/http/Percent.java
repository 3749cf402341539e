package dev.liaison.http;

import java.nio.charset.StandardCharsets;

/// Percent-encoding of paths and query strings.
public final class Percent {

  private Percent() {}

  /// Decodes `raw[start, end)` as UTF-8; escapes that are not valid stay as they are.
  ///
  /// @param plusIsSpace true in a query, false in a path
  static String decode(String raw, int start, int end, boolean plusIsSpace) {
    boolean plain = true;
    for (int i = start; i < end && plain; i++) {
      char c = raw.charAt(i);
      plain = c != '%' && !(plusIsSpace && c == '+');
    }
    if (plain) {
      return raw.substring(start, end);
    }
    byte[] source = raw.substring(start, end).getBytes(StandardCharsets.UTF_8);
    byte[] target = new byte[source.length];
    int length = 0;
    for (int i = 0; i < source.length; i++) {
      byte b = source[i];
      if (b == '%' && i + 2 < source.length && hex(source[i + 1]) >= 0 && hex(source[i + 2]) >= 0) {
        target[length++] = (byte) (hex(source[i + 1]) << 4 | hex(source[i + 2]));
        i += 2;
      } else {
        target[length++] = plusIsSpace && b == '+' ? (byte) ' ' : b;
      }
    }
    return new String(target, 0, length, StandardCharsets.UTF_8);
  }

  /// Encodes one path segment or query value: everything but unreserved characters.
  public static String encode(String text) {
    var encoded = new StringBuilder(text.length() + 8);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean unreserved =
          b >= 'a' && b <= 'z'
              || b >= 'A' && b <= 'Z'
              || b >= '0' && b <= '9'
              || "-._~".indexOf(b) >= 0;
      if (unreserved) {
        encoded.append((char) b);
      } else {
        encoded
            .append('%')
            .append("0123456789ABCDEF".charAt(b >> 4 & 15))
            .append("0123456789ABCDEF".charAt(b & 15));
      }
    }
    return encoded.toString();
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
