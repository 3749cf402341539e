package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Labels of associations. v1 knows a few of HubSpot's; of a pair that is linked by others it sees
/// the link.
@ParameterizedClass
@EnumSource(Stores.class)
class LabelLadderTest {

  private static final String CONTACT = "/crm-associations/v1/associations/1/HUBSPOT_DEFINED/";

  private final Ladder api;

  LabelLadderTest(Stores stores) {
    api =
        new Ladder(
            stores,
            """
            - {contact: 1, properties: {firstname: Ida}}
            - {company: 5, properties: {name: Acme}}
            """);
  }

  @AfterEach
  void close() {
    api.close();
  }

  static Stream<Version> versions() {
    return Version.WITH_LABELS.stream();
  }

  static Stream<String> labels() {
    return versions().flatMap(version -> version.labels().stream());
  }

  @ParameterizedTest
  @MethodSource("labels")
  void aLabelDefinedThroughOneDoorIsSoThroughEvery(String prefix) {
    String labels = prefix + "/contacts/companies/labels";
    JsonNode made =
        api.answer(
            "POST " + labels,
            Map.of("name", "buys", "label", "Buyer", "inverseLabel", "Bought by"));
    int type = made.at("/results/0/typeId").asInt();
    assertLabel("contacts/companies", "Buyer");
    assertLabel("companies/contacts", "Bought by");
    api.does(
        "PUT " + labels,
        Map.of("associationTypeId", type, "label", "Customer", "inverseLabel", "Shop"));
    assertLabel("contacts/companies", "Customer");
    assertLabel("companies/contacts", "Shop");
    for (Version version : Version.WITH_LABELS) {
      String pair = version.objects() + "/contacts/1/associations/companies/5";
      api.does(
          "PUT " + pair,
          List.of(Map.of("associationCategory", "USER_DEFINED", "associationTypeId", type)));
      for (Version reader : Version.WITH_LABELS) {
        JsonNode links = api.get(reader.objects() + "/contacts/1/associations/companies");
        assertEquals(
            List.of("", "Customer"),
            sortedLabels(links.at("/results/0/associationTypes")),
            reader.name());
        JsonNode back = api.get(reader.objects() + "/companies/5/associations/contacts");
        assertEquals(
            List.of("", "Shop"),
            sortedLabels(back.at("/results/0/associationTypes")),
            reader.name());
      }
      assertEquals(List.of("5"), Ladder.texts(api.get(CONTACT + "1").at("/results")));
      api.does("DELETE " + pair);
      assertEquals(List.of(), Ladder.texts(api.get(CONTACT + "1").at("/results")));
    }
    api.does("DELETE " + labels + "/" + type);
    assertLabel("contacts/companies", "");
    assertLabel("companies/contacts", "");
  }

  private void assertLabel(String pair, String label) {
    for (String prefix : labels().toList()) {
      JsonNode all = api.get(prefix + "/" + pair + "/labels").at("/results");
      var own = new ArrayList<String>();
      for (JsonNode one : all) {
        if (one.at("/category").asString().equals("USER_DEFINED")) {
          own.add(one.at("/label").asString());
        }
      }
      assertEquals(label.isEmpty() ? List.of() : List.of(label), own, prefix);
    }
  }

  /// Contact roles at a company: 38 of associations v1, from the contact, is a label in v4.
  @ParameterizedTest
  @MethodSource("versions")
  void aRoleOfV1IsALabelOfV4AndTheOtherWayRound(Version version) {
    String pair = version.objects() + "/contacts/1/associations/companies";
    api.does("PUT /crm-associations/v1/associations", role());
    JsonNode types = api.get(pair).at("/results/0/associationTypes");
    assertEquals(List.of("", "Contractor"), sortedLabels(types), version.name());
    int type =
        types
            .valueStream()
            .filter(one -> one.at("/label").asString("").equals("Contractor"))
            .findFirst()
            .orElseThrow()
            .at("/typeId")
            .asInt();
    api.does("PUT /crm-associations/v1/associations/delete", role());
    assertEquals(List.of(), Ladder.each(api.get(pair).at("/results"), "toObjectId"));
    api.does(
        "PUT " + pair + "/5",
        List.of(Map.of("associationCategory", "HUBSPOT_DEFINED", "associationTypeId", type)));
    assertEquals(List.of("5"), Ladder.texts(api.get(CONTACT + "37").at("/results")));
    assertEquals(List.of(), Ladder.texts(api.get(CONTACT + "39").at("/results")));
  }

  private static Map<String, Object> role() {
    return Map.of(
        "fromObjectId", 1,
        "toObjectId", 5,
        "category", "HUBSPOT_DEFINED",
        "definitionId", 37);
  }

  /// The plain type, whose label is null, as an empty text.
  private static List<String> sortedLabels(JsonNode types) {
    return types.valueStream().map(type -> type.at("/label").asString("")).sorted().toList();
  }
}
