package dev.liaison.http;

import java.util.Optional;
import java.util.function.Function;

/// What follows on a deprecated route (RFC 9745, RFC 8594, RFC 5829).
///
/// @param deprecatedAt epoch seconds of the deprecation
/// @param documentation path of the page that tells how to migrate
/// @param successor the template of the successor call, for people: `PUT /crm/v4/...`
/// @param exact the path of the successor of one request, as exact as it can be named
/// @param body the body of that successor, where it takes more than to bring the request's
///   properties into the later form; without what may be about a person
public record Succession(
    long deprecatedAt,
    String documentation,
    String successor,
    Function<Request, String> exact,
    Optional<Function<Request, String>> body) {}
