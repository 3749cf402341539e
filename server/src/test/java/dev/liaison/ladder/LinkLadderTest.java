package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Links between records, primary companies among them.
@ParameterizedClass
@EnumSource(Stores.class)
class LinkLadderTest {

  private final Ladder api;

  LinkLadderTest(Stores stores) {
    api =
        new Ladder(
            stores,
            """
            - {deal: 7, properties: {dealname: Big one}}
            - {contact: 1, properties: {email: a@b.example}}
            - {contact: 2, properties: {email: c@d.example}}
            - {company: 5, properties: {name: Acme}}
            - {company: 6, properties: {name: Other}}
            """);
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// How one generation links two records and unlinks them again.
  interface Door {

    void link(Ladder api);

    void unlink(Ladder api);
  }

  /// A door with a call for each, and the body of both.
  record Calls(String name, String link, String unlink, Object body) implements Door {

    @Override
    public String toString() {
      return name;
    }

    @Override
    public void link(Ladder api) {
      api.does(link, body);
    }

    @Override
    public void unlink(Ladder api) {
      api.does(unlink, body);
    }
  }

  /// v4 and the dated versions: the first contact by its own call, the second in a batch.
  record Labelled(Version version) implements Door {

    @Override
    public String toString() {
      return version.name();
    }

    private String record() {
      return version.objects() + "/deals/7/associations/";
    }

    private String batch() {
      return "POST " + version.associations() + "/deals/contacts/batch/";
    }

    @Override
    public void link(Ladder api) {
      api.does("PUT " + record() + "default/contacts/1");
      api.does(batch() + "create", inputs(entry("7", "2", "types", List.of(typed(3)))));
    }

    @Override
    public void unlink(Ladder api) {
      api.does("DELETE " + record() + "contacts/1");
      api.does(
          batch() + "archive",
          inputs(Map.of("from", Map.of("id", "7"), "to", List.of(Map.of("id", "2")))));
    }
  }

  private static Map<String, Object> typed(int type) {
    return Map.of("associationCategory", "HUBSPOT_DEFINED", "associationTypeId", type);
  }

  private static Map<String, Object> entry(String from, String to, String field, Object type) {
    return Map.of("from", Map.of("id", from), "to", Map.of("id", to), field, type);
  }

  private static Map<String, Object> inputs(Object... inputs) {
    return Map.of("inputs", List.of(inputs));
  }

  /// Deal 7 and contacts 1 and 2.
  static Stream<Door> dealsToContacts() {
    String seed = " /deals/v1/deal/7/associations/CONTACT?id=1&id=2";
    String v1 = "PUT /crm-associations/v1/associations/";
    String v3 = "POST /crm/v3/associations/deals/contacts/batch/";
    return Stream.concat(
        Stream.of(
            new Calls("the seed call", "PUT" + seed, "DELETE" + seed, Map.of()),
            new Calls(
                "associations v1",
                v1 + "create-batch",
                v1 + "delete-batch",
                List.of(defined(7, 1, 3), defined(7, 2, 3))),
            new Calls(
                "associations v1 from the other side",
                v1 + "create-batch",
                v1 + "delete-batch",
                List.of(defined(1, 7, 4), defined(2, 7, 4))),
            new Calls(
                "associations v3",
                v3 + "create",
                v3 + "archive",
                inputs(
                    entry("7", "1", "type", "deal_to_contact"),
                    entry("7", "2", "type", "deal_to_contact")))),
        Version.WITH_LABELS.stream().map(Labelled::new));
  }

  private static Map<String, Object> defined(int from, int to, int definition) {
    return Map.of(
        "fromObjectId", from,
        "toObjectId", to,
        "category", "HUBSPOT_DEFINED",
        "definitionId", definition);
  }

  @ParameterizedTest
  @MethodSource("dealsToContacts")
  void aLinkIsSeenThroughEveryDoorAndGoneThroughEveryDoor(Door door) {
    door.link(api);
    assertEquals(everyDoor("1", "2"), contactsOfTheDeal());
    assertEquals(
        List.of("7"),
        Ladder.each(
            api.get("/crm/v4/objects/contacts/1/associations/deals").at("/results"), "toObjectId"));
    assertEquals(
        List.of("7"), Ladder.texts(api.get("/deals/v1/deal/associated/contact/2").at("/results")));
    assertCounted("2");
    door.unlink(api);
    assertEquals(everyDoor(), contactsOfTheDeal());
    assertCounted("0");
  }

  private void assertCounted(String contacts) {
    String counter = "num_associated_contacts";
    for (RecordDoor reader : RecordDoor.of("deals")) {
      assertEquals(contacts, reader.read(api, "7", counter).orElseThrow(), reader.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("dealsToContacts")
  void everyDoorUnlinksWhatAnotherLinked(Door linking) {
    for (Door unlinking : dealsToContacts().toList()) {
      linking.link(api);
      unlinking.unlink(api);
      assertEquals(everyDoor(), contactsOfTheDeal(), unlinking.toString());
    }
  }

  private static List<List<String>> everyDoor(String... ids) {
    return Collections.nCopies(8, List.of(ids));
  }

  private List<List<String>> contactsOfTheDeal() {
    var seen = new ArrayList<List<String>>();
    seen.add(Ladder.texts(api.get("/deals/v1/deal/7").at("/associations/associatedVids")));
    seen.add(
        Ladder.texts(
            api.get("/crm-associations/v1/associations/7/HUBSPOT_DEFINED/3").at("/results")));
    seen.add(
        Ladder.each(
            api.get("/crm/v3/objects/deals/7?associations=contacts")
                .at("/associations/contacts/results"),
            "id"));
    for (Version version : Version.WITH_LABELS) {
      seen.add(
          Ladder.each(
              api.get(version.objects() + "/deals/7/associations/contacts").at("/results"),
              "toObjectId"));
    }
    JsonNode batch =
        api.answer(
            "POST /crm/v3/associations/deals/contacts/batch/read", inputs(Map.of("id", "7")));
    seen.add(Ladder.each(batch.at("/results/0/to"), "id"));
    return seen;
  }

  /// Contact 1 and company 5.
  static Stream<Door> contactsToCompanies() {
    String v1 = "PUT /crm-associations/v1/associations";
    String v2 = " /companies/v2/companies/5/contacts/1";
    String v3 = "POST /crm/v3/associations/contacts/companies/batch/";
    var doors = new ArrayList<Door>();
    doors.add(new Calls("companies v2", "PUT" + v2, "DELETE" + v2, Map.of()));
    doors.add(new Calls("associations v1", v1, v1 + "/delete", defined(1, 5, 1)));
    doors.add(
        new Calls(
            "associations v3",
            v3 + "create",
            v3 + "archive",
            // By its name alone the primary type would go and leave the plain one.
            inputs(
                entry("1", "5", "type", "contact_to_company"),
                entry("1", "5", "type", "contact_to_company_unlabeled"))));
    for (Version version : Version.WITH_LABELS) {
      String path = version.objects() + "/contacts/1/associations/";
      doors.add(
          new Calls(
              version.name(),
              "PUT " + path + "default/companies/5",
              "DELETE " + path + "companies/5",
              List.of()));
    }
    for (RecordDoor contacts : RecordDoor.of("contacts")) {
      doors.add(new ByProperty(contacts));
    }
    return doors.stream();
  }

  /// A contact's `associatedcompanyid` is its primary company.
  record ByProperty(RecordDoor contacts) implements Door {

    @Override
    public void link(Ladder api) {
      contacts.update(api, "1", Map.of("associatedcompanyid", "5"));
    }

    @Override
    public void unlink(Ladder api) {
      contacts.update(api, "1", Map.of("associatedcompanyid", ""));
    }
  }

  @ParameterizedTest
  @MethodSource("contactsToCompanies")
  void theCompanyOfAContactIsSoThroughEveryDoor(Door door) {
    door.link(api);
    assertCompany("5");
    door.unlink(api);
    assertCompany("");
  }

  private void assertCompany(String company) {
    List<String> companies = company.isEmpty() ? List.of() : List.of(company);
    List<String> contacts = company.isEmpty() ? List.of() : List.of("1");
    for (RecordDoor reader : RecordDoor.of("contacts")) {
      assertEquals(
          company, reader.read(api, "1", "associatedcompanyid").orElseThrow(), reader.toString());
    }
    assertEquals(
        companies,
        Ladder.texts(
            api.get("/crm-associations/v1/associations/1/HUBSPOT_DEFINED/1").at("/results")));
    assertEquals(contacts, Ladder.texts(api.get("/companies/v2/companies/5/vids").at("/vids")));
    assertEquals(
        contacts,
        Ladder.each(api.get("/companies/v2/companies/5/contacts").at("/contacts"), "vid"));
    for (Version version : Version.WITH_LABELS) {
      JsonNode links = api.get(version.objects() + "/contacts/1/associations/companies");
      assertEquals(companies, Ladder.each(links.at("/results"), "toObjectId"), version.name());
      if (!company.isEmpty()) {
        assertEquals(
            List.of("1", "279"),
            Ladder.each(links.at("/results/0/associationTypes"), "typeId"),
            version.name());
      }
    }
  }

  @Test
  void theFirstCompanyIsPrimaryThroughEveryDoor() {
    api.does("PUT /deals/v1/deal/7/associations/COMPANY?id=6");
    api.does("PUT /crm/v4/objects/deals/7/associations/default/companies/5");
    for (Version version : Version.WITH_LABELS) {
      JsonNode links =
          api.get(version.objects() + "/deals/7/associations/companies").at("/results");
      assertEquals(List.of("341"), Ladder.each(links.at("/0/associationTypes"), "typeId"));
      assertEquals(List.of("5", "341"), Ladder.each(links.at("/1/associationTypes"), "typeId"));
    }
    assertEquals(
        List.of("6", "5"),
        Ladder.texts(
            api.get("/crm-associations/v1/associations/7/HUBSPOT_DEFINED/5").at("/results")));
    assertEquals(
        List.of("6", "5"),
        Ladder.texts(api.get("/deals/v1/deal/7").at("/associations/associatedCompanyIds")));
  }
}
