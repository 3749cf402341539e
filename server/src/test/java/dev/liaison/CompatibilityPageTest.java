package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.http.Route;
import dev.liaison.http.Routes;
import dev.liaison.http.Succession;
import dev.liaison.store.rocks.RocksStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// docs/compatibility.md is what the route table serves, held against every endpoint the references
/// list. `-Dupdate=true` writes the page anew.
class CompatibilityPageTest {

  private static final Path PAGE = Path.of("..", "docs", "compatibility.md");

  private record Endpoint(
      String generation, String area, String method, String path, boolean served) {}

  @Test
  void thePageTellsWhatTheRouteTableServes() throws IOException {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      api.grant(Optional.empty());
      String page = page(api.api().routes(), endpoints(api));
      if (Boolean.getBoolean("update")) {
        Files.writeString(PAGE, page);
      }
      assertEquals(
          page,
          Files.readString(PAGE),
          "run: mvn -pl server test -Dtest=CompatibilityPageTest -Dupdate=true");
    }
  }

  @Test
  void everyRouteSaysWhatFollowsWhenItIsLegacy() {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      for (Route route : api.api().routes().all()) {
        boolean legacy = route.template().matches("/[a-z-]+/v[12]/.*");
        assertEquals(legacy, route.succession().isPresent(), route.template());
      }
    }
  }

  @Test
  void everyDeprecationPageExists() {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      for (Route route : api.api().routes().all()) {
        route
            .succession()
            .map(Succession::documentation)
            .ifPresent(
                page -> assertTrue(Files.exists(Path.of("..").resolve(page.substring(1))), page));
      }
    }
  }

  private static List<Endpoint> endpoints(TestApi api) {
    var endpoints = new ArrayList<Endpoint>();
    for (String line : lines("/coverage/endpoints.tsv")) {
      String[] cells = line.split("\t");
      if (cells.length == 4 && !cells[0].equals("generation") && !line.startsWith("#")) {
        endpoints.add(
            new Endpoint(cells[0], cells[1], cells[2], cells[3], serves(api, cells[2], cells[3])));
      }
    }
    return endpoints;
  }

  /// A route that only says that it is not served yet (501) does not count.
  private static boolean serves(TestApi api, String method, String path) {
    String filled =
        path.replace("{OBJECTTYPE}", "CONTACT")
            .replaceAll("\\{(objectType|fromObjectType|toObjectType)}", "contacts")
            .replaceAll("\\{[^}]*}", "1");
    return api.api().routes().find(method, filled) instanceof Routes.Finding.Found
        && api.call(
                    method,
                    filled,
                    Map.of("Authorization", "Bearer " + TestApi.TOKEN),
                    "{}".getBytes(StandardCharsets.UTF_8))
                .status()
            != 501;
  }

  private static String page(Routes routes, List<Endpoint> endpoints) {
    var page = new StringBuilder();
    page.append("# Compatibility\n\n");
    page.append("Generated from the route table by `CompatibilityPageTest`; do not edit.\n\n");
    page.append(
        "What differs in the calls that are served is in [differences.md](differences.md).\n");
    page.append("\n## Known endpoints by area\n\n");
    page.append("| Generation | Area | Served | Known |\n|---|---|---:|---:|\n");
    var areas = new LinkedHashMap<String, int[]>();
    for (Endpoint endpoint : endpoints) {
      int[] counts =
          areas.computeIfAbsent(endpoint.generation + " | " + endpoint.area, area -> new int[2]);
      counts[0] += endpoint.served ? 1 : 0;
      counts[1]++;
    }
    int served = 0;
    for (Map.Entry<String, int[]> area : areas.entrySet()) {
      int[] counts = area.getValue();
      served += counts[0];
      page.append("| %s | %d | %d |\n".formatted(area.getKey(), counts[0], counts[1]));
    }
    page.append("| **all** | | **%d** | **%d** |\n".formatted(served, endpoints.size()));
    page.append(
        "\nThe dated versions 2025-09 and 2026-09 have the same routes as 2026-03. Objects of 2026-03"
            + " are listed once a type.\n");
    appendRoutes(page, routes);
    appendMissing(page, endpoints);
    return page.toString();
  }

  private static void appendRoutes(StringBuilder page, Routes routes) {
    page.append("\n## Routes\n");
    var byArea = new TreeMap<String, List<Route>>();
    routes
        .all()
        .forEach(
            route -> byArea.computeIfAbsent(route.area(), area -> new ArrayList<>()).add(route));
    byArea.forEach(
        (area, list) -> {
          page.append("\n### ").append(area).append("\n\n| Call | Successor |\n|---|---|\n");
          list.forEach(
              route ->
                  page.append(
                      "| `%s %s` | %s |\n"
                          .formatted(
                              route.method(),
                              route.template(),
                              route
                                  .succession()
                                  .map(next -> "`" + next.successor() + "`")
                                  .orElse(""))));
        });
  }

  private static void appendMissing(StringBuilder page, List<Endpoint> endpoints) {
    page.append("\n## Missing\n\nKnown calls that answer 404, 405 or 501 today.\n");
    String heading = "";
    for (Endpoint endpoint : endpoints) {
      if (endpoint.served) {
        continue;
      }
      String here = endpoint.generation + ": " + endpoint.area;
      if (!here.equals(heading)) {
        page.append("\n### ").append(here).append("\n\n");
        heading = here;
      }
      page.append("- `%s %s`\n".formatted(endpoint.method, endpoint.path));
    }
  }

  private static List<String> lines(String resource) {
    try (var in = CompatibilityPageTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
