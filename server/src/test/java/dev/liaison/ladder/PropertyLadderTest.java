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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Definitions of properties and of their groups.
@ParameterizedClass
@EnumSource(Stores.class)
class PropertyLadderTest {

  private final Ladder api;

  PropertyLadderTest(Stores stores) {
    api = new Ladder(stores, "[]");
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// How one path of one generation defines the properties of a type.
  ///
  /// @param all the path of the type's properties; that of the groups, one level below or beside it
  /// @param one what stands in front of a name in a path
  /// @param change the method of a change
  /// @param groupLabel what bodies call the label of a group
  record Door(
      String all, String groups, String one, String change, String changeGroup, String groupLabel) {

    @Override
    public String toString() {
      return all;
    }

    static Door legacy(String prefix, String change) {
      return new Door(
          prefix + "/properties", prefix + "/groups", "/named/", change, "PUT", "displayName");
    }

    static Door modern(String type, Version version) {
      String path = version.crm("properties") + "/" + type;
      return new Door(path, path + "/groups", "/", "PATCH", "PATCH", "label");
    }

    void create(Ladder api, String name, String group, List<String> options) {
      var listed =
          options.stream()
              .map(option -> Map.of("label", "The " + option, "value", option))
              .toList();
      api.does(
          "POST " + all,
          Map.of(
              "name",
              name,
              "label",
              "Seat",
              "groupName",
              group,
              "type",
              "enumeration",
              "fieldType",
              "select",
              "options",
              listed));
    }

    void relabel(Ladder api, String name, String label) {
      api.does(change + " " + all + one + name, Map.of("label", label));
    }

    void archive(Ladder api, String name) {
      api.does("DELETE " + all + one + name);
    }

    /// Label, group and options; empty where there is no such property.
    Optional<List<String>> read(Ladder api, String name) {
      return api.find(all + one + name).map(Door::property);
    }

    /// The same, found in the list of all.
    Optional<List<String>> readAmongAll(Ladder api, String name) {
      return among(api.get(all), name).map(Door::property);
    }

    void createGroup(Ladder api, String name) {
      api.does("POST " + groups, Map.of("name", name, groupLabel, "Seating"));
    }

    void relabelGroup(Ladder api, String name, String label) {
      api.does(changeGroup + " " + groups + one + name, Map.of(groupLabel, label));
    }

    void removeGroup(Ladder api, String name) {
      api.does("DELETE " + groups + one + name);
    }

    Optional<String> readGroup(Ladder api, String name) {
      return api.find(groups + one + name).map(group -> group.at("/" + groupLabel).asString());
    }

    Optional<String> readGroupAmongAll(Ladder api, String name) {
      return among(api.get(groups), name).map(group -> group.at("/" + groupLabel).asString());
    }

    private static Optional<JsonNode> among(JsonNode answer, String name) {
      JsonNode all = answer.isArray() ? answer : answer.at("/results");
      return all.valueStream().filter(one -> one.at("/name").asString().equals(name)).findFirst();
    }

    private static List<String> property(JsonNode property) {
      return List.of(
          property.at("/label").asString(),
          property.at("/groupName").asString(),
          Ladder.each(property.at("/options"), "value").toString());
    }
  }

  private static List<Door> of(String type) {
    String own =
        switch (type) {
          case "deals" -> "/deals/v1";
          case "companies" -> "/companies/v2";
          default -> "/contacts/v2";
        };
    return Stream.concat(
            Stream.of(
                Door.legacy("/properties/v1/" + type, "PUT"),
                Door.legacy("/properties/v2/" + type, "PATCH"),
                Door.legacy(own, "PUT")),
            Version.WITH_OBJECTS.stream().map(version -> Door.modern(type, version)))
        .toList();
  }

  static Stream<Arguments> doors() {
    return Stream.of("contacts", "companies", "deals")
        .flatMap(type -> of(type).stream().map(door -> Arguments.of(type, door)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("doors")
  void aPropertyDefinedThroughOneDoorIsSoThroughEvery(String type, Door writer) {
    writer.createGroup(api, "seating");
    writer.create(api, "seat", "seating", List.of("aisle", "window"));
    assertProperty(type, Optional.of(List.of("Seat", "seating", "[aisle, window]")));
    for (RecordDoor records : RecordDoor.of(type)) {
      String id = records.create(api, Map.of("seat", "window"));
      for (RecordDoor reader : RecordDoor.of(type)) {
        assertEquals(Optional.of("window"), reader.read(api, id, "seat"), reader.toString());
      }
    }
    for (Door other : of(type)) {
      other.relabel(api, "seat", other.toString());
      assertProperty(type, Optional.of(List.of(other.toString(), "seating", "[aisle, window]")));
    }
    writer.archive(api, "seat");
    assertProperty(type, Optional.empty());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("doors")
  void everyDoorArchivesAndBringsBackWhatOneDefined(String type, Door writer) {
    writer.createGroup(api, "seating");
    for (Door other : of(type)) {
      writer.create(api, "seat", "seating", List.of("aisle"));
      assertProperty(type, Optional.of(List.of("Seat", "seating", "[aisle]")));
      other.archive(api, "seat");
      assertProperty(type, Optional.empty());
    }
  }

  private void assertProperty(String type, Optional<List<String>> expected) {
    for (Door reader : of(type)) {
      assertEquals(expected, reader.read(api, "seat"), reader + " reads");
      assertEquals(expected, reader.readAmongAll(api, "seat"), reader + " lists");
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("doors")
  void aGroupMadeThroughOneDoorIsSoThroughEvery(String type, Door writer) {
    writer.createGroup(api, "seating");
    assertGroup(type, Optional.of("Seating"));
    for (Door other : of(type)) {
      other.relabelGroup(api, "seating", other.toString());
      assertGroup(type, Optional.of(other.toString()));
    }
    writer.removeGroup(api, "seating");
    assertGroup(type, Optional.empty());
  }

  private void assertGroup(String type, Optional<String> expected) {
    for (Door reader : of(type)) {
      assertEquals(expected, reader.readGroup(api, "seating"), reader + " reads");
      assertEquals(expected, reader.readGroupAmongAll(api, "seating"), reader + " lists");
    }
  }
}
