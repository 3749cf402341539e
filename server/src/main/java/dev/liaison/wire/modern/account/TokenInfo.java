package dev.liaison.wire.modern.account;

import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Family;
import dev.liaison.http.Granted;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Request.Grant;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// `POST /oauth/v2/private-apps/get/access-token-info`: whose token it is and what it may do
/// (modern-api.md section 11: recorded, the names of the fields weak). Safe for concurrent use.
public final class TokenInfo {

  /// There are no users; upstream it is who made the app.
  private static final int USER = 1;

  private final Function<String, Optional<Grant>> tokens;
  private final NavigableSet<String> everyScope = new TreeSet<>(List.of("oauth"));

  /// @param tokens what a token grants; empty for one that is not known
  /// @param types whose scopes a token with all scopes has
  public TokenInfo(Function<String, Optional<Grant>> tokens, ObjectTypes types) {
    this.tokens = tokens;
    types.all().stream()
        .flatMap(type -> Stream.of(type.readScope(), type.writeScope()))
        .forEach(everyScope::add);
  }

  public List<Route> routes(Family family) {
    return List.of(
        new Route(
            "POST",
            "/oauth/v2/private-apps/get/access-token-info",
            "Private apps",
            family,
            ScopeRule.NONE,
            this::info,
            null));
  }

  private Response info(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("tokenKey");
    String token = body.text("tokenKey").orElse("");
    Grant grant =
        tokens.apply(token).orElseThrow(() -> new RefusalException(new Refusal.BadCredentials()));
    NavigableSet<String> scopes =
        switch (grant.scopes()) {
          case Granted.All() -> everyScope;
          case Granted.Only(var some) -> new TreeSet<>(some);
        };
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("userId", USER);
              json.writeNumberProperty("hubId", request.caller().portal());
              json.writeNumberProperty("appId", appId(grant.app()));
              json.writeArrayPropertyStart("scopes");
              scopes.forEach(json::writeString);
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  /// The same for all tokens of an app.
  private static long appId(String app) {
    var sum = new CRC32();
    sum.update(app.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
