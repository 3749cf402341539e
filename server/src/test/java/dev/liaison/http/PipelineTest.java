package dev.liaison.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineTest {

  private static final Family LEGACY = new NamedFamily("legacy");
  private static final Family MODERN = new NamedFamily("modern");
  private static final Succession SUCCESSION =
      new Succession(
          1592352000,
          "/docs/x",
          "PUT /crm/v4/x",
          r -> "/crm/v4/" + r.parameter("id"),
          Optional.empty());

  private final List<String> trace = new ArrayList<>();

  private Pipeline pipeline(Sunset sunset, Route... routes) {
    return new Pipeline(
        new Routes(List.of(routes)),
        new Families(LEGACY, MODERN),
        sunset,
        List.of(),
        List.of(traced("authenticate"), traced("scopes"), traced("limits")));
  }

  private Filter traced(String name) {
    return (request, next) -> {
      trace.add(name);
      return next.handle(request);
    };
  }

  private static Route route(String method, String template, Handler handler) {
    return new Route(method, template, "Test", MODERN, ScopeRule.NONE, handler, null);
  }

  private static Route old(String template, @Nullable Succession succession) {
    return new Route(
        "PUT", template, "Test", LEGACY, ScopeRule.NONE, r -> Response.noContent(), succession);
  }

  private static Request request(String method, String path) {
    return new Request(method, path, Query.parse(""), name -> null, () -> new byte[0]);
  }

  private static String header(Response response, String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Response.Header::value)
        .findFirst()
        .orElse("");
  }

  private static String body(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void gatesArePassedInTheirOrderBeforeTheHandler() {
    Pipeline pipeline =
        pipeline(
            new Sunset.Off(),
            route(
                "GET",
                "/a/{id}",
                r -> {
                  trace.add("handler " + r.parameter("id"));
                  return Response.noContent();
                }));

    Response response = pipeline.handle(request("GET", "/a/b%20c/"));

    assertEquals(204, response.status());
    assertEquals(List.of("authenticate", "scopes", "limits", "handler b c"), trace);
    assertTrue(
        header(response, "X-HubSpot-Correlation-Id")
            .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }

  @Test
  void aWrongMethodPassesTheGatesFirst() {
    Pipeline pipeline = pipeline(new Sunset.Off(), old("/deals/v1/deal/{id}", SUCCESSION));

    Response response = pipeline.handle(request("POST", "/deals/v1/deal/7"));

    assertEquals(405, response.status());
    assertEquals("PUT", header(response, "Allow"));
    assertEquals(List.of("authenticate", "scopes", "limits"), trace);
    assertEquals("@1592352000", header(response, "Deprecation"));
  }

  @Test
  void aPathWithoutARouteIsRefusedByTheFamilyItLooksLike() {
    Pipeline pipeline = pipeline(new Sunset.Off());

    assertEquals("legacy NoSuchRoute", body(pipeline.handle(request("GET", "/deals/v1/nothing"))));
    assertEquals("modern NoSuchRoute", body(pipeline.handle(request("GET", "/crm/v3/nothing"))));
    assertEquals("modern NoSuchRoute", body(pipeline.handle(request("GET", "/"))));
    assertEquals("modern NoSuchRoute", body(pipeline.handle(request("GET", "*"))));
    assertEquals(List.of(), trace);
  }

  @Test
  void whatHandlersThrowIsSaidByTheFamily() {
    Pipeline pipeline =
        pipeline(
            new Sunset.Off(),
            route("GET", "/refused", throwing(new RefusalException(new Refusal.Gone("x")))),
            route(
                "GET", "/problem", throwing(new CrmException(new Problem.UnknownObjectType("x")))),
            route("GET", "/store", throwing(new StoreUnavailable("disk full"))),
            route("GET", "/doubt", throwing(new WriteInDoubt("disk full", new Exception()))),
            route("GET", "/fault", throwing(new IllegalStateException("secret"))));

    assertEquals("modern Gone", body(pipeline.handle(request("GET", "/refused"))));
    assertEquals("modern UnknownObjectType", body(pipeline.handle(request("GET", "/problem"))));
    Response unavailable = pipeline.handle(request("GET", "/store"));
    assertEquals("modern Unavailable", body(unavailable));
    assertEquals("1", header(unavailable, "Retry-After"));
    Response doubt = pipeline.handle(request("GET", "/doubt"));
    assertEquals(500, doubt.status());
    assertEquals("modern in doubt", body(doubt));
    assertEquals("", header(doubt, "Retry-After"), "nobody is asked to repeat it");
    Response fault = pipeline.handle(request("GET", "/fault"));
    assertEquals(500, fault.status());
    assertEquals("modern fault", body(fault));
  }

  private static Handler throwing(RuntimeException e) {
    return request -> {
      throw e;
    };
  }

  @Test
  void headIsAnsweredByTheGetRoute() {
    Pipeline pipeline =
        pipeline(new Sunset.Off(), route("GET", "/a", r -> Response.json(200, new byte[3])));

    assertEquals(200, pipeline.handle(request("HEAD", "/a")).status());
  }

  @Test
  void deprecatedRoutesTellWhatFollows() {
    Pipeline pipeline = pipeline(new Sunset.Upstream(), old("/deals/v1/deal/{id}", SUCCESSION));

    Response response = pipeline.handle(request("PUT", "/deals/v1/deal/7"));

    assertEquals("Thu, 30 Sep 2027 23:59:59 GMT", header(response, "Sunset"));
    assertEquals(
        "</crm/v4/7>; rel=\"successor-version\", "
            + "</docs/x>; rel=\"deprecation\"; type=\"text/markdown\"",
        header(response, "Link"));
  }

  @Test
  void aPathCannotBreakOutOfTheLinkHeader() {
    Pipeline pipeline = pipeline(new Sunset.Off(), old("/deals/v1/deal/{id}", SUCCESSION));

    Response response = pipeline.handle(request("PUT", "/deals/v1/deal/7%0D%0AEvil:%3E"));

    assertTrue(header(response, "Link").startsWith("</crm/v4/7%0D%0AEvil:%3E>;"));
  }

  @Test
  void theOperatorsEndDateIsKept() {
    Route route = old("/deals/v1/deal/{id}", SUCCESSION);
    Sunset lastDay = sunset("2026-12-31", "2026-12-31T23:59:59Z");
    Sunset after = sunset("2026-12-31", "2027-01-01T00:00:00Z");

    Response stillThere = pipeline(lastDay, route).handle(request("PUT", "/deals/v1/deal/7"));
    Response gone = pipeline(after, route).handle(request("PUT", "/deals/v1/deal/7"));

    assertEquals(204, stillThere.status());
    assertEquals("Thu, 31 Dec 2026 23:59:59 GMT", header(stillThere, "Sunset"));
    assertEquals("legacy Gone", body(gone));
    assertTrue(header(gone, "Link").startsWith("</crm/v4/7>"));
  }

  @Test
  void withoutASunsetThereIsNoHeader() {
    Pipeline pipeline = pipeline(new Sunset.Off(), old("/deals/v1/deal/{id}", SUCCESSION));

    assertFalse(pipeline.handle(request("PUT", "/deals/v1/deal/7")).has("Sunset"));
  }

  private static Sunset sunset(String lastDay, String now) {
    return new Sunset.On(LocalDate.parse(lastDay), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }
}
