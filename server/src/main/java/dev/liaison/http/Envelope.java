package dev.liaison.http;

import java.nio.charset.StandardCharsets;

/// The error body that is common to both API families, for answers given outside of them.
final class Envelope {

  private Envelope() {}

  /// @param message plain ASCII without quotes or backslashes
  static Response response(int status, String message, String correlationId) {
    String body =
        "{\"status\":\"error\",\"message\":\"%s\",\"correlationId\":\"%s\"}"
            .formatted(message, correlationId);
    return Response.json(status, body.getBytes(StandardCharsets.UTF_8));
  }
}
