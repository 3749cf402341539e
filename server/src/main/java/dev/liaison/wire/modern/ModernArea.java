package dev.liaison.wire.modern;

import dev.liaison.http.Family;
import dev.liaison.http.Handler;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;

/// What the routes of one resource share in one version.
///
/// @param name what the compatibility page files them under, without the version
/// @param base what their templates begin with
public record ModernArea(String name, Version version, String base, Family errors) {

  /// @param path what follows on the base
  public Route route(String method, String path, ScopeRule scopes, Handler handler) {
    return new Route(
        method, base + path, name + " " + version.name(), errors, scopes, handler, null);
  }
}
