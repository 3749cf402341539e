package dev.liaison.crm.imports;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.table.TableFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a caller wants imported.
///
/// @param operations what is done with records of a type; [Operation#UPSERT] where nothing is said
/// @param listsContacts whether the contacts become members of a list that is made for them
public record ImportRequest(
    String name,
    Map<ObjectTypeId, Operation> operations,
    DateOrder dates,
    boolean listsContacts,
    List<SourceFile> files) {

  /// What may be done with a record.
  public enum Operation {
    CREATE,
    UPDATE,
    UPSERT
  }

  /// One file.
  ///
  /// @param hasHeader whether the first row names the columns
  /// @param columns those that the rows have, in their order where there is no header
  @SuppressWarnings("ArrayRecordComponent")
  public record SourceFile(
      String name, TableFormat format, boolean hasHeader, List<Column> columns, byte[] content) {}

  Operation operation(ObjectTypeId type) {
    return operations.getOrDefault(type, Operation.UPSERT);
  }

  /// The types that the columns are of, in the order of the columns.
  List<ObjectTypeId> types() {
    return files.stream()
        .flatMap(file -> file.columns().stream())
        .flatMap(
            column ->
                switch (column) {
                  case Column.Ignored _, Column.Others _, Column.Labels _ ->
                      Stream.<ObjectTypeId>empty();
                  case Column.RecordId id -> Stream.of(id.type());
                  case Column.Property property -> Stream.of(property.type());
                })
        .distinct()
        .toList();
  }
}
