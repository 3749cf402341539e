package dev.liaison.access;

import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.util.Optional;

/// Finds out who calls. The `Authorization` header goes before the query, `hapikey` before
/// `access_token`, and of repeated parameters the first counts (legacy-api.md section 3).
public final class Authentication implements Filter {

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final boolean queryCredentials;

  /// @param queryCredentials whether families that take credentials from the query may do so
  public Authentication(Tokens tokens, boolean queryCredentials) {
    this.tokens = tokens;
    this.queryCredentials = queryCredentials;
  }

  @Override
  public Response apply(Request request, Handler next) {
    String credential =
        bearer(request)
            .or(() -> inQuery(request))
            .orElseThrow(() -> new RefusalException(new Refusal.NoCredentials()));
    return next.handle(
        request.by(
            tokens
                .find(credential)
                .orElseThrow(() -> new RefusalException(new Refusal.BadCredentials()))));
  }

  private static Optional<String> bearer(Request request) {
    return request
        .header("Authorization")
        .map(String::strip)
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  private Optional<String> inQuery(Request request) {
    if (!queryCredentials || !request.route().family().takesQueryCredentials()) {
      return Optional.empty();
    }
    return request.query().first("hapikey").or(() -> request.query().first("access_token"));
  }
}
