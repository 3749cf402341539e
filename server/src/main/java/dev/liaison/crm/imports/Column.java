package dev.liaison.crm.imports;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.Optional;

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

  /// What names other records, of any row and file or there before, that the row's record of a type
  /// is linked to; `;` stands between several.
  ///
  /// @param property of theirs whose value it is; empty for their ids
  /// @param key the type of the links; empty for the default
  record Others(
      String name,
      ObjectTypeId type,
      ObjectTypeId to,
      Optional<String> property,
      Optional<AssociationKey> key)
      implements Column {}

  /// The labels that the links from the row's record of one type to those of another have; `;`
  /// stands between several.
  record Labels(String name, ObjectTypeId type, ObjectTypeId to) implements Column {}
}
