package dev.liaison.http;

import dev.liaison.crm.Caller;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What came in. Immutable but for the body, which is read from the connection at the first call of
/// [#body]; used by one thread.
public final class Request {

  private final String method;
  private final String path;
  private final Query query;
  private final Function<String, @Nullable String> headers;
  private final Body body;
  private final @Nullable Match match;
  private final String correlationId;
  private final @Nullable Grant grant;

  /// Where the body comes from.
  @FunctionalInterface
  public interface Body {
    /// All of it; empty when none was sent.
    ///
    /// @throws RefusalException with [Refusal.BodyTooLarge]
    byte[] bytes();
  }

  /// The route that the path leads to, and its parameters.
  public record Match(Route route, PathParameters parameters) {}

  /// Who calls and what they may do.
  public record Grant(Caller caller, String app, Granted scopes) {}

  /// @param path as sent, still encoded, without the query
  /// @param headers gives a header's first value by its name in any case, or null
  public Request(
      String method,
      String path,
      Query query,
      Function<String, @Nullable String> headers,
      Body body) {
    this(method, path, query, headers, body, null, "", null);
  }

  private Request(
      String method,
      String path,
      Query query,
      Function<String, @Nullable String> headers,
      Body body,
      @Nullable Match match,
      String correlationId,
      @Nullable Grant grant) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.match = match;
    this.correlationId = correlationId;
    this.grant = grant;
  }

  public Request at(Match newMatch) {
    return new Request(method, path, query, headers, body, newMatch, correlationId, grant);
  }

  public Request correlated(String newCorrelationId) {
    return new Request(method, path, query, headers, body, match, newCorrelationId, grant);
  }

  public Request by(Grant newGrant) {
    return new Request(method, path, query, headers, body, match, correlationId, newGrant);
  }

  /// The same request with other values in its path and another query.
  ///
  /// @param value gives a value for the name of a parameter of the path and the value it has
  public Request with(BinaryOperator<String> value, Query newQuery) {
    Match changed = new Match(route(), matched().parameters().with(value));
    return new Request(method, path, newQuery, headers, body, changed, correlationId, grant);
  }

  /// The same request, to be kept when the connection has gone on: without its headers, and with an
  /// empty body in the place of one that is longer, or that cannot be read.
  ///
  /// @param longest in bytes
  public Request kept(int longest) {
    byte[] bytes = shortBody(longest);
    return new Request(method, path, query, _ -> null, () -> bytes, match, correlationId, grant);
  }

  private byte[] shortBody(int longest) {
    try {
      byte[] bytes = body.bytes();
      return bytes.length > longest ? new byte[0] : bytes;
    } catch (RefusalException e) {
      return new byte[0];
    }
  }

  /// The same request with another method.
  Request as(String newMethod) {
    return new Request(newMethod, path, query, headers, body, match, correlationId, grant);
  }

  public String method() {
    return method;
  }

  /// The path as sent, still encoded, without the query.
  public String path() {
    return path;
  }

  public Query query() {
    return query;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }

  public byte[] body() {
    return body.bytes();
  }

  public Route route() {
    return matched().route();
  }

  /// A parameter of the path, decoded.
  public String parameter(String name) {
    return matched().parameters().get(name);
  }

  private Match matched() {
    if (match == null) {
      throw new IllegalStateException("the request has not been routed");
    }
    return match;
  }

  /// The route, or nothing before routing and where no route has the path.
  Optional<Route> routed() {
    return Optional.ofNullable(match).map(Match::route);
  }

  public String correlationId() {
    return correlationId;
  }

  /// Who calls; only behind the authentication filter.
  public Caller caller() {
    return grant().caller();
  }

  /// Whether it has passed the authentication filter.
  public boolean authenticated() {
    return grant != null;
  }

  public Grant grant() {
    if (grant == null) {
      throw new IllegalStateException("the request has not been authenticated");
    }
    return grant;
  }
}
