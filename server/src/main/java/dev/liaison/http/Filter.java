package dev.liaison.http;

/// Something that happens around every handler: it may answer itself, or call `next` with the
/// request or a changed one.
@FunctionalInterface
public interface Filter {
  Response apply(Request request, Handler next);

  /// The handler with this filter around it.
  default Handler around(Handler inner) {
    return request -> apply(request, inner);
  }
}
