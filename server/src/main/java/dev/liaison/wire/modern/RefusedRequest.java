package dev.liaison.wire.modern;

import dev.liaison.http.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the family says to requests that never reached the core (modern-api.md sections 9 and 10).
/// Where no body is recorded it is the usual envelope with the status.
final class RefusedRequest {

  private static final String NO_CREDENTIALS =
      "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can"
          + " find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview";

  private RefusedRequest() {}

  static StandardError error(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoCredentials none -> unauthenticated();
      case Refusal.BadCredentials bad -> unauthenticated();
      case Refusal.MissingScopes(List<String> missing) -> ModernErrors.scopes(missing);
      case Refusal.RateLimited(String policy, int seconds) ->
          StandardError.of(
                  429,
                  "RATE_LIMITS",
                  "You have reached your " + policy.toLowerCase(Locale.ROOT) + " limit.")
              .withPolicy(policy);
      case Refusal.NoSuchRoute(String method, String path) ->
          StandardError.of(404, "OBJECT_NOT_FOUND", "No call has the path " + method + " " + path);
      case Refusal.WrongMethod(List<String> allowed) ->
          StandardError.of(
              405, null, "Method not allowed; this path has " + String.join(", ", allowed));
      case Refusal.BodyTooLarge(long maximum) ->
          StandardError.of(413, null, "The body is larger than " + maximum + " bytes");
      case Refusal.MalformedJson(int line, int column, String reason) ->
          StandardError.invalid(
              "Invalid input JSON on line " + line + ", column " + column + ": " + reason);
      case Refusal.WrongType(String in, String expected) ->
          in(in, "Invalid input JSON: " + in + " must be " + expected);
      case Refusal.MissingFields(List<String> names) ->
          StandardError.invalid(
              "Invalid input JSON on line 1, column 2. Some required fields were not set: "
                  + names);
      case Refusal.InvalidValue(String in, String message) -> in(in, message);
      case Refusal.InvalidValues(List<Refusal.InvalidValue> values) -> invalid(values);
      case Refusal.Unsupported(String message) -> StandardError.invalid(message);
      case Refusal.TooMany(String what, int maximum, int given) ->
          StandardError.invalid(
              "The maximum number of " + what + " is " + maximum + "; " + given + " were given");
      case Refusal.UnknownConstant(String word, String enumeration) ->
          StandardError.invalid("Invalid enum constant '" + word + "' for " + enumeration);
      case Refusal.NoSuchResource(String id) -> ModernErrors.notNumeric(id);
      case Refusal.NotServed(String what) ->
          StandardError.of(501, null, what + " is not served by this version of the server");
      case Refusal.Gone(String since) -> StandardError.of(410, null, "This call ended on " + since);
      case Refusal.Unavailable(int seconds) ->
          StandardError.of(503, null, "The server cannot answer just now; try again later");
    };
  }

  private static StandardError unauthenticated() {
    return StandardError.of(401, "INVALID_AUTHENTICATION", NO_CREDENTIALS);
  }

  private static StandardError invalid(List<Refusal.InvalidValue> values) {
    return StandardError.invalid(values.getFirst().message())
        .withErrors(
            values.stream()
                .map(value -> new ErrorDetail(value.message(), null, value.in(), Map.of()))
                .toList());
  }

  private static StandardError in(String place, String message) {
    return StandardError.invalid(message)
        .withErrors(List.of(new ErrorDetail(message, null, place, Map.of())));
  }
}
