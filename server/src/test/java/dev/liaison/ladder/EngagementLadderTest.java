package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Engagements, which are notes, calls, emails, meetings and tasks in later generations.
@ParameterizedClass
@EnumSource(Stores.class)
class EngagementLadderTest {

  private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00.000Z");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000Z");

  private final Ladder api;

  EngagementLadderTest(Stores stores) {
    api =
        new Ladder(
            stores,
            """
            - {contact: 1, properties: {firstname: Ida}}
            - {company: 5, properties: {name: Acme}}
            - {deal: 7, properties: {dealname: Big one}}
            """);
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// One of the types, and the text of it that the test writes.
  enum Type {
    NOTE("notes", "body", "hs_note_body", 214),
    CALL("calls", "body", "hs_call_body", 206),
    EMAIL("emails", "subject", "hs_email_subject", 210),
    MEETING("meetings", "title", "hs_meeting_title", 212),
    TASK("tasks", "subject", "hs_task_subject", 216);

    private final String plural;
    private final String metadata;
    private final String property;
    private final int toDeal;

    Type(String plural, String metadata, String property, int toDeal) {
      this.plural = plural;
      this.metadata = metadata;
      this.property = property;
      this.toDeal = toDeal;
    }
  }

  /// What a door says of an engagement.
  record Seen(String text, Instant at, List<String> deals, List<String> companies) {}

  /// How one generation writes and reads engagements.
  interface Door {

    /// One that is linked to deal 7.
    String create(Ladder api, Type type, String text, Instant at);

    void update(Ladder api, Type type, String id, String text, Instant at);

    void linkCompany(Ladder api, Type type, String id);

    void archive(Ladder api, Type type, String id);

    Optional<Seen> read(Ladder api, Type type, String id);

    /// Those of deal 7.
    List<String> ofDeal(Ladder api, Type type);
  }

  record Legacy() implements Door {

    private static final String ENGAGEMENTS = "/engagements/v1/engagements";

    @Override
    public String create(Ladder api, Type type, String text, Instant at) {
      return api.answer(
              "POST " + ENGAGEMENTS,
              Map.of(
                  "engagement", Map.of("type", type.name(), "timestamp", at.toEpochMilli()),
                  "associations", Map.of("dealIds", List.of(7)),
                  "metadata", Map.of(type.metadata, text)))
          .at("/engagement/id")
          .asString();
    }

    @Override
    public void update(Ladder api, Type type, String id, String text, Instant at) {
      api.does(
          "PATCH " + ENGAGEMENTS + "/" + id,
          Map.of(
              "engagement", Map.of("timestamp", at.toEpochMilli()),
              "metadata", Map.of(type.metadata, text)));
    }

    @Override
    public void linkCompany(Ladder api, Type type, String id) {
      api.does("PUT " + ENGAGEMENTS + "/" + id + "/associations/company/5");
    }

    @Override
    public void archive(Ladder api, Type type, String id) {
      api.does("DELETE " + ENGAGEMENTS + "/" + id);
    }

    @Override
    public Optional<Seen> read(Ladder api, Type type, String id) {
      return api.find(ENGAGEMENTS + "/" + id)
          .map(
              found ->
                  new Seen(
                      found.at("/metadata/" + type.metadata).asString(""),
                      Instant.ofEpochMilli(found.at("/engagement/timestamp").asLong()),
                      Ladder.texts(found.at("/associations/dealIds")),
                      Ladder.texts(found.at("/associations/companyIds"))));
    }

    @Override
    public List<String> ofDeal(Ladder api, Type type) {
      var ids = new ArrayList<String>();
      for (JsonNode one : api.get(ENGAGEMENTS + "/associated/deal/7/paged").at("/results")) {
        if (one.at("/engagement/type").asString().equals(type.name())) {
          ids.add(one.at("/engagement/id").asString());
        }
      }
      return ids;
    }
  }

  record Modern(Version version) implements Door {

    @Override
    public String toString() {
      return version.name();
    }

    private String path(Type type) {
      return version.objects() + "/" + type.plural;
    }

    private static Map<String, String> properties(Type type, String text, Instant at) {
      return Map.of(type.property, text, "hs_timestamp", at.toString());
    }

    @Override
    public String create(Ladder api, Type type, String text, Instant at) {
      var link =
          Map.of(
              "to", Map.of("id", "7"),
              "types",
                  List.of(
                      Map.of(
                          "associationCategory",
                          "HUBSPOT_DEFINED",
                          "associationTypeId",
                          type.toDeal)));
      return api.answer(
              "POST " + path(type),
              Map.of("properties", properties(type, text, at), "associations", List.of(link)))
          .at("/id")
          .asString();
    }

    @Override
    public void update(Ladder api, Type type, String id, String text, Instant at) {
      api.does("PATCH " + path(type) + "/" + id, Map.of("properties", properties(type, text, at)));
    }

    @Override
    public void linkCompany(Ladder api, Type type, String id) {
      Version links = version.equals(Version.V3) ? Version.V4 : version;
      api.does(
          "PUT "
              + links.objects()
              + "/"
              + type.plural
              + "/"
              + id
              + "/associations/default/companies/5");
    }

    @Override
    public void archive(Ladder api, Type type, String id) {
      api.does("DELETE " + path(type) + "/" + id);
    }

    @Override
    public Optional<Seen> read(Ladder api, Type type, String id) {
      return api.find(
              path(type)
                  + "/"
                  + id
                  + "?associations=deals,companies&properties=hs_timestamp,"
                  + type.property)
          .map(
              found ->
                  new Seen(
                      found.at("/properties/" + type.property).asString(""),
                      Instant.parse(found.at("/properties/hs_timestamp").asString()),
                      Ladder.each(found.at("/associations/deals/results"), "id"),
                      Ladder.each(found.at("/associations/companies/results"), "id")));
    }

    @Override
    public List<String> ofDeal(Ladder api, Type type) {
      Version links = version.equals(Version.V3) ? Version.V4 : version;
      return Ladder.each(
          api.get(links.objects() + "/deals/7/associations/" + type.plural).at("/results"),
          "toObjectId");
    }
  }

  private static List<Door> all() {
    return Stream.<Door>concat(
            Stream.of(new Legacy()), Version.WITH_OBJECTS.stream().map(Modern::new))
        .toList();
  }

  static Stream<Arguments> doors() {
    return Stream.of(Type.values())
        .flatMap(type -> all().stream().map(door -> Arguments.of(type, door)));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void anEngagementOfOneDoorIsTheSameThroughEvery(Type type, Door writer) {
    for (Door other : all()) {
      String id = writer.create(api, type, "Kickoff", MORNING);
      assertSeen(type, id, new Seen("Kickoff", MORNING, List.of("7"), List.of()));
      other.update(api, type, id, "Wrap-up", NOON);
      writer.linkCompany(api, type, id);
      assertSeen(type, id, new Seen("Wrap-up", NOON, List.of("7"), List.of("5")));
      other.archive(api, type, id);
      for (Door reader : all()) {
        assertEquals(Optional.empty(), reader.read(api, type, id), reader.toString());
        assertEquals(List.of(), reader.ofDeal(api, type), reader.toString());
      }
    }
  }

  private void assertSeen(Type type, String id, Seen expected) {
    for (Door reader : all()) {
      assertEquals(Optional.of(expected), reader.read(api, type, id), reader.toString());
      assertEquals(List.of(id), reader.ofDeal(api, type), reader.toString());
    }
  }
}
