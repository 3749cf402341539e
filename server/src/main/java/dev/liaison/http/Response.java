package dev.liaison.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes back to the client. Immutable; the body array must not be changed after it is handed
/// over.
///
/// @param contentType the `Content-Type`, null for none
public record Response(
    int status, @Nullable String contentType, List<Header> headers, byte[] body) {

  /// The content type of both API families, also on their empty answers (legacy-api.md section 1,
  /// recorded).
  public static final String JSON = "application/json;charset=utf-8";

  private static final byte[] EMPTY = {};

  /// One header line.
  ///
  /// @param constant whether the same line goes out again and again, so that a server may keep its
  ///   encoded form; only for lines of which there are few
  public record Header(String name, String value, boolean constant) {

    public Header(String name, String value) {
      this(name, value, false);
    }

    public static Header constant(String name, String value) {
      return new Header(name, value, true);
    }
  }

  public static Response json(int status, byte[] body) {
    return new Response(status, JSON, List.of(), body);
  }

  /// An answer without a body.
  public static Response empty(int status) {
    return new Response(status, JSON, List.of(), EMPTY);
  }

  /// 204.
  public static Response noContent() {
    return empty(204);
  }

  /// This answer with a header more.
  public Response with(String name, String value) {
    var more = new ArrayList<Header>(headers.size() + 1);
    more.addAll(headers);
    more.add(new Header(name, value));
    return new Response(status, contentType, more, body);
  }

  /// This answer with these headers more; they come first.
  public Response with(List<Header> more) {
    if (headers.isEmpty()) {
      return new Response(status, contentType, more, body);
    }
    var all = new ArrayList<Header>(headers.size() + more.size());
    all.addAll(more);
    all.addAll(headers);
    return new Response(status, contentType, all, body);
  }

  /// Whether a header is set, in any case.
  public boolean has(String name) {
    for (Header header : headers) {
      if (header.name.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
