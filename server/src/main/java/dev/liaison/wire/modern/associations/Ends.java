package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Request;
import dev.liaison.wire.modern.RecordIds;

/// The object types at the two ends of the associations that a path names, in the order of the
/// path.
record Ends(ObjectType from, ObjectType to) {

  static final String FROM_TYPE = "fromObjectType";
  static final String TO_TYPE = "toObjectType";

  /// @throws CrmException with [Problem.UnknownObjectType], [Problem.UnknownObjectTypeId]
  static Ends of(Request request, Crm crm) {
    ObjectTypes types = crm.catalogue(request.caller()).types();
    return new Ends(
        types.resolve(request.parameter(FROM_TYPE)), types.resolve(request.parameter(TO_TYPE)));
  }

  /// The record that `{fromObjectId}` names.
  ObjectRef fromRecord(Request request) {
    return new ObjectRef(from.id(), RecordIds.ofPath(request.parameter("fromObjectId")));
  }

  /// The record that `{toObjectId}` names.
  ObjectRef toRecord(Request request) {
    return new ObjectRef(to.id(), RecordIds.ofPath(request.parameter("toObjectId")));
  }

  ObjectRef fromRecord(long id) {
    return new ObjectRef(from.id(), id);
  }

  ObjectRef toRecord(long id) {
    return new ObjectRef(to.id(), id);
  }
}
