package dev.liaison.wire.modern.imports;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.imports.Column;
import dev.liaison.crm.imports.DateOrder;
import dev.liaison.crm.imports.ImportRequest;
import dev.liaison.crm.imports.ImportRequest.Operation;
import dev.liaison.crm.imports.ImportRequest.SourceFile;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.table.TableFormat;
import dev.liaison.http.Multipart;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.wire.json.Fields;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the form of an import: `files`, and `importRequest`, which is JSON (modern-api.md 3.9 and
/// HubSpot's guide).
final class ImportBody {

  private ImportBody() {}

  static ImportRequest read(Request request, Catalogue catalogue) {
    Multipart form = Multipart.of(request);
    List<Multipart.Part> requests = form.named("importRequest");
    if (requests.isEmpty()) {
      throw new RefusalException(new Refusal.MissingFields(List.of("importRequest")));
    }
    Fields body = Fields.ofBody(requests.getFirst().content());
    body.require("name", "files");
    List<Fields> files = body.objects("files");
    if (files.isEmpty()) {
      throw invalid(body, "files", "At least one file must be given");
    }
    var columns =
        new ImportColumns(
            catalogue, files.stream().flatMap(file -> mappings(file).stream()).toList());
    return new ImportRequest(
        body.text("name").orElseThrow(),
        operations(body, catalogue.types()),
        body.has("dateFormat")
            ? constant(body, "dateFormat", DateOrder.class)
            : DateOrder.MONTH_DAY_YEAR,
        body.bool("createContactListFromImport").orElse(false),
        files.stream().map(file -> file(file, form, columns)).toList());
  }

  private static Map<ObjectTypeId, Operation> operations(Fields body, ObjectTypes types) {
    var operations = new HashMap<ObjectTypeId, Operation>();
    Optional<Fields> given = body.object("importOperations");
    given.ifPresent(
        fields ->
            fields.forEachText(
                (type, word) ->
                    operations.put(
                        types.resolve(type).id(), constant(fields, type, Operation.class))));
    return operations;
  }

  private static List<Fields> mappings(Fields file) {
    file.require("fileName", "fileImportPage");
    Fields page = file.object("fileImportPage").orElseThrow();
    page.require("columnMappings");
    return page.objects("columnMappings");
  }

  private static SourceFile file(Fields file, Multipart form, ImportColumns mapped) {
    String name = file.text("fileName").orElseThrow();
    byte[] content =
        form.named("files").stream()
            .filter(part -> part.fileName().orElse("").equals(name))
            .findFirst()
            .orElseThrow(() -> invalid(file, "fileName", "No file " + name + " was sent"))
            .content();
    Fields page = file.object("fileImportPage").orElseThrow();
    List<Column> columns = mappings(file).stream().map(mapped::read).toList();
    boolean hasHeader = page.text("hasHeader").orElse("true").equals("true");
    return new SourceFile(name, format(file), hasHeader, columns, content);
  }

  private static TableFormat format(Fields file) {
    String word = file.text("fileFormat").orElse("CSV");
    return switch (word) {
      case "CSV" -> TableFormat.CSV;
      case "SPREADSHEET" -> TableFormat.XLSX;
      default -> throw invalid(file, "fileFormat", notOneOf(word, "CSV", "SPREADSHEET"));
    };
  }

  private static <E extends Enum<E>> E constant(Fields object, String field, Class<E> type) {
    String word = object.text(field).orElse("");
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw invalid(object, field, notOneOf(word, (Object[]) type.getEnumConstants()));
  }

  private static String notOneOf(String word, Object... words) {
    return "'" + word + "' is not one of " + Arrays.toString(words);
  }

  private static RefusalException invalid(Fields object, String field, String message) {
    return new RefusalException(new Refusal.InvalidValue(object.path(field), message));
  }
}
