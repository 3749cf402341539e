package dev.liaison.crm.imports;

import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.List;
import java.util.Optional;

/// What could not be imported of a row.
///
/// @param id from 1, in the order of the rows
/// @param type of the record it is about, where it is about one
/// @param column its number from 1, 0 where it is about none
/// @param value that was refused, `""` where it was none
/// @param file the number of the file from 1
/// @param line where the row begins, from 1; 0 when it is about the whole file
public record ImportError(
    long id,
    long at,
    Code code,
    String message,
    Optional<ObjectTypeId> type,
    int column,
    String value,
    int file,
    int line,
    List<String> row) {

  /// HubSpot's words for what can be wrong (openapi: `PublicImportErrorErrorTypeEnum`), those of
  /// them that are used.
  public enum Code {
    INCORRECT_NUMBER_OF_COLUMNS,
    PROPERTY_DEFINITION_NOT_FOUND,
    COULD_NOT_FIND_OWNER,
    COULD_NOT_PARSE_NUMBER,
    COULD_NOT_PARSE_DATE,
    INVALID_ENUMERATION_OPTION,
    INVALID_EMAIL,
    FAILED_VALIDATION,
    FAILED_TO_CREATE_ASSOCIATION,
    INVALID_COLUMN_CONFIGURATION,
    INVALID_FILE_TYPE,
    INVALID_RECORD_ID,
    MULTIPLE_COMPANIES_WITH_THIS_DOMAIN,
    DUPLICATE_ALTERNATE_ID,
    DUPLICATE_UNIQUE_PROPERTY_VALUE,
    ASSOCIATION_RECORD_NOT_FOUND,
    ASSOCIATION_LABEL_NOT_FOUND,
    ASSOCIATION_LIMIT_EXCEEDED,
    INVALID_ASSOCIATION_IDENTIFIER,
    CREATE_ONLY_IMPORT,
    UPDATE_ONLY_IMPORT,
    UNKNOWN_BAD_REQUEST,
    UNKNOWN_ERROR
  }

  byte[] document() {
    return new Document.Writer()
        .number("id", id)
        .number("at", at)
        .row("code", code)
        .text("message", message)
        .optional("type", type)
        .number("column", column)
        .text("value", value)
        .number("file", file)
        .number("line", line)
        .texts("cell", row)
        .bytes();
  }

  static ImportError of(byte[] content) {
    Document document = Document.of(content);
    return new ImportError(
        document.number("id"),
        document.number("at"),
        Code.valueOf(document.text("code")),
        document.textOr("message", ""),
        document.optional("type").flatMap(ObjectTypeId::parse),
        (int) document.number("column"),
        document.textOr("value", ""),
        (int) document.number("file"),
        (int) document.number("line"),
        document.texts("cell"));
  }
}
