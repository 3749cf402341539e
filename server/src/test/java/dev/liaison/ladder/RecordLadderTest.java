package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Records: creation, change and archiving, one by one and in batches.
@ParameterizedClass
@EnumSource(Stores.class)
class RecordLadderTest {

  private static final Map<String, String> TYPES =
      Map.of(
          "contacts", "firstname",
          "companies", "name",
          "deals", "dealname",
          "tickets", "subject",
          "products", "name",
          "line_items", "name");

  private final Ladder api;

  RecordLadderTest(Stores stores) {
    api = new Ladder(stores, "[]");
  }

  @AfterEach
  void close() {
    api.close();
  }

  static Stream<Arguments> doors() {
    return TYPES.entrySet().stream()
        .flatMap(
            type ->
                RecordDoor.of(type.getKey()).stream()
                    .map(door -> Arguments.of(type.getKey(), type.getValue(), door)));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("doors")
  void whatOneDoorWritesEveryDoorReads(String type, String property, RecordDoor writer) {
    String id = writer.create(api, Map.of(property, "Ida"));
    String other = writer.create(api, Map.of(property, "Bo"));
    assertRead(type, property, Map.of(id, "Ida", other, "Bo"));
    writer.update(api, id, Map.of(property, "Ina"));
    assertRead(type, property, Map.of(id, "Ina", other, "Bo"));
    writer.update(api, other, Map.of(property, ""));
    assertRead(type, property, Map.of(id, "Ina", other, ""));
    writer.updateAll(api, Map.of(id, Map.of(property, "A"), other, Map.of(property, "B")));
    assertRead(type, property, Map.of(id, "A", other, "B"));
    writer.archive(api, id);
    assertRead(type, property, Map.of(other, "B"));
    assertGone(type, property, id);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("doors")
  void everyDoorChangesAndArchivesWhatAnotherMade(String type, String property, RecordDoor maker) {
    var expected = new TreeMap<String, String>();
    for (RecordDoor writer : RecordDoor.of(type)) {
      String id = maker.create(api, Map.of(property, "old"));
      writer.update(api, id, Map.of(property, writer.toString()));
      expected.put(id, writer.toString());
      assertRead(type, property, expected);
    }
    for (RecordDoor writer : RecordDoor.of(type)) {
      String id = expected.firstKey();
      writer.archive(api, id);
      expected.remove(id);
      assertRead(type, property, expected);
      assertGone(type, property, id);
    }
  }

  private void assertRead(String type, String property, Map<String, String> expected) {
    for (RecordDoor reader : RecordDoor.of(type)) {
      assertEquals(expected, reader.list(api, property), reader + " lists");
      expected.forEach(
          (id, value) ->
              assertEquals(Optional.of(value), reader.read(api, id, property), reader + " reads"));
    }
  }

  private void assertGone(String type, String property, String id) {
    for (RecordDoor reader : RecordDoor.of(type)) {
      assertEquals(Optional.empty(), reader.read(api, id, property), reader + " reads");
    }
    for (Version version : Version.WITH_OBJECTS) {
      String path = new ModernRecords(type, version).path();
      assertTrue(api.get(path + "/" + id + "?archived=true").at("/archived").asBoolean());
    }
  }

  static Stream<Arguments> batches() {
    return Stream.of("tickets", "products", "line_items")
        .flatMap(
            type ->
                BatchDoor.of(type).stream().map(door -> Arguments.of(type, TYPES.get(type), door)));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("batches")
  void whatABatchWritesEveryBatchReads(String type, String property, BatchDoor writer) {
    List<String> ids = writer.createAll(api, List.of(Map.of(property, "A"), Map.of(property, "B")));
    String one = ids.getFirst();
    String other = ids.getLast();
    for (BatchDoor reader : BatchDoor.of(type)) {
      assertEquals(Map.of(one, "A", other, "B"), reader.readAll(api, ids, property), "" + reader);
    }
    writer.archiveAll(api, List.of(one));
    for (BatchDoor reader : BatchDoor.of(type)) {
      assertEquals(Map.of(other, "B"), reader.readAll(api, ids, property), "" + reader);
    }
    assertGone(type, property, one);
  }

  /// Epoch milliseconds in v1, ISO-8601 in later ones.
  @ParameterizedTest(name = "{0}")
  @MethodSource("dealDoors")
  void aMomentIsTheSameInEveryForm(RecordDoor writer) {
    Instant close = Instant.parse("2026-05-04T03:02:01.000Z");
    boolean legacy = writer instanceof LegacyRecords;
    String id =
        writer.create(
            api,
            Map.of("closedate", legacy ? Long.toString(close.toEpochMilli()) : close.toString()));
    for (RecordDoor reader : RecordDoor.of("deals")) {
      String read = reader.read(api, id, "closedate").orElseThrow();
      assertEquals(
          close,
          reader instanceof LegacyRecords
              ? Instant.ofEpochMilli(Long.parseLong(read))
              : Instant.parse(read),
          reader.toString());
    }
  }

  static Stream<RecordDoor> dealDoors() {
    return RecordDoor.of("deals").stream();
  }
}
