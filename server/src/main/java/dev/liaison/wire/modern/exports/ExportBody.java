package dev.liaison.wire.modern.exports;

import dev.liaison.crm.export.ExportRequest;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.table.TableFormat;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.objects.SearchBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a `PublicExportRequest` (modern-api.md 3.9).
final class ExportBody {

  private static final Set<String> FORMATS = Set.of("XLS", "XLSX", "CSV");
  private static final Set<String> TYPES = Set.of("VIEW", "LIST");
  private static final Set<String> INTERNAL = Set.of("NAMES", "VALUES");

  private ExportBody() {}

  static ExportRequest read(Fields body, ObjectTypes types) {
    body.require("exportType", "exportName", "objectType", "objectProperties", "format");
    String exportType = oneOf(body, "exportType", TYPES);
    String format = oneOf(body, "format", FORMATS);
    boolean ofList = exportType.equals("LIST");
    if (ofList) {
      body.require("listId");
    }
    List<String> internal = body.texts("exportInternalValuesOptions");
    internal.forEach(word -> requireOneOf(body, "exportInternalValuesOptions", word, INTERNAL));
    return new ExportRequest.OfRecords(
        body.text("exportName").orElseThrow(),
        types.resolve(body.text("objectType").orElseThrow()).id(),
        body.texts("objectProperties"),
        body.text("associatedObjectType").map(word -> types.resolve(word).id()),
        ofList ? Optional.empty() : body.object("publicCrmSearchRequest").map(SearchBody::read),
        ofList ? body.number("listId") : Optional.empty(),
        format.equals("CSV") ? TableFormat.CSV : TableFormat.XLSX,
        internal.contains("NAMES"),
        internal.contains("VALUES"));
  }

  private static String oneOf(Fields body, String field, Set<String> words) {
    String word = body.text(field).orElseThrow();
    requireOneOf(body, field, word, words);
    return word;
  }

  private static void requireOneOf(Fields body, String field, String word, Set<String> words) {
    if (!words.contains(word)) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              body.path(field),
              "'" + word + "' is not one of " + words.stream().sorted().toList()));
    }
  }
}
