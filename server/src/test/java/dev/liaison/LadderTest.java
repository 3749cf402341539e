package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.http.Response;
import dev.liaison.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Written through one door, read through all the others: there is one core.
@ParameterizedClass
@EnumSource(Stores.class)
class LadderTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private final TestApi api;

  LadderTest(Stores stores) {
    api = new TestApi(stores.empty(), Map.of());
    api.grant(Optional.empty());
    api.seed(
        new YAMLMapper()
            .readTree(
                """
                - {deal: 7, properties: {dealname: Big one}}
                - {contact: 1, properties: {email: a@b.example}}
                - {contact: 2, properties: {email: c@d.example}}
                - {company: 5, properties: {name: Acme}}
                - {company: 6, properties: {name: Other}}
                """));
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// One way to link deal 7 to contacts 1 and 2, or to companies 5 and 6, and to unlink it again.
  record Door(String name, List<Call> link, List<Call> unlink) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Call(String method, String target, String body) {}

  static Stream<Door> contactDoors() {
    var doors = new ArrayList<Door>();
    doors.add(
        new Door(
            "legacy seed call",
            List.of(call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=1&id=2", "")),
            List.of(call("DELETE", "/deals/v1/deal/7/associations/CONTACT?id=1&id=2", ""))));
    doors.add(
        new Door(
            "associations v1",
            List.of(
                call("PUT", "/crm-associations/v1/associations/create-batch", v1("7", "1", "2"))),
            List.of(
                call("PUT", "/crm-associations/v1/associations/delete-batch", v1("7", "1", "2")))));
    doors.add(
        new Door(
            "associations v3",
            List.of(call("POST", "/crm/v3/associations/deals/contacts/batch/create", V3)),
            List.of(call("POST", "/crm/v3/associations/deals/contacts/batch/archive", V3))));
    doors.add(v4("v4", "/crm/v4/objects", "/crm/v4/associations"));
    for (String version : List.of("2025-09", "2026-03", "2026-09")) {
      doors.add(v4(version, "/crm/objects/" + version, "/crm/associations/" + version));
    }
    return doors.stream();
  }

  private static final String V3 =
      """
      {"inputs":[{"from":{"id":"7"},"to":{"id":"1"},"type":"deal_to_contact"},
                 {"from":{"id":"7"},"to":{"id":"2"},"type":"deal_to_contact"}]}
      """;

  private static String v1(String deal, String... contacts) {
    var entries = new ArrayList<String>();
    for (String contact : contacts) {
      entries.add(
          "{\"fromObjectId\":%s,\"toObjectId\":%s,\"category\":\"HUBSPOT_DEFINED\",\"definitionId\":3}"
              .formatted(deal, contact));
    }
    return entries.toString();
  }

  private static Door v4(String name, String objects, String associations) {
    return new Door(
        name,
        List.of(
            call("PUT", objects + "/deals/7/associations/default/contacts/1", ""),
            call(
                "POST",
                associations + "/deals/contacts/batch/create",
                """
                {"inputs":[{"from":{"id":"7"},"to":{"id":"2"},"types":[
                  {"associationCategory":"HUBSPOT_DEFINED","associationTypeId":3}]}]}
                """)),
        List.of(
            call("DELETE", objects + "/deals/7/associations/contacts/1", ""),
            call(
                "POST",
                associations + "/deals/contacts/batch/archive",
                """
                {"inputs":[{"from":{"id":"7"},"to":[{"id":"2"}]}]}
                """)));
  }

  @ParameterizedTest
  @MethodSource("contactDoors")
  void aLinkIsSeenThroughEveryDoorAndGoneThroughEveryDoor(Door door) {
    door.link().forEach(this::ok);
    assertEquals(expected("1", "2"), seen());
    assertEquals(
        List.of("7"), ids(get("/crm/v4/objects/contacts/1/associations/deals"), "toObjectId"));
    assertEquals(List.of("7"), texts(get("/deals/v1/deal/associated/contact/2").at("/results")));
    assertEquals(
        "2",
        get("/crm/v3/objects/deals/7?properties=num_associated_contacts")
            .at("/properties/num_associated_contacts")
            .asString());
    door.unlink().forEach(this::ok);
    assertEquals(expected(), seen());
  }

  @ParameterizedTest
  @MethodSource("contactDoors")
  void everyDoorUnlinksWhatTheSeedCallLinked(Door door) {
    ok(call("PUT", "/deals/v1/deal/7/associations/CONTACT?id=1&id=2", ""));
    door.unlink().forEach(this::ok);
    assertEquals(expected(), seen());
  }

  @Test
  void theFirstCompanyIsPrimaryThroughEveryDoor() {
    ok(call("PUT", "/deals/v1/deal/7/associations/COMPANY?id=6", ""));
    ok(call("PUT", "/crm/v4/objects/deals/7/associations/default/companies/5", ""));
    JsonNode links = get("/crm/objects/2026-03/deals/7/associations/companies").at("/results");
    assertEquals(List.of("341"), ids(links.get(0).at("/associationTypes"), "typeId"));
    assertEquals(List.of("5", "341"), ids(links.get(1).at("/associationTypes"), "typeId"));
    assertEquals(
        List.of("6", "5"),
        texts(get("/crm-associations/v1/associations/7/HUBSPOT_DEFINED/5").at("/results")));
  }

  @Test
  void aRecordMadeChangedAndArchivedThroughOneDoorIsSoThroughTheOthers() {
    JsonNode made =
        JSON.readTree(
            ok(
                call(
                    "POST",
                    "/contacts/v1/contact",
                    "{\"properties\":[{\"property\":\"email\",\"value\":\"New@Old.example\"}]}")));
    String vid = made.get("vid").asString();
    assertEquals(
        "new@old.example",
        get("/crm/v3/objects/contacts/new@old.example?idProperty=email")
            .at("/properties/email")
            .asString());
    ok(
        call(
            "PATCH",
            "/crm/objects/2026-09/contacts/" + vid,
            "{\"properties\":{\"firstname\":\"Ida\"}}"));
    assertEquals(
        "Ida",
        get("/contacts/v1/contact/vid/" + vid + "/profile")
            .at("/properties/firstname/value")
            .asString());
    ok(call("DELETE", "/crm/v3/objects/contacts/" + vid, ""));
    assertEquals(
        404, send(call("GET", "/contacts/v1/contact/vid/" + vid + "/profile", "")).status());
    assertEquals(404, send(call("GET", "/crm/objects/2025-09/contacts/" + vid, "")).status());
    assertTrue(
        get("/crm/v3/objects/contacts/" + vid + "?archived=true").get("archived").asBoolean());
  }

  @Test
  void anEngagementIsTheSameRecordThroughBothDoors() {
    String id =
        JSON.readTree(
                ok(
                    call(
                        "POST",
                        "/engagements/v1/engagements",
                        """
                        {"engagement": {"type": "MEETING", "timestamp": 1767312000000},
                         "associations": {"contactIds": [1, null], "dealIds": [7]},
                         "metadata": {"title": "Kickoff", "startTime": 1767312000000}}""")))
            .at("/engagement/id")
            .asString();
    String meeting = "/crm/v3/objects/meetings/" + id;
    JsonNode modern =
        get(meeting + "?properties=hs_meeting_title,hs_meeting_start_time&associations=deals");
    assertEquals("Kickoff", modern.at("/properties/hs_meeting_title").asString());
    assertEquals(
        "2026-01-02T00:00:00.000Z", modern.at("/properties/hs_meeting_start_time").asString());
    assertEquals(List.of("7"), ids(modern.at("/associations/deals"), "id"));
    ok(
        call(
            "PATCH",
            meeting,
            "{\"properties\":{\"hs_meeting_end_time\":\"2026-01-02T01:00:00Z\"}}"));
    ok(call("DELETE", "/crm/v4/objects/contacts/1/associations/meetings/" + id, ""));
    ok(call("PUT", "/crm/v4/objects/meetings/" + id + "/associations/default/companies/5", ""));
    JsonNode legacy = get("/engagements/v1/engagements/" + id);
    assertEquals(1767315600000L, legacy.at("/metadata/endTime").asLong());
    assertEquals(List.of(), texts(legacy.at("/associations/contactIds")));
    assertEquals(List.of("5"), texts(legacy.at("/associations/companyIds")));
    assertEquals(
        1, get("/engagements/v1/engagements/associated/company/5/paged").at("/results").size());
    ok(call("DELETE", "/engagements/v1/engagements/" + id, ""));
    assertEquals(404, send(call("GET", meeting, "")).status());
  }

  private static List<List<String>> expected(String... ids) {
    return Collections.nCopies(8, List.of(ids));
  }

  /// The contacts of deal 7 as each door shows them.
  private List<List<String>> seen() {
    var seen = new ArrayList<List<String>>();
    seen.add(texts(get("/deals/v1/deal/7").at("/associations/associatedVids")));
    seen.add(texts(get("/crm-associations/v1/associations/7/HUBSPOT_DEFINED/3").at("/results")));
    seen.add(
        ids(
            get("/crm/v3/objects/deals/7?associations=contacts").at("/associations/contacts"),
            "id"));
    seen.add(ids(get("/crm/v4/objects/deals/7/associations/contacts"), "toObjectId"));
    for (String version : List.of("2025-09", "2026-03", "2026-09")) {
      seen.add(
          ids(get("/crm/objects/" + version + "/deals/7/associations/contacts"), "toObjectId"));
    }
    JsonNode batch =
        JSON.readTree(
            ok(
                call(
                    "POST",
                    "/crm/v3/associations/deals/contacts/batch/read",
                    "{\"inputs\":[{\"id\":\"7\"}]}")));
    seen.add(batch.at("/results").isEmpty() ? List.of() : ids(batch.at("/results/0/to"), "id"));
    return seen;
  }

  private static List<String> ids(JsonNode list, String field) {
    var ids = new ArrayList<String>();
    JsonNode items = list.isArray() ? list : list.at("/results");
    items.forEach(item -> ids.add(item.get(field).asString()));
    return ids;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  private JsonNode get(String target) {
    return JSON.readTree(ok(call("GET", target, "")));
  }

  private String ok(Call call) {
    Response response = send(call);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertTrue(response.status() < 300, call + " -> " + response.status() + " " + text);
    return text;
  }

  private Response send(Call call) {
    api.moveClock(1_000);
    return api.call(
        call.method(),
        call.target(),
        Map.of("Authorization", "Bearer " + TestApi.TOKEN, "Host", "localhost"),
        call.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Call call(String method, String target, String body) {
    return new Call(method, target, body);
  }
}
