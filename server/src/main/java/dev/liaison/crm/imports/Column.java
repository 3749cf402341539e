package dev.liaison.crm.imports;

import dev.liaison.crm.object.ObjectTypeId;

/// What a column of a file is.
public sealed interface Column {

  /// Its name in the file.
  String name();

  /// A column that is passed over.
  record Ignored(String name) implements Column {}

  /// The id of the row's record of a type.
  record RecordId(String name, ObjectTypeId type) implements Column {}

  /// A property of the row's record of a type.
  ///
  /// @param identifies whether the value names the record, although others may have it too
  record Property(String name, ObjectTypeId type, String property, boolean identifies)
      implements Column {}
}
