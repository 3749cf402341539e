package dev.liaison.crm.object;

import dev.liaison.crm.association.AssociationKey;
import java.util.List;

/// A link to make together with a new record.
public sealed interface NewLink {

  /// Links of these types; they say what type of record `toId` is. All must exist, or nothing is
  /// created.
  record Typed(long toId, List<AssociationKey> keys) implements NewLink {
    public Typed {
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("a typed link has a type");
      }
    }
  }

  /// The default link, as [dev.liaison.crm.association.Associations#associate] makes it. All
  /// targets must exist, or nothing is created.
  record Default(ObjectRef to) implements NewLink {}

  /// The default link; a target that is missing is passed over and reported.
  record Lenient(ObjectRef to) implements NewLink {}
}
