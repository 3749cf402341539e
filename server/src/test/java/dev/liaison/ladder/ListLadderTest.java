package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Lists of contacts, static and dynamic.
@ParameterizedClass
@EnumSource(Stores.class)
class ListLadderTest {

  private final Ladder api;

  ListLadderTest(Stores stores) {
    api =
        new Ladder(
            stores,
            """
            - {contact: 1, properties: {city: Oslo}}
            - {contact: 2, properties: {city: Oslo}}
            - {contact: 3, properties: {city: Bergen}}
            """);
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// How one generation writes and reads lists of contacts.
  interface Door {

    /// @return the id
    String create(Ladder api, String name);

    /// Everybody who lives there, at every moment.
    String createOf(Ladder api, String name, String city);

    void rename(Ladder api, String id, String name);

    void refilter(Ladder api, String id, String name, String city);

    void add(Ladder api, String id, List<Long> contacts);

    void remove(Ladder api, String id, List<Long> contacts);

    void delete(Ladder api, String id);

    Optional<String> name(Ladder api, String id);

    List<String> members(Ladder api, String id);
  }

  record Legacy() implements Door {

    private static final String LISTS = "/contacts/v1/lists";

    private static List<List<Map<String, String>>> lives(String city) {
      return List.of(List.of(Map.of("property", "city", "operator", "EQ", "value", city)));
    }

    @Override
    public String create(Ladder api, String name) {
      return api.answer("POST " + LISTS, Map.of("name", name, "dynamic", false))
          .at("/listId")
          .asString();
    }

    @Override
    public String createOf(Ladder api, String name, String city) {
      return api.answer(
              "POST " + LISTS, Map.of("name", name, "dynamic", true, "filters", lives(city)))
          .at("/listId")
          .asString();
    }

    @Override
    public void rename(Ladder api, String id, String name) {
      api.does("POST " + LISTS + "/" + id, Map.of("name", name));
    }

    @Override
    public void refilter(Ladder api, String id, String name, String city) {
      api.does("POST " + LISTS + "/" + id, Map.of("name", name, "filters", lives(city)));
    }

    @Override
    public void add(Ladder api, String id, List<Long> contacts) {
      api.does("POST " + LISTS + "/" + id + "/add", Map.of("vids", contacts));
    }

    @Override
    public void remove(Ladder api, String id, List<Long> contacts) {
      api.does("POST " + LISTS + "/" + id + "/remove", Map.of("vids", contacts));
    }

    @Override
    public void delete(Ladder api, String id) {
      api.does("DELETE " + LISTS + "/" + id);
    }

    @Override
    public Optional<String> name(Ladder api, String id) {
      return api.find(LISTS + "/" + id).map(list -> list.at("/name").asString());
    }

    @Override
    public List<String> members(Ladder api, String id) {
      return Ladder.each(api.get(LISTS + "/" + id + "/contacts/all").at("/contacts"), "vid");
    }
  }

  record Modern(Version version) implements Door {

    @Override
    public String toString() {
      return version.name();
    }

    private String lists() {
      return version.crm("lists");
    }

    private static Map<String, Object> lives(String city) {
      var operation =
          Map.of(
              "operationType", "MULTISTRING",
              "operator", "IS_EQUAL_TO",
              "values", List.of(city));
      var filter = Map.of("filterType", "PROPERTY", "property", "city", "operation", operation);
      var all =
          Map.of(
              "filterBranchType", "AND", "filterBranches", List.of(), "filters", List.of(filter));
      return Map.of("filterBranchType", "OR", "filterBranches", List.of(all), "filters", List.of());
    }

    @Override
    public String create(Ladder api, String name) {
      return api.answer(
              "POST " + lists(),
              Map.of("name", name, "objectTypeId", "0-1", "processingType", "MANUAL"))
          .at("/list/listId")
          .asString();
    }

    @Override
    public String createOf(Ladder api, String name, String city) {
      return api.answer(
              "POST " + lists(),
              Map.of(
                  "name",
                  name,
                  "objectTypeId",
                  "0-1",
                  "processingType",
                  "DYNAMIC",
                  "filterBranch",
                  lives(city)))
          .at("/list/listId")
          .asString();
    }

    @Override
    public void rename(Ladder api, String id, String name) {
      api.does("PUT " + lists() + "/" + id + "/update-list-name?listName=" + name);
    }

    @Override
    public void refilter(Ladder api, String id, String name, String city) {
      api.does(
          "PUT " + lists() + "/" + id + "/update-list-filters",
          Map.of("filterBranch", lives(city)));
    }

    @Override
    public void add(Ladder api, String id, List<Long> contacts) {
      api.does(
          "PUT " + lists() + "/" + id + "/memberships/add",
          contacts.stream().map(String::valueOf).toList());
    }

    @Override
    public void remove(Ladder api, String id, List<Long> contacts) {
      api.does(
          "PUT " + lists() + "/" + id + "/memberships/remove",
          contacts.stream().map(String::valueOf).toList());
    }

    @Override
    public void delete(Ladder api, String id) {
      api.does("DELETE " + lists() + "/" + id);
    }

    @Override
    public Optional<String> name(Ladder api, String id) {
      return api.find(lists() + "/" + id).map(list -> list.at("/list/name").asString());
    }

    @Override
    public List<String> members(Ladder api, String id) {
      return Ladder.each(api.get(lists() + "/" + id + "/memberships").at("/results"), "recordId");
    }
  }

  static Stream<Door> doors() {
    return Stream.concat(Stream.of(new Legacy()), Version.WITH_OBJECTS.stream().map(Modern::new));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whoIsAddedThroughOneDoorIsInThroughEvery(Door writer) {
    String id = writer.create(api, "Guests");
    assertList(id, "Guests", List.of());
    writer.add(api, id, List.of(1L, 2L));
    assertList(id, "Guests", List.of("1", "2"));
    for (Door other : doors().toList()) {
      other.add(api, id, List.of(3L));
      assertList(id, "Guests", List.of("1", "2", "3"));
      writer.remove(api, id, List.of(3L));
      other.rename(api, id, "Guests");
      assertList(id, "Guests", List.of("1", "2"));
    }
    writer.remove(api, id, List.of(1L));
    writer.rename(api, id, "Others");
    assertList(id, "Others", List.of("2"));
    writer.delete(api, id);
    doors().forEach(reader -> assertEquals(Optional.empty(), reader.name(api, id), "" + reader));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whoAFilterOfOneDoorFindsIsInThroughEvery(Door writer) {
    String id = writer.createOf(api, "Oslo", "Oslo");
    assertList(id, "Oslo", List.of("1", "2"));
    for (RecordDoor contacts : RecordDoor.of("contacts")) {
      contacts.update(api, "3", Map.of("city", "Oslo"));
      assertList(id, "Oslo", List.of("1", "2", "3"));
      contacts.update(api, "3", Map.of("city", "Bergen"));
    }
    for (Door other : doors().toList()) {
      other.refilter(api, id, "Oslo", "Bergen");
      assertList(id, "Oslo", List.of("3"));
      other.refilter(api, id, "Oslo", "Oslo");
    }
    for (RecordDoor contacts : RecordDoor.of("contacts").subList(0, 2)) {
      List<String> before = writer.members(api, id);
      contacts.archive(api, before.getFirst());
      assertList(id, "Oslo", before.subList(1, before.size()));
    }
  }

  private void assertList(String id, String name, List<String> members) {
    for (Door reader : doors().toList()) {
      assertEquals(Optional.of(name), reader.name(api, id), reader.toString());
      assertEquals(members, reader.members(api, id), reader.toString());
    }
  }
}
