package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.http.Route;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request for every route that is answered well over [#GIVEN], to be spoilt in one place at a
/// time. Each field that the reference names for a body is in it.
final class SampleRequests {

  /// The records that the samples are about.
  static final String GIVEN =
      """
      [{"contact": 1, "properties": {"email": "a@b.example", "firstname": "Ida",
         "hs_additional_emails": "e@f.example"}},
       {"ticket": 1, "properties": {"subject": "Help"}},
       {"note": 301, "properties": {"hs_note_body": "Called"}},
       {"contact": 2, "properties": {"email": "c@d.example"}},
       {"company": 3, "properties": {"name": "Harbour Lane"}},
       {"deal": 7, "properties": {"dealname": "Big one"}},
       {"associate": {"deal": 7}, "to": {"contact": [1], "company": [3]}},
       {"associate": {"contact": 1}, "to": {"company": [3]}},
       {"owner": 72, "email": "o@b.example"}]
      """;

  /// Definitions of the portal's own, by the call that makes each; only samples about definitions
  /// need them.
  static final Map<String, String> DEFINED = defined();

  private static Map<String, String> defined() {
    var defined = new LinkedHashMap<String, String>();
    for (String type : List.of("contact", "company", "deal")) {
      String path = type.equals("company") ? "companies" : type + "s";
      String properties = "POST /crm/v3/properties/" + path;
      defined.put(
          properties,
          """
          {"name": "seat", "label": "Seat", "type": "string", "fieldType": "text",
           "groupName": "%sinformation"}"""
              .formatted(type));
      defined.put(properties + "/groups", "{\"name\": \"seating\", \"label\": \"Seating\"}");
    }
    defined.put(
        "PUT /crm/v3/property-validations/0-1/seat/rule-type/MAX_LENGTH",
        "{\"ruleArguments\": [\"9\"]}");
    defined.put(
        "POST /crm/v3/schemas",
        """
        {"name": "car", "labels": {"singular": "Car", "plural": "Cars"},
         "primaryDisplayProperty": "plate", "associatedObjects": ["CONTACT"],
         "properties": [{"name": "plate", "label": "Plate", "type": "string",
           "fieldType": "text"}]}""");
    defined.put(
        "POST /crm/v3/pipelines/deals",
        SampleBodies.PIPELINE.formatted("Spare", "spare", SampleBodies.STAGES.formatted("")));
    defined.put(
        "POST /crm/v4/associations/contacts/companies/labels",
        SampleBodies.LABEL.formatted("buyer"));
    defined.put(
        "POST /crm/v4/associations/definitions/configurations/contacts/companies/batch/create",
        SampleBodies.LIMITED.formatted(279));
    return defined;
  }

  private static final Map<String, String> PATH =
      Map.ofEntries(
          Map.entry("vid", "1"),
          Map.entry("companyId", "3"),
          Map.entry("dealId", "7"),
          Map.entry("objectId", "1"),
          Map.entry("category", "HUBSPOT_DEFINED"),
          Map.entry("definitionId", "1"),
          Map.entry("fromObjectType", "contacts"),
          Map.entry("fromObjectId", "1"),
          Map.entry("toObjectType", "companies"),
          Map.entry("toObjectId", "3"),
          Map.entry("associationType", "contact_to_company"),
          Map.entry("engagementId", "301"),
          Map.entry("utk", "f844d2217850188692f2610c717c2e9b"),
          Map.entry("ownerId", "72"),
          Map.entry("taskId", "1"),
          Map.entry("exportId", "1"),
          Map.entry("importId", "1"),
          Map.entry("userId", "72"),
          Map.entry("sourceListId", "2"),
          Map.entry("folderId", "1"),
          Map.entry("parent", "0"),
          Map.entry("name", "Static"),
          Map.entry("recordId", "1"),
          Map.entry("domain", "harbour.example"),
          Map.entry("propertyName", "seat"),
          Map.entry("groupName", "seating"),
          Map.entry("objectTypeId", "0-1"),
          Map.entry("ruleType", "MAX_LENGTH"),
          Map.entry("associationIdentifier", "1"),
          Map.entry("associationTypeId", "17"),
          Map.entry("pipelineId", "spare"),
          Map.entry("stageId", "early"),
          Map.entry("fromObjectTypeId", "0-1"),
          Map.entry("toObjectTypeId", "0-2"));

  static final String FORM_TYPE = "multipart/form-data; boundary=b";

  private static final String FORM =
      """
      --b
      Content-Disposition: form-data; name="files"; filename="a.csv"

      Mail
      a@b.example
      --b
      Content-Disposition: form-data; name="importRequest"

      """
          .replace("\n", "\r\n");

  private SampleRequests() {}

  /// Two lists and a folder.
  static void lists(TestApi api) {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + TestApi.TOKEN);
    call(api, "/crm/v3/lists/folders", headers, "{\"name\": \"Folder\"}");
    String manual = SampleBodies.LIST.formatted("Static", "MANUAL", "null");
    call(api, "/crm/v3/lists", headers, manual);
    call(
        api,
        "/crm/v3/lists",
        headers,
        SampleBodies.LIST.formatted("Dynamic", "DYNAMIC", SampleBodies.FILTER));
    byte[] conversion =
        SampleBodies.BODIES.get("/schedule-conversion").getBytes(StandardCharsets.UTF_8);
    api.call("PUT", "/crm/v3/lists/2/schedule-conversion", headers, conversion);
  }

  /// Whether the body of the route is JSON within a form.
  static boolean isForm(Route route) {
    return route.method().equals("POST")
        && route.template().matches("/crm/(v3/imports|imports/[0-9-]+)");
  }

  /// The form around the JSON, of the type [#FORM_TYPE].
  static byte[] form(byte[] json) {
    var form = new ByteArrayOutputStream();
    form.writeBytes(FORM.getBytes(StandardCharsets.UTF_8));
    form.writeBytes(json);
    form.writeBytes("\r\n--b--".getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  /// An export and an import with the id 1.
  static void prepare(TestApi api) {
    String credentials = "Bearer " + TestApi.TOKEN;
    call(
        api,
        "/crm/v3/exports/export/async",
        Map.of("Authorization", credentials),
        SampleBodies.EXPORT);
    call(
        api,
        "/crm/v3/imports",
        Map.of("Authorization", credentials, "Content-Type", FORM_TYPE),
        new String(
            form(SampleBodies.IMPORT.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
  }

  private static void call(TestApi api, String target, Map<String, String> headers, String body) {
    int status = api.call("POST", target, headers, body.getBytes(StandardCharsets.UTF_8)).status();
    assertTrue(status < 300, target);
  }

  /// Whether the route only says that what it stands for is not served, or never there.
  static boolean notServed(Route route) {
    return route.template().contains("{utk}") || route.template().endsWith("/search");
  }

  /// Whether the samples of the route need lists: 1 is static, 2 is dynamic, and there is a folder
  /// 1.
  static boolean ofLists(Route route) {
    return route.area().startsWith("Lists") || route.area().startsWith("Contact lists");
  }

  /// Whether the samples of the route need [#DEFINED].
  static boolean ofDefinitions(Route route) {
    return route.area().startsWith("Properties")
        || route.area().startsWith("Schemas")
        || ofPipelines(route)
        || route.template().contains("/labels")
        || route.template().contains("/configurations");
  }

  private static boolean ofPipelines(Route route) {
    return route.template().contains("pipelines");
  }

  /// What the sample of a route about definitions makes, so that it can be made again.
  static List<String> made(Route route) {
    String type =
        route.template().startsWith("/deals")
            ? "deals"
            : route.template().startsWith("/companies") ? "companies" : "contacts";
    String properties = "/crm/v3/properties/" + type;
    if (ofPipelines(route)) {
      return List.of("/crm/v3/pipelines/deals/made", "/crm/v3/pipelines/deals/spare/stages/new");
    }
    if (!route.area().startsWith("Properties") && !route.area().startsWith("Schemas")) {
      return List.of();
    }
    return route.area().startsWith("Schemas")
        ? List.of("/crm/v3/schemas/p1_boat", "/crm/v3/schemas/p1_car/associations/19")
        : List.of(properties + "/row", properties + "/groups/rows");
  }

  /// The body, where the route reads one.
  static Optional<JsonNode> body(Route route) {
    boolean reads =
        !route.method().equals("GET")
            && !route.method().equals("DELETE")
            && !route.template().endsWith("/cancel")
            && !route.template().endsWith("/restore")
            && !route.template().endsWith("/refresh")
            && !route.template().endsWith("/update-list-name")
            && !route.template().endsWith("/rename")
            && !route.template().endsWith("/move/{parent}")
            && !route.template().endsWith("/add-from/{sourceListId}")
            && !route.template().contains("/associations/default/")
            && !route.template().endsWith("{associationType}")
            && !notServed(route)
            && !route.template().endsWith("/high-usage-report/{userId}")
            && !route.template().equals("/deals/v1/deal/{dealId}/associations/{objectType}")
            && !route.template().contains("/secondary-email/")
            && !route.template().contains("/{engagementId}/associations/")
            && !route.template().endsWith("/contacts/{vid}");
    if (!reads) {
      return Optional.empty();
    }
    String call = route.method() + " " + route.template();
    return Optional.of(
        SampleBodies.BODIES.entrySet().stream()
            .filter(
                entry ->
                    entry.getKey().contains(" ")
                        ? call.equals(entry.getKey())
                        : call.endsWith(entry.getKey()))
            .findFirst()
            .map(entry -> JsonMapper.shared().readTree(entry.getValue()))
            .orElseThrow(() -> new AssertionError("no sample body for " + call)));
  }

  private static String type(Route route) {
    if (route.area().startsWith("Schemas")) {
      return "p1_car";
    }
    if (ofPipelines(route)) {
      return "deals";
    }
    return route.template().startsWith("/crm/") || route.area().startsWith("Properties")
        ? "contacts"
        : "CONTACT";
  }

  /// The path and query.
  static String target(Route route) {
    return target(route, "", "");
  }

  private static String query(String template) {
    if (template.endsWith("deal/{dealId}/associations/{objectType}")) {
      return "?id=1";
    }
    if (template.endsWith("/update-list-name")) {
      return "?listName=Other";
    }
    if (template.endsWith("/rename")) {
      return "?newFolderName=Other";
    }
    if (template.endsWith("/size-and-edits-history/between")) {
      return "?startDate=2025-12-01&endDate=2026-02-01T00:00:00Z";
    }
    return template.endsWith("/idmapping") ? "?legacyListId=1" : "";
  }

  /// The same with another value for one parameter of the path.
  static String target(Route route, String parameter, String value) {
    var target = new StringBuilder();
    for (String segment : route.template().substring(1).split("/")) {
      String name = segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : "";
      String sample =
          switch (name) {
            case "objectType" -> type(route);
            case "type" -> route.template().startsWith("/crm-objects/") ? "tickets" : "contact";
            case "email" ->
                route.template().contains("/secondary-email/") ? "e%40f.example" : "a%40b.example";
            case "listId" -> route.template().matches(".*(-conversion|-filters)") ? "2" : "1";
            default -> PATH.get(name);
          };
      target.append('/').append(name.isEmpty() ? segment : name.equals(parameter) ? value : sample);
    }
    return target + query(route.template());
  }
}
