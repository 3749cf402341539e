package dev.liaison.crm;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import java.util.List;
import java.util.Map;

/// One entry of the change log. Search, webhooks and reports follow the log; the core calls none of
/// them.
public sealed interface Change {

  /// The record the change is told of first.
  ObjectRef ref();

  /// A record came to be, with these property values.
  record Created(ObjectRef ref, Map<String, String> properties) implements Change {}

  /// Properties of a record took these values; `""` is cleared.
  record Updated(ObjectRef ref, Map<String, String> properties) implements Change {}

  /// A record was archived; its links went with it, each told by a [Dissociated] of its own.
  record Archived(ObjectRef ref) implements Change {}

  /// A record was removed for good, with its history; its links went with it, as for [Archived].
  record Erased(ObjectRef ref) implements Change {}

  /// `merged` became part of `ref`; its links moved, each told by changes of its own.
  record Merged(ObjectRef ref, ObjectRef merged) implements Change {}

  /// A link of these types was made. The link back from `to` is implied.
  record Associated(ObjectRef ref, ObjectRef to, List<AssociationKey> keys) implements Change {}

  /// A link of these types was removed. The link back from `to` is implied.
  record Dissociated(ObjectRef ref, ObjectRef to, List<AssociationKey> keys) implements Change {}
}
