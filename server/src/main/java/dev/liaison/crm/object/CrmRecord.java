package dev.liaison.crm.object;

import dev.liaison.crm.property.PropertyValue;
import java.util.Map;
import java.util.Optional;

/// A record as it is stored: the newest version of each written property and the record's own
/// times. Values that the core derives at the time of a read (`hs_object_id`,
/// `num_associated_contacts` ...) are not in here; see [RecordView].
///
/// @param createdAt epoch milliseconds
/// @param updatedAt epoch milliseconds of the last change of a property or an association
/// @param archivedAt epoch milliseconds, 0 while the record is live
/// @param mergedInto the id of the record of the same type that this one was merged into, 0 if it
///   was not
/// @param properties by name in lower case, iterated in the order of first writing
public record CrmRecord(
    ObjectRef ref,
    long createdAt,
    long updatedAt,
    long archivedAt,
    long mergedInto,
    Map<String, PropertyValue> properties) {

  public boolean archived() {
    return archivedAt != 0;
  }

  /// The stored value of a property; empty when it was never written or was cleared.
  public Optional<String> value(String property) {
    PropertyValue value = properties.get(property);
    return value == null || value.value().isEmpty() ? Optional.empty() : Optional.of(value.value());
  }
}
