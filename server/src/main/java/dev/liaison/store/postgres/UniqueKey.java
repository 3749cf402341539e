package dev.liaison.store.postgres;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.UniqueText;

/// What a unique value is found by.
///
/// @param value as it is in the table
record UniqueKey(ObjectTypeId type, String property, String value) {

  static UniqueKey of(ObjectTypeId type, String property, String value) {
    return new UniqueKey(type, property, UniqueText.of(value));
  }

  /// PostgreSQL's text has no place for it, so no such value is there.
  boolean impossible() {
    return value.indexOf('\0') >= 0;
  }
}
