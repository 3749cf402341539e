package dev.liaison.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of the route table.
///
/// @param template `/deals/v1/deal/{dealId}`; a segment in braces is a parameter
/// @param area what the compatibility page files it under, `Deals v1`
/// @param deprecation null for routes that are current
public record Route(
    String method,
    String template,
    String area,
    Family family,
    ScopeRule scopes,
    Handler handler,
    @Nullable Succession deprecation) {

  public Optional<Succession> succession() {
    return Optional.ofNullable(deprecation);
  }
}
