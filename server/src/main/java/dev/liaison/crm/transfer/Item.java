package dev.liaison.crm.transfer;

import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;

/// One thing that a store holds. All of them are all that it holds, but for its [Marks].
public sealed interface Item {

  long portal();

  default Kind kind() {
    return switch (this) {
      case Stored(_, CrmRecord record) -> record.archived() ? Kind.ARCHIVED : Kind.RECORD;
      case Version _ -> Kind.HISTORY;
      case Claim _ -> Kind.UNIQUE;
      case Linked _ -> Kind.ASSOCIATION;
      case Logged _ -> Kind.CHANGE;
      case Document _ -> Kind.DOCUMENT;
    };
  }

  /// A record, live or archived.
  record Stored(long portal, CrmRecord record) implements Item {}

  /// An earlier value of a property.
  ///
  /// @param sequence orders those of one moment, ascending
  record Version(long portal, ObjectRef ref, String property, PropertyValue value, long sequence)
      implements Item {}

  /// A unique value that a record holds.
  ///
  /// @param value as [dev.liaison.crm.object.UniqueText] has it
  record Claim(long portal, ObjectTypeId type, String property, String value, long id)
      implements Item {}

  /// A link as it is seen from one of its ends; the way back is an item of its own.
  record Linked(long portal, ObjectRef from, ObjectRef to, AssociationKey key) implements Item {}

  /// An entry of the change log.
  record Logged(long portal, LoggedChange change) implements Item {}

  /// A document of a portal.
  @SuppressWarnings("ArrayRecordComponent")
  record Document(long portal, String collection, String name, byte[] content) implements Item {}
}
