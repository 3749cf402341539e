package dev.liaison.wire.legacy.objects;

import dev.liaison.access.Scopes;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import java.util.List;
import java.util.Map;

/// The object types in the paths of CRM objects v1. Later APIs have the same words.
final class ObjectWords {

  /// What a path calls the type.
  static final String PARAMETER = "type";

  private static final Map<String, ObjectTypeId> TYPES =
      Map.of(
          "tickets", ObjectTypes.TICKET,
          "products", ObjectTypes.PRODUCT,
          "line_items", ObjectTypes.LINE_ITEM);

  private ObjectWords() {}

  /// @throws RefusalException with [Refusal.UnknownConstant]
  static ObjectTypeId read(Request request) {
    String word = request.parameter(PARAMETER);
    ObjectTypeId type = TYPES.get(word);
    if (type == null) {
      throw new RefusalException(new Refusal.UnknownConstant(word, "ObjectType"));
    }
    return type;
  }

  static ScopeRule reading(ObjectTypes types) {
    return request -> scopes(types, request, false);
  }

  static ScopeRule writing(ObjectTypes types) {
    return request -> scopes(types, request, true);
  }

  private static List<Scope> scopes(ObjectTypes types, Request request, boolean write) {
    ObjectTypeId type = TYPES.get(request.parameter(PARAMETER));
    if (type == null) {
      return List.of();
    }
    return List.of(write ? Scopes.write(types.byId(type)) : Scopes.read(types.byId(type)));
  }
}
