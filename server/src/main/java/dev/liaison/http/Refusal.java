package dev.liaison.http;

import java.util.List;

/// Why a request was refused before or beside the core, in neutral words. Each API family says it
/// in its own form, in a `switch` without a `default`.
public sealed interface Refusal {

  /// No credentials were sent.
  record NoCredentials() implements Refusal {}

  /// The token or key is not one of ours.
  record BadCredentials() implements Refusal {}

  /// Scopes the credentials lack, in the order the route names them.
  record MissingScopes(List<String> missing) implements Refusal {}

  /// Over a limit.
  ///
  /// @param policy `DAILY`, `TEN_SECONDLY_ROLLING` or `SECONDLY`
  record RateLimited(String policy, int retryAfterSeconds) implements Refusal {}

  /// No route has this path.
  record NoSuchRoute(String method, String path) implements Refusal {}

  /// The path exists, with other methods.
  record WrongMethod(List<String> allowed) implements Refusal {}

  /// The body has more bytes than the server takes.
  record BodyTooLarge(long maximum) implements Refusal {}

  /// The call needs a body, and none was sent.
  record NoBody() implements Refusal {}

  /// The body is not JSON, or nested too deep. Line and column count from 1.
  record MalformedJson(int line, int column, String reason) implements Refusal {}

  /// The body is JSON, but a value has the wrong type: `in` is where, `properties.amount` or
  /// `inputs[2].id`.
  record WrongType(String in, String expected) implements Refusal {}

  /// Fields that the body must have.
  record MissingFields(List<String> names) implements Refusal {}

  /// A parameter or field whose value is not allowed.
  record InvalidValue(String in, String message) implements Refusal {}

  /// Several of them, at least one, in the order sent.
  record InvalidValues(List<InvalidValue> values) implements Refusal {}

  /// A value whose kind of fault the API has a word for.
  record InvalidKind(String kind, InvalidValue value) implements Refusal {}

  /// What the path names is known, but this call does not work on it; the message says what does.
  record Unsupported(String message) implements Refusal {}

  /// More entries in one call than its maximum.
  record TooMany(String what, int maximum, int given) implements Refusal {}

  /// A word in the path that is none of the constants of `enumeration` (legacy-api.md 2.2).
  record UnknownConstant(String word, String enumeration) implements Refusal {}

  /// What the path names cannot exist: an id that is no number, for instance.
  record NoSuchResource(String id) implements Refusal {}

  /// Known to the API, but not served by this version.
  record NotServed(String what) implements Refusal {}

  /// The operator's end date of this legacy call has passed.
  record Gone(String since) implements Refusal {}

  /// Cannot be served just now.
  record Unavailable(int retryAfterSeconds) implements Refusal {}
}
