package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Owners, which no call of any generation writes.
@ParameterizedClass
@EnumSource(Stores.class)
class OwnerLadderTest {

  private final Ladder api;

  OwnerLadderTest(Stores stores) {
    api =
        new Ladder(
            stores,
            """
            - {owner: 72, email: ida@acme.example, firstName: Ida, lastName: Berg}
            - {owner: 73, email: bo@acme.example}
            """);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void anOwnerIsTheSameThroughEveryDoor() {
    List<String> ida = List.of("72", "ida@acme.example", "Ida", "Berg");
    assertEquals(ida, owner("ownerId", api.get("/owners/v2/owners/72")));
    JsonNode all = api.get("/owners/v2/owners");
    assertEquals(List.of("72", "73"), Ladder.each(all, "ownerId"));
    assertEquals(
        ida, owner("ownerId", api.get("/owners/v2/owners?email=ida@acme.example").at("/0")));
    for (Version version : Version.WITH_OBJECTS) {
      String owners = version.crm("owners");
      assertEquals(ida, owner("id", api.get(owners + "/72")), version.name());
      assertEquals(
          List.of("72", "73"), Ladder.each(api.get(owners).at("/results"), "id"), version.name());
      assertEquals(
          ida,
          owner("id", api.get(owners + "?email=ida@acme.example").at("/results/0")),
          version.name());
    }
  }

  private static List<String> owner(String id, JsonNode owner) {
    return List.of(
        owner.at("/" + id).asString(),
        owner.at("/email").asString(),
        owner.at("/firstName").asString(),
        owner.at("/lastName").asString());
  }
}
