package dev.liaison.http;

import java.time.LocalDate;
import java.util.function.Function;

/// What follows on a deprecated route (RFC 9745, RFC 8594, RFC 5829).
///
/// @param deprecatedAt epoch seconds of the deprecation
/// @param documentation path of the page that tells how to migrate
/// @param successor the template of the successor call, for people: `PUT /crm/v4/...`
/// @param exact the path of the successor of one request, as exact as it can be named
/// @param lastDay the day on which the route ends upstream
public record Succession(
    long deprecatedAt,
    String documentation,
    String successor,
    Function<Request, String> exact,
    LocalDate lastDay) {

  /// The end of v1 to v3 upstream (legacy-api.md section 16).
  public static final LocalDate UPSTREAM = LocalDate.of(2027, 9, 30);

  /// A route that ends upstream with v1 to v3.
  public Succession(
      long deprecatedAt, String documentation, String successor, Function<Request, String> exact) {
    this(deprecatedAt, documentation, successor, exact, UPSTREAM);
  }
}
