package dev.liaison.wire.legacy;

import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.InvalidEntries.Entry;
import dev.liaison.crm.property.PropertyFault;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// The entries of `failureMessages` (legacy-api.md 2.2).
final class BatchFailures {

  private BatchFailures() {}

  static Stream<String> invalidEmails(Entry entry) {
    return faults(entry).stream()
        .filter(BatchFailures::ofEmail)
        .flatMap(fault -> Stream.ofNullable(fault.value()));
  }

  /// @param message what the problem is called outside of a batch
  static void write(JsonGenerator json, Entry entry, String message) {
    List<PropertyFault> faults = faults(entry);
    for (PropertyFault fault : faults) {
      json.writeStartObject();
      json.writeNumberProperty("index", entry.index());
      if (ofEmail(fault)) {
        writeError(json, fault.message());
      } else {
        json.writeObjectPropertyStart("propertyValidationResult");
        LegacyErrors.write(json, fault);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    if (faults.isEmpty()) {
      json.writeStartObject();
      json.writeNumberProperty("index", entry.index());
      writeError(json, message);
      json.writeEndObject();
    }
  }

  private static void writeError(JsonGenerator json, String message) {
    json.writeObjectPropertyStart("error");
    json.writeStringProperty("status", "error");
    json.writeStringProperty("message", message);
    json.writeEndObject();
  }

  private static List<PropertyFault> faults(Entry entry) {
    return entry.problem() instanceof Problem.InvalidProperties invalid
        ? invalid.faults()
        : List.of();
  }

  private static boolean ofEmail(PropertyFault fault) {
    return fault.code() == PropertyFault.Code.INVALID_EMAIL;
  }
}
