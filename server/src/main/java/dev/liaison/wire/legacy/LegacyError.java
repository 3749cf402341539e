package dev.liaison.wire.legacy;

import dev.liaison.http.Response;
import dev.liaison.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// An error answer of the legacy API: the base body of legacy-api.md 2.1 and, behind it, what a
/// case adds. `requestId` is never sent: it was to vanish in January 2020. Immutable.
public final class LegacyError {

  private final int status;
  private final @Nullable String message;
  private final List<Consumer<JsonGenerator>> extras;

  private LegacyError(int status, @Nullable String message, List<Consumer<JsonGenerator>> extras) {
    this.status = status;
    this.message = message;
    this.extras = extras;
  }

  /// An entry of `errors`: what is wrong, and in which field or parameter.
  public record Detail(String message, String in) {}

  public static LegacyError of(int status, String message) {
    return new LegacyError(status, message, List.of());
  }

  /// An error without a body.
  static LegacyError empty(int status) {
    return new LegacyError(status, null, List.of());
  }

  /// What the real API says of most things that are not there.
  public static LegacyError resourceNotFound() {
    return of(404, "resource not found");
  }

  /// A 400 of the later generation.
  public static LegacyError invalid(String message) {
    return of(400, message).category("VALIDATION_ERROR");
  }

  public LegacyError category(String category) {
    return with("category", category);
  }

  /// This error with a text field more.
  public LegacyError with(String name, String value) {
    return with(json -> json.writeStringProperty(name, value));
  }

  /// `errors` of objects with a message.
  public LegacyError errors(String... messages) {
    return with(
        json -> {
          json.writeArrayPropertyStart("errors");
          for (String text : messages) {
            json.writeStartObject();
            json.writeStringProperty("message", text);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// `errors` of objects with a message and a place.
  public LegacyError errors(List<Detail> details) {
    return with(
        json -> {
          json.writeArrayPropertyStart("errors");
          for (Detail detail : details) {
            json.writeStartObject();
            json.writeStringProperty("message", detail.message());
            json.writeStringProperty("in", detail.in());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// `errors` of plain strings, the form of associations v1.
  public LegacyError plainErrors(List<String> messages) {
    return with(
        json -> {
          json.writeArrayPropertyStart("errors");
          messages.forEach(json::writeString);
          json.writeEndArray();
        });
  }

  /// This error with more fields, written into its object.
  public LegacyError with(Consumer<JsonGenerator> fields) {
    var more = new ArrayList<Consumer<JsonGenerator>>(extras.size() + 1);
    more.addAll(extras);
    more.add(fields);
    return new LegacyError(status, message, more);
  }

  /// What it says to people; `""` for an error without a body.
  String message() {
    return message == null ? "" : message;
  }

  Response response(String correlationId) {
    return message == null
        ? Response.empty(status)
        : Response.json(status, body(message, correlationId));
  }

  private byte[] body(String text, String correlationId) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("status", "error");
          json.writeStringProperty("message", text);
          json.writeStringProperty("correlationId", correlationId);
          extras.forEach(extra -> extra.accept(json));
          json.writeEndObject();
        });
  }
}
