package dev.liaison.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The bytes of a request, made once; only numbers of a fixed width change from one sending to the
/// next. Immutable.
final class RequestForm {

  static final String TOKEN = "pat-benchmark-0123456789";

  private final byte[] bytes;
  private final List<Slot> slots;

  private record Slot(int start, int width) {}

  private RequestForm(String text) {
    bytes = text.getBytes(StandardCharsets.US_ASCII);
    slots = new ArrayList<>();
    for (MatchResult run : Pattern.compile("#+").matcher(text).results().toList()) {
      slots.add(new Slot(run.start(), run.end() - run.start()));
    }
  }

  /// @param line method and target; a run of `#` stands for a number of so many digits
  /// @param body empty for none
  static RequestForm of(String line, String body) {
    String content =
        body.isEmpty()
            ? line.startsWith("GET ") ? "" : "Content-Length: 0\r\n"
            : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length());
    return new RequestForm(
        "%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n%s\r\n%s"
            .formatted(line, TOKEN, content, body));
  }

  int slotCount() {
    return slots.size();
  }

  int length() {
    return bytes.length;
  }

  /// Makes the buffer hold the request, ready to be sent.
  void fill(ByteBuffer out, long[] numbers) {
    out.clear();
    out.put(bytes);
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      long rest = numbers[i];
      for (int at = slot.start + slot.width - 1; at >= slot.start; at--) {
        out.put(at, (byte) ('0' + rest % 10));
        rest /= 10;
      }
    }
    out.flip();
  }
}
