package dev.liaison.wire.modern;

import dev.liaison.access.Scopes;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Request;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Scope rules of routes that have object types in their path. Words that name no type need
/// nothing: the handler refuses them.
public final class ObjectScopes {

  private final ObjectTypes types;

  public ObjectScopes(ObjectTypes types) {
    this.types = types;
  }

  /// What reading records of the types needs.
  ///
  /// @param parameters names of the path parameters that hold object types
  public ScopeRule read(String... parameters) {
    return rule(List.of(parameters), Scopes::read);
  }

  /// What writing records of the types needs.
  public ScopeRule write(String... parameters) {
    return rule(List.of(parameters), Scopes::write);
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

  private ScopeRule either(String from, String to, Function<ObjectType, Scope> scope) {
    return request -> {
      Optional<ObjectType> one = types.find(request.parameter(from));
      Optional<ObjectType> other = types.find(request.parameter(to));
      return one.isPresent() && other.isPresent()
          ? List.of(Scopes.either(scope.apply(one.get()), scope.apply(other.get())))
          : List.of();
    };
  }

  private ScopeRule rule(List<String> parameters, Function<ObjectType, Scope> scope) {
    if (parameters.size() == 1) {
      String parameter = parameters.getFirst();
      return request -> {
        Optional<ObjectType> type = types.find(request.parameter(parameter));
        return type.isPresent() ? List.of(scope.apply(type.get())) : List.of();
      };
    }
    return request -> required(request, parameters, scope);
  }

  private List<Scope> required(
      Request request, List<String> parameters, Function<ObjectType, Scope> scope) {
    var required = new ArrayList<Scope>(parameters.size());
    for (String parameter : parameters) {
      types
          .find(request.parameter(parameter))
          .map(scope)
          .filter(it -> !required.contains(it))
          .ifPresent(required::add);
    }
    return required;
  }
}
