package dev.liaison.crm.object;

/// What a caller names a record by.
public sealed interface RecordKey {

  /// Its id.
  record ById(long id) implements RecordKey {}

  /// The value of a property whose values are unique, `email` of contacts for instance.
  record ByUnique(String property, String value) implements RecordKey {}
}
