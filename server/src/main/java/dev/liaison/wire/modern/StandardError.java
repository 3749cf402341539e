package dev.liaison.wire.modern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// An error in the family's form: the body of a refused call, or an entry of a batch's `errors`
/// (modern-api.md section 9).
///
/// @param httpStatus what a call that is refused with it answers
/// @param category the family's word for the kind of error; some have none
/// @param policy the limit that a call was over, or null
public record StandardError(
    int httpStatus,
    @Nullable String category,
    @Nullable String subCategory,
    String message,
    List<ErrorDetail> errors,
    Map<String, List<String>> context,
    Map<String, String> links,
    @Nullable String policy) {

  /// An error that is told by its message.
  public static StandardError of(int httpStatus, @Nullable String category, String message) {
    return new StandardError(
        httpStatus, category, null, message, List.of(), Map.of(), Map.of(), null);
  }

  /// A request that is well formed and not allowed.
  public static StandardError invalid(String message) {
    return of(400, "VALIDATION_ERROR", message);
  }

  public StandardError withSubCategory(String newSubCategory) {
    return new StandardError(
        httpStatus, category, newSubCategory, message, errors, context, links, policy);
  }

  public StandardError withErrors(List<ErrorDetail> newErrors) {
    return new StandardError(
        httpStatus, category, subCategory, message, newErrors, context, links, policy);
  }

  /// With one entry more in the context.
  public StandardError withContext(String name, List<String> values) {
    var more = new LinkedHashMap<>(context);
    more.put(name, values);
    return new StandardError(
        httpStatus, category, subCategory, message, errors, more, links, policy);
  }

  StandardError withLink(String name, String url) {
    return new StandardError(
        httpStatus, category, subCategory, message, errors, context, Map.of(name, url), policy);
  }

  StandardError withPolicy(String newPolicy) {
    return new StandardError(
        httpStatus, category, subCategory, message, errors, context, links, newPolicy);
  }

  /// Writes it as an entry of a batch, which has no correlation id.
  public void writeEntry(JsonGenerator json) {
    write(json, null);
  }

  /// Writes it as a body.
  void write(JsonGenerator json, @Nullable String correlationId) {
    json.writeStartObject();
    json.writeStringProperty("status", "error");
    json.writeStringProperty("message", message);
    if (policy != null) {
      json.writeStringProperty("errorType", "RATE_LIMIT");
    }
    if (correlationId != null) {
      json.writeStringProperty("correlationId", correlationId);
    }
    if (policy != null) {
      json.writeStringProperty("policyName", policy);
    }
    if (category != null) {
      json.writeStringProperty("category", category);
    }
    if (subCategory != null) {
      json.writeStringProperty("subCategory", subCategory);
    }
    if (!errors.isEmpty()) {
      json.writeArrayPropertyStart("errors");
      errors.forEach(error -> error.write(json));
      json.writeEndArray();
    }
    if (!context.isEmpty()) {
      writeContext(json, context);
    }
    if (!links.isEmpty()) {
      json.writeObjectPropertyStart("links");
      links.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static void writeContext(JsonGenerator json, Map<String, List<String>> context) {
    json.writeObjectPropertyStart("context");
    context.forEach(
        (name, values) -> {
          json.writeArrayPropertyStart(name);
          values.forEach(json::writeString);
          json.writeEndArray();
        });
    json.writeEndObject();
  }
}
