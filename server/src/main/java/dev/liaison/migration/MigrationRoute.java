package dev.liaison.migration;

import dev.liaison.http.Family;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// `GET /_liaison/migration`: the report while the server runs; HTML to those who accept it.
public final class MigrationRoute {

  private final LegacyCalls calls;
  private final InstantSource clock;

  public MigrationRoute(LegacyCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  public List<Route> routes(Family family) {
    return List.of(
        new Route(
            "GET", "/_liaison/migration", "Liaison", family, ScopeRule.NONE, this::report, null));
  }

  private Response report(Request request) {
    var report =
        new MigrationReport(calls.all(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    boolean html = request.header("Accept").orElse("").contains("text/html");
    return html
        ? new Response(
            200,
            "text/html;charset=utf-8",
            List.of(),
            MigrationPage.html(report).getBytes(StandardCharsets.UTF_8))
        : Response.json(200, report.json());
  }
}
