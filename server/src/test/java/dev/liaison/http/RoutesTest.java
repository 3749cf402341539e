package dev.liaison.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private static Route route(String line) {
    String[] words = line.split(" ", -1);
    return new Route(
        words[0],
        words[1],
        "Test",
        new NamedFamily("x"),
        ScopeRule.NONE,
        r -> Response.noContent(),
        null);
  }

  private static Routes routes(String... lines) {
    return new Routes(Stream.of(lines).map(RoutesTest::route).toList());
  }

  private static String find(Routes routes, String method, String path) {
    return switch (routes.find(method, path)) {
      case Routes.Finding.Found(var match) -> match.route().template();
      case Routes.Finding.OtherMethods(var allowed, var any) -> allowed.toString();
      case Routes.Finding.Nothing() -> "nothing";
    };
  }

  @Test
  void aFixedSegmentGoesBeforeAParameter() {
    Routes routes = routes("GET /a/{id}", "GET /a/all", "GET /a/{id}/b", "GET /a/all/c");

    assertEquals("/a/all", find(routes, "GET", "/a/all"));
    assertEquals("/a/{id}", find(routes, "GET", "/a/7"));
    assertEquals("/a/{id}/b", find(routes, "GET", "/a/all/b"));
  }

  @Test
  void aSlashAtTheEndMakesNoDifference() {
    Routes routes = routes("GET /a/{id}");

    assertEquals("/a/{id}", find(routes, "GET", "/a/7/"));
    assertEquals("nothing", find(routes, "GET", "/a/"));
    assertEquals("nothing", find(routes, "GET", "/a//7"));
  }

  @Test
  void segmentsAreDecodedAfterTheyAreSplit() {
    Routes routes = routes("GET /a/{id}/b");
    var found = (Routes.Finding.Found) routes.find("GET", "/a/x%2Fy%20z/b");

    assertEquals("x/y z", found.match().parameters().get("id"));
  }

  @Test
  void otherMethodsOfAPathAreNamed() {
    Routes routes = routes("PUT /a", "DELETE /a", "GET /b");

    assertEquals("[PUT, DELETE]", find(routes, "GET", "/a"));
    assertEquals("nothing", find(routes, "GET", "/"));
  }

  @Test
  void twoRoutesAtOnePlaceAreAMistake() {
    assertThrows(IllegalArgumentException.class, () -> routes("GET /a/{x}", "GET /a/{y}"));
  }

  @Test
  void emptyParametersOfAQueryAreAbsent() {
    Query query = Query.parse("&id=1&id=&id=2&&flag&a%20b=c+d&bad=%zz");

    assertEquals(List.of("1", "2"), query.all("id"));
    assertEquals("c d", query.first("a b").orElseThrow());
    assertEquals("%zz", query.first("bad").orElseThrow());
    assertEquals(true, query.first("flag").isEmpty());
  }
}
