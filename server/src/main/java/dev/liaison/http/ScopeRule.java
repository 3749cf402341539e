package dev.liaison.http;

import java.util.List;

/// Which scopes a request needs; all of those returned. A route whose type is in the path decides
/// by the path; words that name no type need nothing here, the handler refuses them.
@FunctionalInterface
public interface ScopeRule {

  /// For routes that only need valid credentials.
  ScopeRule NONE = request -> List.of();

  List<Scope> required(Request request);
}
