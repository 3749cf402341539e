package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/compatibility.md is what the route table serves, held against every endpoint the references
/// list. `-Dupdate=true` writes the page anew.
class CompatibilityPageTest {

  private static final Path PAGE = Path.of("..", "docs", "compatibility.md");

  private static final Pattern DATE = Pattern.compile("/(\\d{4}-\\d{2})(?=/|$)");

  /// How far an endpoint is served: `DIFFERS` where `coverage/differs.tsv` names a knowing
  /// difference.
  private enum Standing {
    SERVED,
    DIFFERS,
    MISSING
  }

  private record Endpoint(
      String generation, String area, String method, String path, Standing standing) {}

  /// A knowing difference of the calls whose method and path match, told in docs/differences.md.
  private record Difference(Pattern call, String what) {}

  private static final String NEW_IN_2026_09 = "POST /crm/lists/{date}/all";

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
        // Upstream's only spelling of the one call of oauth/v2.
        boolean legacy = route.template().matches("/(?!oauth/v2)[a-z-]+/v[12]/.*");
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

  @Test
  void everyMissingAreaHasAReasonAndNoOther() {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      api.grant(Optional.empty());
      var missing = new TreeSet<String>();
      endpoints(api).stream()
          .filter(endpoint -> endpoint.standing == Standing.MISSING)
          .forEach(endpoint -> missing.add(endpoint.area));
      assertEquals(missing, new TreeSet<>(reasons().keySet()));
    }
  }

  @Test
  void everyDifferenceIsOfACallThatIsServed() {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      api.grant(Optional.empty());
      List<Endpoint> endpoints = endpoints(api);
      for (Difference difference : differences()) {
        assertTrue(
            endpoints.stream()
                .anyMatch(
                    endpoint ->
                        endpoint.standing == Standing.DIFFERS && matches(difference, endpoint)),
            difference.what);
      }
    }
  }

  /// What the page says of them below its counts.
  @Test
  void theDatedVersionsHaveTheSameRoutes() {
    try (var api = new TestApi(RocksStore.inMemory(), Map.of())) {
      var dates = new TreeMap<String, Set<String>>();
      for (Route route : api.api().routes().all()) {
        Matcher date = DATE.matcher(route.template());
        if (date.find()) {
          String call = route.method() + " " + date.replaceFirst("/{date}");
          dates.computeIfAbsent(call, _ -> new TreeSet<>()).add(date.group(1));
        }
      }
      assertFalse(dates.isEmpty());
      dates.forEach(
          (call, versions) ->
              assertEquals(
                  call.equals(NEW_IN_2026_09)
                      ? Set.of("2026-09")
                      : Set.of("2025-09", "2026-03", "2026-09"),
                  versions,
                  call));
    }
  }

  private static boolean matches(Difference difference, Endpoint endpoint) {
    return difference.call.matcher(endpoint.method + " " + endpoint.path).matches();
  }

  private static List<Endpoint> endpoints(TestApi api) {
    List<Difference> differences = differences();
    var endpoints = new ArrayList<Endpoint>();
    for (String line : lines("/coverage/endpoints.tsv")) {
      String[] cells = line.split("\t");
      if (cells.length == 4 && !cells[0].equals("generation") && !line.startsWith("#")) {
        String call = cells[2] + " " + cells[3];
        boolean differs = differences.stream().anyMatch(one -> one.call.matcher(call).matches());
        Standing served = differs ? Standing.DIFFERS : Standing.SERVED;
        endpoints.add(
            new Endpoint(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                serves(api, cells[2], cells[3]) ? served : Standing.MISSING));
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
    page.append("| Generation | Area | Served | Differs | Missing | Known |\n");
    page.append("|---|---|---:|---:|---:|---:|\n");
    var areas = new LinkedHashMap<String, int[]>();
    int[] all = new int[Standing.values().length];
    for (Endpoint endpoint : endpoints) {
      String area = endpoint.generation + " | " + endpoint.area;
      areas.computeIfAbsent(area, _ -> new int[all.length])[endpoint.standing.ordinal()]++;
      all[endpoint.standing.ordinal()]++;
    }
    areas.forEach((area, counts) -> appendCounts(page, area, counts));
    appendCounts(page, "**all** | ", all);
    page.append(
        "\nThe dated versions 2025-09 and 2026-09 have the same routes as 2026-03, but for `POST"
            + " /crm/lists/2026-09/all`, which is new there. Objects of 2026-03"
            + " are listed once a type.\n");
    appendRoutes(page, routes);
    appendDiffering(page, endpoints);
    appendMissing(page, endpoints);
    return page.toString();
  }

  private static void appendCounts(StringBuilder page, String title, int[] counts) {
    page.append("| ").append(title);
    for (int count : counts) {
      page.append(" | ").append(count);
    }
    page.append(" | ").append(IntStream.of(counts).sum()).append(" |\n");
  }

  private static void appendDiffering(StringBuilder page, List<Endpoint> endpoints) {
    page.append("\n## Differs\n\nServed, with a difference that is known.\n\n");
    page.append("| Calls | What differs |\n|---|---|\n");
    for (Difference difference : differences()) {
      List<String> calls =
          endpoints.stream()
              .filter(endpoint -> matches(difference, endpoint))
              .map(endpoint -> "`%s %s`".formatted(endpoint.method, endpoint.path))
              .toList();
      String others = calls.size() > 1 ? " and %d more".formatted(calls.size() - 1) : "";
      page.append("| %s%s | %s |\n".formatted(calls.getFirst(), others, difference.what));
    }
  }

  private static List<Difference> differences() {
    return rows("/coverage/differs.tsv")
        .map(cells -> new Difference(Pattern.compile(cells[0]), cells[1]))
        .toList();
  }

  /// Why endpoints of an area are missing, by area.
  private static Map<String, String> reasons() {
    return rows("/coverage/reasons.tsv")
        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
  }

  private static Stream<String[]> rows(String resource) {
    return lines(resource).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"));
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
    Map<String, String> reasons = reasons();
    String heading = "";
    for (Endpoint endpoint : endpoints) {
      if (endpoint.standing != Standing.MISSING) {
        continue;
      }
      String here = endpoint.generation + ": " + endpoint.area;
      if (!here.equals(heading)) {
        page.append("\n### ").append(here).append("\n\n");
        page.append(reasons.get(endpoint.area)).append("\n\n");
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
