package dev.liaison.wire.modern.imports;

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
import java.util.Set;

/// Reads the form of an import: `files`, and `importRequest`, which is JSON (modern-api.md 3.9 and
/// HubSpot's guide).
final class ImportBody {

  private static final String RECORD_ID = "HUBSPOT_OBJECT_ID";
  private static final String ALTERNATE_ID = "HUBSPOT_ALTERNATE_ID";

  /// What a column can be. A property whose values are unique names a record in any case.
  private static final Set<String> COLUMN_TYPES = Set.of(RECORD_ID, ALTERNATE_ID, "STANDARD");

  private static final Set<String> ASSOCIATING =
      Set.of("FLEXIBLE_ASSOCIATION_LABEL", "ASSOCIATION_KEYS");

  private ImportBody() {}

  static ImportRequest read(Request request, ObjectTypes types) {
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
    return new ImportRequest(
        body.text("name").orElseThrow(),
        operations(body, types),
        body.has("dateFormat")
            ? constant(body, "dateFormat", DateOrder.class)
            : DateOrder.MONTH_DAY_YEAR,
        files.stream().map(file -> file(file, form, types)).toList());
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

  private static SourceFile file(Fields file, Multipart form, ObjectTypes types) {
    file.require("fileName", "fileImportPage");
    String name = file.text("fileName").orElseThrow();
    byte[] content =
        form.named("files").stream()
            .filter(part -> part.fileName().orElse("").equals(name))
            .findFirst()
            .orElseThrow(() -> invalid(file, "fileName", "No file " + name + " was sent"))
            .content();
    Fields page = file.object("fileImportPage").orElseThrow();
    page.require("columnMappings");
    List<Column> columns =
        page.objects("columnMappings").stream().map(column -> column(column, types)).toList();
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

  /// Older clients say `idColumnType` for `columnType`.
  private static Column column(Fields column, ObjectTypes types) {
    column.require("columnName");
    String name = column.text("columnName").orElseThrow();
    String kind =
        column.text("columnType").or(() -> column.text("idColumnType")).orElse("STANDARD");
    if (ASSOCIATING.contains(kind) || column.has("toColumnObjectTypeId")) {
      throw new RefusalException(
          new Refusal.NotServed("An import with association labels or common columns"));
    }
    if (!COLUMN_TYPES.contains(kind)) {
      throw invalid(column, "columnType", notOneOf(kind, COLUMN_TYPES.stream().sorted().toArray()));
    }
    Optional<String> property = column.text("propertyName").filter(word -> !word.isEmpty());
    if (!kind.equals(RECORD_ID) && property.isEmpty()) {
      return new Column.Ignored(name);
    }
    column.require("columnObjectTypeId");
    ObjectTypeId type = types.resolve(column.text("columnObjectTypeId").orElseThrow()).id();
    return kind.equals(RECORD_ID) || property.get().equals("hs_object_id")
        ? new Column.RecordId(name, type)
        : new Column.Property(name, type, property.get(), kind.equals(ALTERNATE_ID));
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
