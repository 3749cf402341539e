package dev.liaison.crm;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A consistent view of one portal's data: every call sees the same moment. Used by one thread, and
/// only inside the closure that it was given to.
public interface Snapshot {

  /// The live record; empty when there is none or it is archived.
  Optional<CrmRecord> get(ObjectRef ref);

  /// The archived record; empty when there is none or it is live.
  Optional<CrmRecord> getArchived(ObjectRef ref);

  /// The live records among these, in the order given; misses are left out. Fewer round trips than
  /// [#get] in a loop.
  List<CrmRecord> getAll(Collection<ObjectRef> refs);

  /// Records of a type with an id greater than `afterId`, ascending by id, at most `limit`; either
  /// only live or only archived ones.
  List<CrmRecord> scan(ObjectTypeId type, boolean archived, long afterId, int limit);

  /// Live records of a type last changed at or after `since` (epoch milliseconds), newest change
  /// first, `offset` of them skipped, at most `limit`.
  List<CrmRecord> recentlyUpdated(ObjectTypeId type, long since, int offset, int limit);

  /// How many live records [#recentlyUpdated] could reach, counted up to `most`.
  int countRecentlyUpdated(ObjectTypeId type, long since, int most);

  /// The id of the record that holds a unique value, compared exactly: callers normalise.
  OptionalLong findUnique(ObjectTypeId type, String property, String value);

  /// The earlier versions of a property, newest first, without the current one, which the record
  /// holds.
  List<PropertyValue> history(ObjectRef ref, String property);

  /// Links to records of a type with an id greater than `afterToId`, ascending by id, at most
  /// `limit` targets.
  List<Link> associations(ObjectRef from, ObjectTypeId toType, long afterToId, int limit);

  /// Every link of a record, to any type.
  List<Link> associations(ObjectRef from);

  /// Every link of each of the records, to any type; records without links may be left out. Fewer
  /// round trips than the other in a loop.
  Map<ObjectRef, List<Link>> associationsOfEach(Collection<ObjectRef> from);

  /// The types of the links between two records, ascending; empty when there are none.
  List<AssociationKey> associationsBetween(ObjectRef from, ObjectRef to);

  /// How many records of a type the record is linked to.
  long countAssociations(ObjectRef from, ObjectTypeId toType);

  /// Changes with a greater sequence number, ascending, at most `limit`.
  List<LoggedChange> changesAfter(long sequence, int limit);

  /// Changes that this snapshot has, but [#changesAfter] not yet, ascending: others may still come
  /// before them in the log.
  List<LoggedChange> unsettledChanges();

  /// A small named document of the deployment or portal (a token, a definition); `kind` is the
  /// collection it is in.
  Optional<byte[]> document(String kind, String name);

  /// All documents of a kind, by name.
  Map<String, byte[]> documents(String kind);

  /// The documents of a kind whose names lie in a range, in the order of the names or, when
  /// `backwards`, from the last one on; at most `limit`.
  Map<String, byte[]> documents(String kind, NameRange range, boolean backwards, int limit);
}
