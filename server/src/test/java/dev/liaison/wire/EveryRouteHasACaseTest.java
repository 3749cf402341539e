package dev.liaison.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.TestApi;
import dev.liaison.http.Request;
import dev.liaison.http.Routes;
import dev.liaison.store.rocks.RocksStore;
import dev.liaison.wire.WireCase.Step;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every route is called by a wire case that it answers without an error. The routes of the dated
/// versions come from one table, so one of the three is enough.
class EveryRouteHasACaseTest {

  /// Called, and answered with 404 as they must: no contact is found by the cookie of a visitor.
  private static final Set<String> NEVER_FOUND =
      Set.of("GET /contacts/v1/contact/utk/{utk}/profile");

  /// The server's own pages are no part of the API; tests of their own call them.
  private static final String OWN = "/_liaison/";

  @Test
  void everyRouteHasACase() {
    Routes routes = routes();
    Set<String> without =
        routes.all().stream()
            .filter(route -> !route.template().startsWith(OWN))
            .map(route -> call(route.method(), route.template()))
            .collect(Collectors.toCollection(TreeSet::new));
    WireCaseRun.all().stream()
        .flatMap(wireCase -> wireCase.steps().stream())
        .forEach(
            step -> {
              String call = called(routes, step);
              if (step.status() < 400 || NEVER_FOUND.contains(call)) {
                without.remove(call);
              }
            });
    assertEquals(Set.of(), without);
  }

  /// The call that a step makes, `""` for one that is no route.
  private static String called(Routes routes, Step step) {
    String path = step.target().replaceFirst("\\?.*", "").replaceAll("\\{\\{\\w+}}", "1");
    return routes.find(step.method(), path) instanceof Routes.Finding.Found(Request.Match match)
        ? call(step.method(), match.route().template())
        : "";
  }

  private static String call(String method, String template) {
    return method + " " + template.replaceFirst("/\\d{4}-\\d{2}(?=/|$)", "/{date}");
  }

  private static Routes routes() {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      return api.api().routes();
    }
  }
}
