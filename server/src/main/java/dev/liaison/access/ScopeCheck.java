package dev.liaison.access;

import dev.liaison.http.Filter;
import dev.liaison.http.Granted;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Scope;
import java.util.ArrayList;
import java.util.List;

/// Refuses calls whose credentials lack a scope that the route asks for, and names what is missing.
public final class ScopeCheck implements Filter {

  @Override
  public Response apply(Request request, Handler next) {
    if (request.grant().scopes() instanceof Granted.Only) {
      require(request, request.route().scopes().required(request));
    }
    return next.handle(request);
  }

  /// The same check for handlers whose scopes depend on the body.
  ///
  /// @throws RefusalException with [Refusal.MissingScopes]
  public static void require(Request request, List<Scope> required) {
    Granted granted = request.grant().scopes();
    if (granted instanceof Granted.Only) {
      List<String> missing = missing(required, granted);
      if (!missing.isEmpty()) {
        throw new RefusalException(new Refusal.MissingScopes(missing));
      }
    }
  }

  private static List<String> missing(List<Scope> required, Granted granted) {
    var missing = new ArrayList<String>();
    for (Scope scope : required) {
      if (!scope.grantedBy(granted) && !missing.contains(scope.name())) {
        missing.add(scope.name());
      }
    }
    return missing;
  }
}
