package dev.liaison.crm;

import dev.liaison.crm.association.Association;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A view that can be written to and sees its own writes. All of it is committed, or, when the
/// closure throws, none.
public interface Transaction extends Snapshot {

  /// Keeps every other transaction of the portal out until this one ends; called before anything
  /// else. A store that runs one transaction at a time has nothing to do.
  default void alone() {}

  /// [#document] of a kind that is only changed by transactions that are [#alone], or in a way that
  /// readers at the same time may or may not see: a store need not keep others from it.
  default Optional<byte[]> steadyDocument(String kind, String name) {
    return document(kind, name);
  }

  /// Tells which records the closure is about to read or write. Has no effect but on speed: a store
  /// that is reached through a network locks and fetches what is expected in one go.
  default void expect(Collection<ObjectRef> records) {}

  /// Tells that the closure is about to look at the links between a record and others, and at
  /// whether all of them are live; as [#expect].
  default void expectLinks(ObjectRef from, Collection<ObjectRef> to) {}

  /// Those of the records that are missing or archived, in the order given. The ones that are there
  /// stay so until the end of the transaction.
  List<ObjectRef> missing(Collection<ObjectRef> refs);

  /// Stores a record under its reference, in place of the one that is there; an archived one leaves
  /// the live ones and the other way round.
  void put(CrmRecord record);

  /// Removes a record for good, live or archived, with its history. Its links and its unique values
  /// must be gone before.
  void remove(ObjectRef ref);

  /// Moves `updatedAt` of live records that exist; never backwards.
  void touch(Collection<ObjectRef> refs, long at);

  /// Keeps a version of a property that is no longer the current one, of a record that is there.
  void addHistory(ObjectRef ref, String property, PropertyValue earlier);

  /// Claims a value for a record. Nothing is written when another record holds it, and that
  /// record's id is the result.
  OptionalLong claimUnique(ObjectTypeId type, String property, String value, long id);

  /// Gives up a value if that record holds it.
  void releaseUnique(ObjectTypeId type, String property, String value, long id);

  /// Stores each association and its inverse; those that are there stay as they are. Both records
  /// must be there, live or archived: a store may take a record that is not there to have no links
  /// and no history.
  void putAssociations(Collection<Association> associations);

  /// Removes each association and its inverse; those that are not there are passed over.
  void removeAssociations(Collection<Association> associations);

  /// Adds to the change log.
  void append(Change change, long at, String source);

  void putDocument(String kind, String name, byte[] content);

  void removeDocument(String kind, String name);
}
