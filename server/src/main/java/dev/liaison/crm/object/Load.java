package dev.liaison.crm.object;

import dev.liaison.crm.owner.Owner;
import java.util.List;
import java.util.Map;

/// One entry of data that is brought in with its ids, from a seed file for instance.
public sealed interface Load {

  /// A record.
  ///
  /// @param createdAt epoch milliseconds; the time of its values too
  record OfRecord(ObjectRef ref, Map<String, String> properties, long createdAt) implements Load {}

  /// Default links from one record to others, as
  /// [dev.liaison.crm.association.Associations#associate] makes them.
  record OfLinks(ObjectRef from, List<ObjectRef> targets) implements Load {}

  /// An owner.
  record OfOwner(Owner owner) implements Load {}
}
