package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Searches: each sees at once what any door wrote.
@ParameterizedClass
@EnumSource(Stores.class)
class SearchLadderTest {

  private final Ladder api;

  SearchLadderTest(Stores stores) {
    api = new Ladder(stores, "[]");
  }

  @AfterEach
  void close() {
    api.close();
  }

  static Stream<RecordDoor> contacts() {
    return RecordDoor.of("contacts").stream();
  }

  static Stream<RecordDoor> companies() {
    return RecordDoor.of("companies").stream();
  }

  static Stream<RecordDoor> deals() {
    return RecordDoor.of("deals").stream();
  }

  @ParameterizedTest
  @MethodSource("contacts")
  void everySearchForContactsSeesAWriteAtOnce(RecordDoor writer) {
    String id = writer.create(api, Map.of("email", "ida@acme.example", "firstname", "Ida"));
    assertContacts("acme", List.of(id));
    writer.update(api, id, Map.of("email", "ida@harbour.example"));
    assertContacts("acme", List.of());
    assertContacts("harbour", List.of(id));
    writer.archive(api, id);
    assertContacts("harbour", List.of());
  }

  private void assertContacts(String domain, List<String> ids) {
    var found = new ArrayList<List<String>>();
    found.add(Ladder.each(api.get("/contacts/v1/search/query?q=" + domain).at("/contacts"), "vid"));
    found.addAll(modern("contacts", filter("email", "CONTAINS_TOKEN", "*@" + domain + ".example")));
    found.forEach(one -> assertEquals(ids, one));
  }

  @ParameterizedTest
  @MethodSource("companies")
  void everySearchForCompaniesSeesAWriteAtOnce(RecordDoor writer) {
    String id = writer.create(api, Map.of("domain", "acme.example"));
    assertCompanies("acme.example", List.of(id));
    writer.update(api, id, Map.of("domain", "harbour.example"));
    assertCompanies("acme.example", List.of());
    assertCompanies("harbour.example", List.of(id));
    writer.archive(api, id);
    assertCompanies("harbour.example", List.of());
  }

  private void assertCompanies(String domain, List<String> ids) {
    var found = new ArrayList<List<String>>();
    found.add(
        Ladder.each(
            api.answer("POST /companies/v2/domains/" + domain + "/companies", Map.of("limit", 10))
                .at("/results"),
            "companyId"));
    found.addAll(modern("companies", filter("domain", "EQ", domain)));
    found.forEach(one -> assertEquals(ids, one));
  }

  /// v1 has no search for deals, but lists them in the order of their changes.
  @ParameterizedTest
  @MethodSource("deals")
  void whatIsNewestIsSoThroughEveryDoor(RecordDoor writer) {
    String one = writer.create(api, Map.of("dealname", "One"));
    String other = writer.create(api, Map.of("dealname", "Other"));
    assertNewest(List.of(other, one));
    writer.update(api, one, Map.of("dealname", "First"));
    assertNewest(List.of(one, other));
    writer.archive(api, one);
    assertNewest(List.of(other));
  }

  private void assertNewest(List<String> ids) {
    assertEquals(
        ids, Ladder.each(api.get("/deals/v1/deal/recent/modified").at("/results"), "dealId"));
    var sort = Map.of("propertyName", "hs_lastmodifieddate", "direction", "DESCENDING");
    modern("deals", Map.of("sorts", List.of(sort))).forEach(one -> assertEquals(ids, one));
  }

  private List<List<String>> modern(String type, Map<String, Object> search) {
    return RecordDoor.of(type).stream()
        .filter(ModernRecords.class::isInstance)
        .map(door -> ((ModernRecords) door).search(api, search))
        .toList();
  }

  private static Map<String, Object> filter(String property, String operator, String value) {
    var filter = Map.of("propertyName", property, "operator", operator, "value", value);
    return Map.of("filterGroups", List.of(Map.of("filters", List.of(filter))));
  }
}
