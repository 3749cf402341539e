package dev.liaison.wire.modern;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// One entry of an error's `errors`.
///
/// @param code the kind of fault, `INVALID_OPTION`, or null
/// @param in the parameter or field that is at fault, or null
public record ErrorDetail(
    String message, @Nullable String code, @Nullable String in, Map<String, List<String>> context) {

  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("message", message);
    if (code != null) {
      json.writeStringProperty("code", code);
    }
    if (in != null) {
      json.writeStringProperty("in", in);
    }
    if (!context.isEmpty()) {
      StandardError.writeContext(json, context);
    }
    json.writeEndObject();
  }
}
