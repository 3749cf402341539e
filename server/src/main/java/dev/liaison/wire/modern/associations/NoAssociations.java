package dev.liaison.wire.modern.associations;

import dev.liaison.wire.modern.StandardError;
import java.util.List;

/// The entry of a batch read for a record without associations; recorded several times for v4
/// (modern-api.md 3.2), and for v3 by its `subCategory`. A record that does not exist gets it too.
final class NoAssociations {

  private NoAssociations() {}

  static StandardError of(Ends ends, long fromId) {
    String id = Long.toString(fromId);
    String from = ends.from().name();
    String to = ends.to().name();
    return StandardError.of(
            404, "OBJECT_NOT_FOUND", "No " + to + " is associated with " + from + " " + id + ".")
        .withSubCategory("crm.associations.NO_ASSOCIATIONS_FOUND")
        .withContext("fromObjectId", List.of(id))
        .withContext("fromObjectType", List.of(from))
        .withContext("toObjectType", List.of(to));
  }
}
