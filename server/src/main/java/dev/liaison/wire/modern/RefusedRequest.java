package dev.liaison.wire.modern;

import dev.liaison.http.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What the family says to requests that never reached the core (modern-api.md sections 9 and 10).
/// Where no body is recorded it is the usual envelope with the status.
final class RefusedRequest {

  private static final String NO_CREDENTIALS =
      "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can"
          + " find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview";

  private static final String SCOPES_PAGE = "https://developers.hubspot.com/scopes";

  /// The place is part of the recorded sentence, whatever the body.
  private static final String MISSING =
      "Invalid input JSON on line 1, column 2. Some required fields were not set: ";

  /// Recorded by a client (issue 187 of HubSpot's Ruby client).
  private static final String NO_BODY =
      "Invalid JSON input: a request body was expected, but none found";

  private RefusedRequest() {}

  static StandardError error(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoCredentials none -> unauthenticated();
      case Refusal.BadCredentials bad -> unauthenticated();
      case Refusal.MissingScopes(List<String> missing) -> scopes(missing);
      case Refusal.RateLimited limited -> rateLimited(limited.policy());
      case Refusal.NoSuchRoute none -> noSuchRoute(none);
      case Refusal.WrongMethod(List<String> allowed) ->
          plain(405, "Method not allowed; this path has " + String.join(", ", allowed));
      case Refusal.BodyTooLarge(long most) ->
          plain(413, "The body has more than " + most + " bytes");
      case Refusal.NoBody none -> StandardError.invalid(NO_BODY);
      case Refusal.MalformedJson json -> StandardError.invalid(malformed(json));
      case Refusal.WrongType(String in, String expected) ->
          in(in, "Invalid input JSON: " + in + " must be " + expected);
      case Refusal.MissingFields(List<String> names) -> StandardError.invalid(MISSING + names);
      case Refusal.InvalidValue(String in, String message) -> in(in, message);
      case Refusal.InvalidValues(List<Refusal.InvalidValue> values) -> invalid(values);
      case Refusal.InvalidKind(String kind, var value) ->
          in(value.in(), value.message()).withSubCategory(kind);
      case Refusal.Unsupported(String message) -> StandardError.invalid(message);
      case Refusal.TooMany many -> StandardError.invalid(tooMany(many));
      case Refusal.UnknownConstant(String word, String enumeration) ->
          StandardError.invalid("Invalid enum constant '" + word + "' for " + enumeration);
      case Refusal.NoSuchResource(String id) -> ModernErrors.notNumeric(id);
      case Refusal.NotServed(String what) ->
          plain(501, what + " is not served by this version of the server");
      case Refusal.Gone(String since) -> plain(410, "This call ended on " + since);
      case Refusal.Unavailable later ->
          plain(503, "The server cannot answer just now; try again later");
    };
  }

  private static StandardError plain(int status, String message) {
    return StandardError.of(status, null, message);
  }

  private static StandardError notFound(String message) {
    return StandardError.of(404, "OBJECT_NOT_FOUND", message);
  }

  private static StandardError noSuchRoute(Refusal.NoSuchRoute route) {
    String versions = Version.DATED.stream().map(Version::name).collect(Collectors.joining(", "));
    return notFound(
        Version.unknown(route.path())
            .map(date -> "There is no version " + date + " of the API, only " + versions)
            .orElse("No call has the path " + route.method() + " " + route.path()));
  }

  /// Clients match on policy and message to know how long to wait (modern-api.md section 10).
  private static StandardError rateLimited(String policy) {
    return StandardError.of(
            429,
            "RATE_LIMITS",
            "You have reached your " + policy.toLowerCase(Locale.ROOT) + " limit.")
        .withPolicy(policy);
  }

  private static String malformed(Refusal.MalformedJson json) {
    return "Invalid input JSON on line "
        + json.line()
        + ", column "
        + json.column()
        + ": "
        + json.reason();
  }

  private static String tooMany(Refusal.TooMany many) {
    return "The maximum number of "
        + many.what()
        + " is "
        + many.maximum()
        + "; "
        + many.given()
        + " were given";
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

  private static StandardError scopes(List<String> missing) {
    return StandardError.of(
            403,
            "MISSING_SCOPES",
            "This app hasn't been granted all required scopes to make this call. Read more about"
                + " required scopes here: "
                + SCOPES_PAGE
                + ".")
        .withErrors(
            List.of(
                new ErrorDetail(
                    "One or more of the following scopes are required.",
                    null,
                    null,
                    Map.of("requiredGranularScopes", missing))))
        .withLink("scopes", SCOPES_PAGE);
  }
}
