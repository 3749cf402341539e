package dev.liaison.wire.modern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.TestApi;
import dev.liaison.crm.table.TableFiles.Row;
import dev.liaison.crm.table.TableFormat;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import dev.liaison.table.LibraryTables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// What stands in export files, and who gets them.
class ExportFilesTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GIVEN =
      """
      [{"contact": 1, "properties": {"email": "ida@b.example", "firstname": "Ida, the \\"first\\"",
         "lifecyclestage": "lead"}},
       {"contact": 2, "properties": {"email": "ole@b.example"}},
       {"company": 3, "properties": {"name": "Harbour"}},
       {"associate": {"contact": 1}, "to": {"company": [3]}}]""";

  private static TestApi api(Stores stores) {
    var api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
    api.seed(JSON.readTree(GIVEN));
    return api;
  }

  private static String export(TestApi api, String format, String more) {
    return exportOf(
        api, format, "[\"email\", \"firstname\", \"lifecyclestage\", \"createdate\"]", more);
  }

  /// The address of the file, without the host that no header names.
  private static String exportOf(TestApi api, String format, String properties, String more) {
    Response started =
        api.call(
            "POST",
            "/crm/v3/exports/export/async",
            """
            {"exportType": "VIEW", "exportName": "x", "objectType": "contacts", "format": "%s",
             "objectProperties": %s%s}"""
                .formatted(format, properties, more));
    assertEquals(202, started.status());
    String id = JSON.readTree(started.body()).get("id").asString();
    Response status = api.call("GET", "/crm/v3/exports/export/async/tasks/" + id + "/status", "");
    return JSON.readTree(status.body()).get("result").asString();
  }

  private static Response download(TestApi api, String target) {
    return api.call("GET", target, Map.of(), new byte[0]);
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void csvForPeople(Stores stores) {
    try (var api = api(stores)) {
      Response file = download(api, export(api, "CSV", ", \"associatedObjectType\": \"company\""));
      assertEquals("text/csv;charset=utf-8", file.contentType());
      assertEquals(
          """
          Record ID,Email,First name,Lifecycle stage,Create date,Associated Company IDs
          1,ida@b.example,"Ida, the ""first""\",Lead,2026-01-01 00:00,3
          2,ole@b.example,,Subscriber,2026-01-01 00:00,
          """,
          new String(file.body(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void xlsxForPrograms(Stores stores) {
    try (var api = api(stores)) {
      Response file =
          download(
              api,
              export(api, "XLSX", ", \"exportInternalValuesOptions\": [\"NAMES\", \"VALUES\"]"));
      var rows = new ArrayList<List<String>>();
      new LibraryTables().read(TableFormat.XLSX, file.body(), row -> rows.add(cells(row)));
      assertEquals(
          List.of(
              List.of("hs_object_id", "email", "firstname", "lifecyclestage", "createdate"),
              List.of(
                  "1", "ida@b.example", "Ida, the \"first\"", "lead", "2026-01-01T00:00:00.000Z"),
              List.of("2", "ole@b.example", "", "subscriber", "2026-01-01T00:00:00.000Z")),
          rows);
      assertTrue(
          file.headers().stream()
              .anyMatch(
                  header ->
                      header.name().equals("Content-Disposition")
                          && header.value().contains("export-1.xlsx")));
    }
  }

  private static List<String> cells(Row row) {
    return row.cells();
  }

  /// The report that upstream mails (modern-api.md 3.2).
  @ParameterizedTest
  @EnumSource(Stores.class)
  void theHighUsageReportHasTheRecordsNearTheirLimits(Stores stores) {
    try (var api = api(stores)) {
      api.seed(JSON.readTree("[{\"owner\": 7, \"email\": \"o@b.example\", \"userId\": 8}]"));
      Response limited =
          api.call(
              "POST",
              "/crm/associations/v4/definitions/configurations/contacts/companies/batch/create",
              """
              {"inputs": [{"category": "HUBSPOT_DEFINED", "typeId": 279, "maxToObjectIds": 1}]}""");
      assertEquals(201, limited.status());
      Response started = api.call("POST", "/crm/v4/associations/usage/high-usage-report/8", "");
      assertEquals(200, started.status());
      Response status = api.call("GET", "/crm/v3/exports/export/async/tasks/1/status", "");
      String result = JSON.readTree(status.body()).get("result").asString();
      assertEquals(
          """
          Object type,Record ID,Record,Associated object type,Associations,Limit,Percentage
          Contact,1,ida@b.example,Company,1,1,100.0
          """,
          new String(download(api, result).body(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void calculatedColumnsHaveTheValuesOfTheirFormulas(Stores stores) {
    try (var api = api(stores)) {
      define(api, "visits", "number", "number", "");
      define(api, "tenfold", "number", "calculation_equation", "10visits");
      define(
          api,
          "greeting",
          "string",
          "calculation_equation",
          "if tenfold >= 40 then concatenate('Hello, ', string(email)) else '' endif");
      define(api, "often", "bool", "calculation_equation", "visits > 3");
      assertEquals(
          200,
          api.call("PATCH", "/crm/v3/objects/contacts/1", "{\"properties\": {\"visits\": \"4\"}}")
              .status());
      String properties = "[\"tenfold\", \"greeting\", \"often\"]";
      assertEquals(
          """
          Record ID,tenfold,greeting,often
          1,40,"Hello, ida@b.example",Yes
          2,,,
          """,
          text(download(api, exportOf(api, "CSV", properties, ""))));
      // Filtered by one, and as programs read it.
      assertEquals(
          """
          hs_object_id,tenfold,greeting,often
          1,40,"Hello, ida@b.example",true
          """,
          text(
              download(
                  api,
                  exportOf(
                      api,
                      "CSV",
                      properties,
                      """
                      , "exportInternalValuesOptions": ["NAMES", "VALUES"],
                      "publicCrmSearchRequest": {"query": "", "sorts": [], "filters":
                        [{"propertyName": "tenfold", "operator": "GT", "value": "39"}]}"""))));
    }
  }

  private static void define(
      TestApi api, String name, String type, String fieldType, String formula) {
    String options =
        type.equals("bool")
            ? ", \"options\": [{\"label\": \"Yes\", \"value\": \"true\"}, {\"label\": \"No\", \"value\": \"false\"}]"
            : "";
    String _ =
        ok(
            api,
            "/crm/v3/properties/contacts",
            """
            {"name": "%s", "label": "%s", "type": "%s", "fieldType": "%s",
             "groupName": "contactinformation"%s%s}"""
                .formatted(
                    name,
                    name,
                    type,
                    fieldType,
                    options,
                    formula.isEmpty() ? "" : ", \"calculationFormula\": \"" + formula + "\""));
  }

  private static String text(Response file) {
    return new String(file.body(), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void aViewHasItsFiltersAndItsOrder(Stores stores) {
    try (var api = api(stores)) {
      String view =
          """
          , "publicCrmSearchRequest": {"query": "", "sorts": ["-email"],
            "filters": [{"propertyName": "email", "operator": "CONTAINS_TOKEN", "value": "*@b.example"}]}""";
      String file =
          new String(download(api, export(api, "CSV", view)).body(), StandardCharsets.UTF_8);
      assertEquals(
          List.of("Record ID", "2", "1"),
          file.lines().map(line -> line.substring(0, line.indexOf(','))).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void theUsageReportNamesTheRecordsNearTheirLimits(Stores stores) {
    try (var api = api(stores)) {
      api.seed(
          JSON.readTree(
              """
              [{"owner": 72, "email": "o@b.example", "userId": 9},
               {"associate": {"contact": 2}, "to": {"company": [3]}}]"""));
      String limit =
          """
          {"inputs": [{"category": "HUBSPOT_DEFINED", "typeId": %d, "maxToObjectIds": %d}]}""";
      String limits = "/crm/v4/associations/definitions/configurations/%s/batch/create";
      String _ = ok(api, limits.formatted("contacts/companies"), limit.formatted(279, 1));
      String _ = ok(api, limits.formatted("companies/contacts"), limit.formatted(280, 2));
      Response started = api.call("POST", "/crm/v4/associations/usage/high-usage-report/9", "");
      String link =
          started.headers().stream()
              .filter(header -> header.name().equals("Link"))
              .map(Response.Header::value)
              .findFirst()
              .orElseThrow();
      Response status = api.call("GET", link.substring(1, link.indexOf('>')), "");
      Response file = download(api, JSON.readTree(status.body()).get("result").asString());
      assertEquals(
          """
          Object type,Record ID,Record,Associated object type,Associations,Limit,Percentage
          Contact,1,ida@b.example,Company,1,1,100.0
          Contact,2,ole@b.example,Company,1,1,100.0
          Company,3,Harbour,Contact,2,2,100.0
          """,
          new String(file.body(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
  }

  private static String ok(TestApi api, String target, String body) {
    Response response = api.call("POST", target, body);
    String answer = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(2, response.status() / 100, answer);
    return answer;
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void filesAreKeptForThirtyDays(Stores stores) {
    try (var api = api(stores)) {
      String _ = export(api, "CSV", "");
      api.moveClock(Duration.ofDays(30).toMillis());
      String _ = export(api, "CSV", "");
      String first = "/crm/v3/exports/export/1";
      assertEquals(200, api.call("GET", first, "").status());
      api.moveClock(1);
      String _ = export(api, "CSV", "");
      assertEquals(404, api.call("GET", first, "").status());
    }
  }

  @ParameterizedTest
  @EnumSource(Stores.class)
  void anAddressIsGoodForFiveMinutesAndNotAfterAChange(Stores stores) {
    try (var api = api(stores)) {
      String target = export(api, "CSV", "");
      assertEquals(200, download(api, target).status());
      assertEquals(404, download(api, target.replace("/1?", "/2?")).status());
      assertEquals(404, download(api, target.replace("until=1", "until=2")).status());
      assertEquals(404, download(api, target.substring(0, target.indexOf('?'))).status());
      assertEquals(404, download(api, target + "0").status());
      api.moveClock(5 * 60 * 1000);
      assertEquals(200, download(api, target).status());
      api.moveClock(1);
      assertEquals(404, download(api, target).status());
    }
  }
}
