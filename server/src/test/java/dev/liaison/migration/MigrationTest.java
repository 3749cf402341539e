package dev.liaison.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.TestApi;
import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What is counted, kept and told of legacy calls.
@ParameterizedClass
@EnumSource(Stores.class)
class MigrationTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final TestApi api;

  MigrationTest(Stores stores) {
    api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
    api.seed(
        new YAMLMapper()
            .readTree(
                """
                - {deal: 7, properties: {dealname: Big one}}
                - {contact: 1, properties: {email: a@b.example}}
                - {contact: 2, properties: {email: c@d.example}}
                """));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void whoCallsWhatHowOftenAndSinceWhen() {
    String link = "/deals/v1/deal/7/associations/CONTACT?id=1";
    call("PUT", link, "", "old-app/1.0");
    call("PUT", link, "", "old-app/1.0");
    call("GET", "/deals/v1/deal/99", "", "old-app/1.0");
    call("PUT", link, "", "other/2");
    call("GET", "/crm/v3/objects/deals/7", "", "new-app/1.0");
    call("POST", "/deals/v1/deal/99", "", "old-app/1.0");
    JsonNode calls = report().get("calls");
    assertEquals(3, calls.size());
    JsonNode other = calls.get(0);
    assertEquals("other/2", other.get("client").asString());
    JsonNode unknown = calls.get(1);
    assertEquals("GET /deals/v1/deal/{dealId}", unknown.get("call").asString());
    JsonNode old = calls.get(2);
    assertEquals("test", old.get("app").asString());
    assertEquals("old-app/1.0", old.get("client").asString());
    assertEquals(
        "PUT /deals/v1/deal/{dealId}/associations/{objectType}", old.get("call").asString());
    assertEquals(2, old.get("count").asInt());
    assertEquals("2026-01-01T00:00:01.000Z", old.get("firstAt").asString());
    assertEquals("2026-01-01T00:00:02.000Z", old.get("lastAt").asString());
    assertEquals("2027-09-30", old.get("endsUpstream").asString());
    assertEquals(637, old.get("daysLeft").asInt());
    assertEquals("PUT", old.at("/example/method").asString());
    assertEquals(
        "/crm/v4/objects/deals/7/associations/default/contacts/1",
        old.at("/example/target").asString());
  }

  @Test
  void theExampleWorks() {
    call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=1&id=2&hapikey=secret", "", "");
    JsonNode example = report().at("/calls/0/example");
    assertEquals(
        "/crm/v4/associations/deals/contacts/batch/associate/default",
        example.get("target").asString());
    assertEquals(
        200,
        call(
                example.get("method").asString(),
                example.get("target").asString(),
                example.get("body").asString(),
                "")
            .status());
  }

  @Test
  void nothingOfAPersonAndNoCredentialIsKept() {
    String values =
        """
        {"properties": [{"property": "email", "value": "new@person.example"},
                        {"property": "firstname", "value": "Ida"}]}""";
    call("POST", "/contacts/v1/contact/createOrUpdate/email/new@person.example", values, "");
    call("GET", "/contacts/v1/contact/email/new@person.example/profile?hapikey=secret", "", "");
    call("POST", "/contacts/v1/contact", values, "");
    call(
        "POST",
        "/contacts/v1/contact/batch",
        "[{\"vid\": 1, \"properties\": [{\"property\": \"firstname\", \"value\": \"Ida\"}]}]",
        "");
    String report = new String(get("application/json").body(), StandardCharsets.UTF_8);
    for (String word : List.of("person.example", "Ida", "secret", TestApi.TOKEN)) {
      assertFalse(report.contains(word), word + " in " + report);
    }
    var bodies = new HashMap<String, String>();
    report()
        .get("calls")
        .forEach(
            call ->
                bodies.put(
                    call.get("call").asString(),
                    call.at("/example/target").asString() + call.at("/example/body").asString()));
    assertEquals(
        Map.of(
            "POST /contacts/v1/contact",
            "/crm/v3/objects/contacts{\"properties\":{\"email\":\"...\",\"firstname\":\"...\"}}",
            "POST /contacts/v1/contact/createOrUpdate/email/{email}",
            "/crm/v3/objects/contacts/batch/upsert{\"inputs\":[{\"id\":\"someone@example.test\","
                + "\"idProperty\":\"email\","
                + "\"properties\":{\"email\":\"...\",\"firstname\":\"...\"}}]}",
            "POST /contacts/v1/contact/batch",
            "/crm/v3/objects/contacts/batch/upsert"
                + "{\"inputs\":[{\"id\":\"1\",\"properties\":{\"firstname\":\"...\"}}]}",
            "GET /contacts/v1/contact/email/{email}/profile",
            "/crm/v3/objects/contacts/someone%40example.test?idProperty=email"),
        bodies);
  }

  @Test
  void theExampleOfAnEngagementHasTheTypeThatItIsOf() {
    call("POST", "/engagements/v1/engagements", "{\"engagement\": {\"type\": \"TASK\"}}", "");
    String id =
        JSON.readTree(call("GET", "/engagements/v1/engagements/paged", "", "").body())
            .at("/results/0/engagement/id")
            .asString();
    call("GET", "/engagements/v1/engagements/999", "", "");
    call("GET", "/engagements/v1/engagements/" + id, "", "");
    call("POST", "/engagements/v1/engagements", "no JSON", "other");
    JsonNode calls = report().get("calls");
    assertEquals("/crm/v3/objects/{objectType}", calls.at("/0/example/target").asString());
    assertEquals("/crm/v3/objects/tasks/" + id, calls.at("/1/example/target").asString());
    assertEquals("/crm/v3/objects/tasks", calls.at("/3/example/target").asString());
  }

  @Test
  void theExampleIsOfTheLastCall() {
    call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=1", "", "app");
    call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=2", "", "app");
    assertEquals(
        "/crm/v4/objects/deals/7/associations/default/contacts/2",
        report().at("/calls/0/example/target").asString());
    api.api().legacyCalls().write();
    call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=1", "", "app");
    assertEquals(
        "/crm/v4/objects/deals/7/associations/default/contacts/1",
        report().at("/calls/0/example/target").asString());
  }

  @Test
  void theExampleOfAnEngagementMakesTheSameWithoutItsText() {
    call(
        "POST",
        "/engagements/v1/engagements",
        """
        {"engagement": {"type": "TASK", "ownerId": 72, "timestamp": 1767225600000},
         "associations": {"contactIds": [1, 2], "dealIds": [7]},
         "metadata": {"subject": "Ring Ida", "status": "NOT_STARTED", "body": "About her house"}}
        """,
        "");
    JsonNode example = report().at("/calls/0/example");
    JsonNode body = JSON.readTree(example.get("body").asString());
    assertEquals(
        JSON.readTree(
            """
            {"hubspot_owner_id": "72", "hs_timestamp": "1767225600000", "hs_task_subject": "...",
             "hs_task_status": "NOT_STARTED", "hs_task_body": "..."}"""),
        body.get("properties"));
    assertEquals(3, body.get("associations").size());
    Response made = call("POST", example.get("target").asString(), body.toString(), "");
    assertEquals(201, made.status());
    String id = JSON.readTree(made.body()).get("id").asString();
    JsonNode contacts =
        JSON.readTree(
            call("GET", "/crm/v4/objects/tasks/" + id + "/associations/contacts", "", "").body());
    assertEquals(2, contacts.get("results").size());

    call(
        "PATCH",
        "/engagements/v1/engagements/" + id,
        "{\"metadata\": {\"status\": \"COMPLETED\"}}",
        "");
    JsonNode change = report().at("/calls/0/example");
    assertEquals("PATCH", change.get("method").asString());
    assertEquals(
        "{\"properties\":{\"hs_task_status\":\"COMPLETED\"}}", change.get("body").asString());
    assertEquals(
        200,
        call("PATCH", change.get("target").asString(), change.get("body").asString(), "").status());
  }

  @Test
  void countsOfSeveralServersOverOneStoreAddUpAndStay() {
    call("GET", "/deals/v1/deal/7", "", "app");
    api.api().legacyCalls().write();
    call("GET", "/deals/v1/deal/7", "", "app");
    LegacyCalls other = api.moreLegacyCalls();
    assertEquals(1, other.all().getFirst().count());
    api.api().legacyCalls().write();
    assertEquals(2, other.all().getFirst().count());
    api.api().legacyCalls().write();
    assertEquals(2, api.moreLegacyCalls().all().getFirst().count());
    assertEquals(2, report().at("/calls/0/count").asInt());
  }

  @Test
  void whatClientsCallThemselvesDoesNotGrowWithoutEnd() {
    for (int i = 0; i < 1_100; i++) {
      call("GET", "/deals/v1/deal/7", "", "app/" + i);
    }
    List<LegacyCall> calls = api.api().legacyCalls().all();
    assertEquals(1_001, calls.size());
    assertEquals(1_100, calls.stream().mapToLong(LegacyCall::count).sum());
    assertTrue(calls.stream().anyMatch(it -> it.key().client().equals("(others)")));
  }

  @Test
  void thePageEscapesWhatClientsCallThemselves() {
    call("GET", "/deals/v1/deal/7", "", "<script>alert(1)</script>");
    Response page = get("text/html,application/xhtml+xml");
    String html = new String(page.body(), StandardCharsets.UTF_8);
    assertEquals("text/html;charset=utf-8", page.contentType());
    assertFalse(html.contains("<script"), html);
    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), html);
    assertTrue(html.contains("GET /crm/v3/objects/deals/7"), html);
  }

  @Test
  void theTableHasALineACall() {
    call("GET", "/deals/v1/deal/7", "", "app");
    var report = new MigrationReport(api.api().legacyCalls().all(), LocalDate.parse("2026-11-24"));
    assertEquals(
        """
        CALLS  LAST        SINCE       ENDS        APP   CLIENT  CALL                         SUCCESSOR
        1      2026-01-01  2026-01-01  2027-09-30  test  app     GET /deals/v1/deal/{dealId}  GET /crm/v3/objects/deals/7
        """,
        report.text());
    assertEquals("No legacy calls.\n", new MigrationReport(List.of(), report.today()).text());
  }

  @Test
  void onlyThoseWithATokenSeeIt() {
    Response response =
        api.call("GET", "/_liaison/migration", Map.of("Host", "localhost"), new byte[0]);
    assertEquals(401, response.status());
  }

  private JsonNode report() {
    return JSON.readTree(get("application/json").body());
  }

  private Response get(String accept) {
    return api.call(
        "GET",
        "/_liaison/migration",
        Map.of("Authorization", "Bearer " + TestApi.TOKEN, "Accept", accept),
        new byte[0]);
  }

  private Response call(String method, String target, String body, String client) {
    api.moveClock(1_000);
    return api.call(
        method,
        target,
        Map.of("Authorization", "Bearer " + TestApi.TOKEN, "User-Agent", client),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
