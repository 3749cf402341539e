package dev.liaison.wire.modern;

import dev.liaison.http.Request;

/// How a client reached this server: what absolute addresses in answers begin with.
public final class Origin {

  private Origin() {}

  /// `http://localhost:8787`; `""` when the client did not say.
  public static String of(Request request) {
    return request
        .header("Host")
        .map(host -> request.header("X-Forwarded-Proto").orElse("http") + "://" + host)
        .orElse("");
  }
}
