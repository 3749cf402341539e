package dev.liaison.wire.legacy.properties;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Request;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.Wording;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One of the paths under which the legacy API has properties and groups; all lead to the same ones
/// (legacy-api.md section 12).
///
/// @param prefix what they begin with
/// @param type the object type, or nothing where the path names it
/// @param successor what the paths of the successors begin with
record Base(LegacyArea area, String prefix, Optional<ObjectTypeId> type, String successor) {

  private static final String TYPE = "/{objectType}";
  private static final String V3 = "/crm/v3/properties/";
  private static final LegacyArea AREA =
      new LegacyArea(
          "Properties v1, v2",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/properties.md");

  static final List<Base> ALL =
      List.of(
          named("/properties/v1"),
          named("/properties/v2"),
          of("/deals/v1", ObjectTypes.DEAL, "deals"),
          of("/companies/v2", ObjectTypes.COMPANY, "companies"),
          of("/contacts/v2", ObjectTypes.CONTACT, "contacts"));

  private static Base named(String prefix) {
    return new Base(AREA, prefix + TYPE, Optional.empty(), V3 + "{objectType}");
  }

  private static Base of(String prefix, ObjectTypeId type, String plural) {
    return new Base(AREA, prefix, Optional.of(type), V3 + plural);
  }

  /// The type that a call is about.
  ObjectType type(Crm crm, Request request) {
    ObjectTypes types = crm.catalogue(request.caller()).types();
    return type.isPresent()
        ? types.byId(type.get())
        : types.resolve(request.parameter("objectType"));
  }

  ScopeRule read(Crm crm) {
    return scope(crm, Scopes::readDefinitions);
  }

  ScopeRule write(Crm crm) {
    return scope(crm, Scopes::writeDefinitions);
  }

  /// A word that names no type needs nothing: the handler refuses it.
  private ScopeRule scope(Crm crm, Function<ObjectType, Scope> scope) {
    return request -> {
      ObjectTypes types = crm.catalogue(request.caller()).types();
      Optional<ObjectType> found =
          type.isPresent()
              ? Optional.of(types.byId(type.get()))
              : types.find(request.parameter("objectType"));
      return found.isPresent() ? List.of(scope.apply(found.get())) : List.of();
    };
  }
}
