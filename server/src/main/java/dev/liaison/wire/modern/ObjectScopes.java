package dev.liaison.wire.modern;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.http.Request;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Scope rules of routes that have object types in their path. Words that name no type need
/// nothing: the handler refuses them.
public final class ObjectScopes {

  private final Catalogues catalogues;

  public ObjectScopes(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  private Optional<ObjectType> type(Request request, String parameter) {
    return catalogues.of(request.caller().portal()).types().find(request.parameter(parameter));
  }

  /// What reading records of a type needs.
  ///
  /// @param parameter name of the path parameter that holds the object type
  public ScopeRule read(String parameter) {
    return rule(parameter, Scopes::read);
  }

  /// What writing records of a type needs.
  public ScopeRule write(String parameter) {
    return rule(parameter, Scopes::write);
  }

  /// What reading the definitions of a type needs.
  public ScopeRule readDefinitions(String parameter) {
    return rule(parameter, Scopes::readDefinitions);
  }

  /// What changing the definitions of a type needs.
  public ScopeRule writeDefinitions(String parameter) {
    return rule(parameter, Scopes::writeDefinitions);
  }

  /// What reading associations needs: reading records of the type at either end. HubSpot lets any
  /// object scope read them (modern-api.md section 11); a type at neither end has no part in them.
  ///
  /// @param from name of the path parameter that holds the type at one end
  public ScopeRule readEither(String from, String to) {
    return either(from, to, Scopes::read);
  }

  /// What writing associations needs: writing records of the type at either end.
  public ScopeRule writeEither(String from, String to) {
    return either(from, to, Scopes::write);
  }

  /// What calls about the associations of all types need: reading records of any type
  /// (modern-api.md section 11).
  public ScopeRule readAny() {
    return request -> {
      List<Scope> reading =
          catalogues.of(request.caller().portal()).types().all().stream()
              .map(Scopes::read)
              .toList();
      return List.of(Scopes.any(reading));
    };
  }

  private ScopeRule either(String from, String to, Function<ObjectType, Scope> scope) {
    return request -> {
      Optional<ObjectType> one = type(request, from);
      Optional<ObjectType> other = type(request, to);
      return one.isPresent() && other.isPresent()
          ? List.of(Scopes.either(scope.apply(one.get()), scope.apply(other.get())))
          : List.of();
    };
  }

  private ScopeRule rule(String parameter, Function<ObjectType, Scope> scope) {
    return request -> {
      Optional<ObjectType> type = type(request, parameter);
      return type.isPresent() ? List.of(scope.apply(type.get())) : List.of();
    };
  }
}
