package dev.liaison.wire.modern.imports;

import dev.liaison.crm.imports.Import;
import dev.liaison.crm.imports.ImportError;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.Times;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Writes `PublicImportResponse` and `PublicImportError` (openapi/imports-v3.json).
final class ImportJson {

  private ImportJson() {}

  static void write(JsonGenerator json, Import it) {
    json.writeStartObject();
    json.writeStringProperty("id", Long.toString(it.id()));
    json.writeStringProperty("state", it.state().name());
    json.writeStringProperty("importName", it.name());
    json.writeStringProperty("importSource", "API");
    json.writeBooleanProperty("optOutImport", false);
    json.writeArrayPropertyStart("mappedObjectTypeIds");
    it.types().forEach(type -> json.writeString(type.toString()));
    json.writeEndArray();
    json.writeObjectPropertyStart("metadata");
    json.writeObjectPropertyStart("counters");
    json.writeNumberProperty("TOTAL_ROWS", it.counters().rows());
    json.writeNumberProperty("CREATED_OBJECTS", it.counters().created());
    json.writeNumberProperty("UPDATED_OBJECTS", it.counters().updated());
    json.writeNumberProperty("PROPERTY_VALUES_EMITTED", it.counters().values());
    json.writeNumberProperty("ERRORS", it.counters().errors());
    json.writeEndObject();
    json.writeArrayPropertyStart("fileIds");
    for (int file = 1; file <= it.files().size(); file++) {
      json.writeString(Integer.toString(file));
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("objectLists");
    if (it.list() != 0) {
      json.writeStartObject();
      json.writeStringProperty("listId", Long.toString(it.list()));
      json.writeStringProperty("objectType", "CONTACT");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeStringProperty("createdAt", Times.isoDateTime(it.createdAt()));
    json.writeStringProperty("updatedAt", Times.isoDateTime(it.updatedAt()));
    json.writeEndObject();
  }

  /// @param messages whether the message is wanted
  /// @param rows whether the cells of the row are
  static void write(
      JsonGenerator json, ImportError error, ObjectTypes types, boolean messages, boolean rows) {
    json.writeStartObject();
    json.writeStringProperty("id", Long.toString(error.id()));
    json.writeNumberProperty("createdAt", error.at());
    json.writeStringProperty("errorType", error.code().name());
    if (messages) {
      json.writeStringProperty("errorMessage", error.message());
    }
    error.type().ifPresent(type -> writeType(json, types.byId(type)));
    if (error.column() != 0) {
      json.writeNumberProperty("knownColumnNumber", error.column());
      json.writeStringProperty("invalidValue", error.value());
      json.writeStringProperty("invalidValueToDisplay", error.value());
    }
    json.writeObjectPropertyStart("sourceData");
    json.writeNumberProperty("fileId", error.file());
    json.writeNumberProperty("lineNumber", error.line());
    json.writeArrayPropertyStart("rowData");
    if (rows) {
      error.row().forEach(json::writeString);
    }
    json.writeEndArray();
    json.writeBooleanProperty("containsEncryptedProperties", false);
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Custom types have no word of their own.
  private static void writeType(JsonGenerator json, ObjectType type) {
    json.writeStringProperty("objectTypeId", type.id().toString());
    if (type.id().metaType() == 0) {
      json.writeStringProperty("objectType", type.name().toUpperCase(Locale.ROOT));
    }
  }
}
