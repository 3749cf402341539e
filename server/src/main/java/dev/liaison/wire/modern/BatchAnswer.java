package dev.liaison.wire.modern;

import dev.liaison.crm.property.Times;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The answer to a batch call (modern-api.md section 4). Made when the call begins, for its
/// `startedAt`.
public final class BatchAnswer {

  private final InstantSource clock;
  private final long startedAt;

  private BatchAnswer(InstantSource clock) {
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  public static BatchAnswer start(InstantSource clock) {
    return new BatchAnswer(clock);
  }

  /// The finished answer: 207 when there are errors, even if nothing but errors (recorded).
  ///
  /// @param success the status without errors, 200 or 201
  /// @param results writes the entries of `results`
  public Response complete(
      int success, List<StandardError> errors, Consumer<JsonGenerator> results) {
    return complete(success, 207, errors, results);
  }

  /// The same for a call that tells its errors under a status of its own.
  ///
  /// @param withErrors the status when there are errors
  public Response complete(
      int success, int withErrors, List<StandardError> errors, Consumer<JsonGenerator> results) {
    byte[] body = Json.write(json -> write(json, errors, results));
    return Response.json(errors.isEmpty() ? success : withErrors, body);
  }

  private void write(
      JsonGenerator json, List<StandardError> errors, Consumer<JsonGenerator> results) {
    json.writeStartObject();
    json.writeStringProperty("status", "COMPLETE");
    json.writeArrayPropertyStart("results");
    results.accept(json);
    json.writeEndArray();
    if (!errors.isEmpty()) {
      json.writeNumberProperty("numErrors", errors.size());
      json.writeArrayPropertyStart("errors");
      errors.forEach(error -> error.writeEntry(json));
      json.writeEndArray();
    }
    json.writeStringProperty("startedAt", Times.isoDateTime(startedAt));
    json.writeStringProperty("completedAt", Times.isoDateTime(clock.millis()));
    json.writeEndObject();
  }
}
