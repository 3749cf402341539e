package dev.liaison.wire.legacy.associations;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.List;

/// What an associations v1 definition id stands for (legacy-api.md section 9).
sealed interface Definition {

  /// Links between two object types.
  ///
  /// @param keys the types of link meant; empty for every link of a pair, as v1 knows no labels but
  ///   the roles
  /// @param primaryFirst whether the record it leads from has a primary one among its links
  record Between(
      ObjectTypeId from, ObjectTypeId to, List<AssociationKey> keys, boolean primaryFirst)
      implements Definition {}

  /// From a record to its engagements, of whatever object type.
  record ToEngagements(ObjectTypeId from) implements Definition {}

  /// From an engagement to records.
  record FromEngagement(ObjectTypeId to) implements Definition {}
}
