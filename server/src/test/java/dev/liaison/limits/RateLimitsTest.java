package dev.liaison.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.liaison.crm.Caller;
import dev.liaison.http.Families;
import dev.liaison.http.Granted;
import dev.liaison.http.NamedFamily;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Routes;
import dev.liaison.http.ScopeRule;
import dev.liaison.http.Sunset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private static final NamedFamily FAMILY = new NamedFamily("x");

  private Instant now = Instant.parse("2026-11-24T00:00:05Z");
  private String app = "a";

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };

  private Pipeline limited(int perTenSeconds, int perDay) {
    return new Pipeline(
        new Routes(List.of(route("/x"), route("/x/search"))),
        new Families(FAMILY, FAMILY),
        new Sunset.Off(),
        List.of(),
        List.of(
            (request, next) ->
                next.handle(request.by(new Request.Grant(Caller.api(1), app, new Granted.All()))),
            new RateLimits(perTenSeconds, perDay, ZoneOffset.UTC, clock)));
  }

  private static Route route(String template) {
    return new Route(
        "GET", template, "Test", FAMILY, ScopeRule.NONE, r -> Response.noContent(), null);
  }

  private static Response get(Pipeline pipeline, String path) {
    return pipeline.handle(
        new Request("GET", path, Query.parse(""), name -> null, () -> new byte[0]));
  }

  private static String header(Response response, String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Response.Header::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void anAppGetsItsCallsInEachWindow() {
    Pipeline pipeline = limited(2, 0);

    assertEquals("1", header(get(pipeline, "/x"), "X-HubSpot-RateLimit-Remaining"));
    assertEquals("0", header(get(pipeline, "/x"), "X-HubSpot-RateLimit-Remaining"));
    Response refused = get(pipeline, "/x");
    assertEquals(429, refused.status());
    assertEquals("5", header(refused, "Retry-After"));
    assertEquals("2", header(refused, "X-HubSpot-RateLimit-Max"));
    app = "b";
    assertEquals(204, get(pipeline, "/x").status());
    app = "a";
    now = now.plus(Duration.ofSeconds(5));
    assertEquals(204, get(pipeline, "/x").status());
  }

  @Test
  void theDayHasItsOwnLimit() {
    Pipeline pipeline = limited(0, 1);

    assertEquals("0", header(get(pipeline, "/x"), "X-HubSpot-RateLimit-Daily-Remaining"));
    now = now.plus(Duration.ofHours(23));
    Response refused = get(pipeline, "/x");
    assertEquals(429, refused.status());
    assertEquals("3595", header(refused, "Retry-After"));
    now = now.plus(Duration.ofHours(1));
    assertEquals(204, get(pipeline, "/x").status());
  }

  @Test
  void theHeadersAreThereWithoutLimitsButNotOnSearches() {
    Pipeline pipeline = limited(0, 0);

    Response response = get(pipeline, "/x");
    assertEquals("250000", header(response, "X-HubSpot-RateLimit-Daily-Remaining"));
    assertEquals("10000", header(response, "X-HubSpot-RateLimit-Interval-Milliseconds"));
    assertEquals("100", header(response, "X-HubSpot-RateLimit-Remaining"));
    assertFalse(get(pipeline, "/x/search").has("X-HubSpot-RateLimit-Max"));
  }
}
