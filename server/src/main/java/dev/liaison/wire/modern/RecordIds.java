package dev.liaison.wire.modern;

import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.OptionalLong;

/// Record ids, which are texts of digits in this family.
public final class RecordIds {

  private RecordIds() {}

  /// The id in a path.
  ///
  /// @throws RefusalException with [Refusal.NoSuchResource] when it is no number
  public static long ofPath(String text) {
    return parse(text).orElseThrow(() -> new RefusalException(new Refusal.NoSuchResource(text)));
  }

  /// The id in a body; empty when the text is no number.
  public static OptionalLong parse(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return OptionalLong.empty();
    }
    long id = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return OptionalLong.empty();
      }
      id = id * 10 + (digit - '0');
    }
    return OptionalLong.of(id);
  }

  /// The id in a field of a body.
  ///
  /// @throws RefusalException with [Refusal.MissingFields] when there is none,
  ///   [Refusal.InvalidValue] when it is no number
  public static long required(Fields object, String name) {
    object.require(name);
    String text = object.text(name).orElseThrow();
    return parse(text)
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.InvalidValue(
                        object.path(name), "'" + text + "' is not a valid id")));
  }
}
