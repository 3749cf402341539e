package dev.liaison.wire.legacy;

import dev.liaison.http.Family;
import dev.liaison.http.Handler;
import dev.liaison.http.Percent;
import dev.liaison.http.Request;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.http.Succession;
import java.util.Optional;
import java.util.function.Function;

/// What the routes of one legacy resource share.
///
/// @param name what the compatibility page files them under, `Deals v1`
/// @param deprecatedAt epoch seconds of the resource's deprecation
/// @param documentation path of the page that tells how to migrate
public record LegacyArea(String name, Family family, long deprecatedAt, String documentation) {

  /// 2020-06-17, the oldest date on which a page of the legacy API is known to carry its notice
  /// (legacy-api.md section 16).
  public static final long NOTICED = 1_592_352_000L;

  /// The same resource with other error words.
  public LegacyArea with(Family other) {
    return new LegacyArea(name, other, deprecatedAt, documentation);
  }

  /// A route with the successor that has the same parameters.
  ///
  /// @param successor `GET /crm/v3/objects/deals/{dealId}`
  public Route route(
      String method, String template, ScopeRule scopes, Handler handler, String successor) {
    return route(method, template, scopes, handler, successor, expansion(successor));
  }

  /// A route with a successor that follows from the request in another way.
  public Route route(
      String method,
      String template,
      ScopeRule scopes,
      Handler handler,
      String successor,
      Function<Request, String> exact) {
    return route(
        method,
        template,
        scopes,
        handler,
        new Succession(deprecatedAt, documentation, successor, exact, Optional.empty()));
  }

  /// A route whose successor has a body that is not made as others are.
  public Route route(
      String method,
      String template,
      ScopeRule scopes,
      Handler handler,
      String successor,
      Function<Request, String> exact,
      Function<Request, String> body) {
    return route(
        method,
        template,
        scopes,
        handler,
        new Succession(deprecatedAt, documentation, successor, exact, Optional.of(body)));
  }

  private Route route(
      String method, String template, ScopeRule scopes, Handler handler, Succession succession) {
    return new Route(method, template, name, family, scopes, handler, succession);
  }

  private static Function<Request, String> expansion(String successor) {
    String path = successor.substring(successor.indexOf(' ') + 1);
    if (path.indexOf('{') < 0) {
      return _ -> path;
    }
    // "/a/{x}/b" splits into the fixed "/a/" and "/b" at even and the name "x" at odd places.
    String[] parts = path.split("[{}]", -1);
    return request -> {
      var exact = new StringBuilder(path.length() + 16);
      for (int i = 0; i < parts.length; i++) {
        exact.append(i % 2 == 0 ? parts[i] : Percent.encode(request.parameter(parts[i])));
      }
      return exact.toString();
    };
  }
}
