package dev.liaison.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.Stores;
import dev.liaison.wire.modern.Version;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Merges of the types that v1 and v2 cannot merge: they read what later generations merged.
@ParameterizedClass
@EnumSource(Stores.class)
class MergeLadderTest {

  private final Ladder api;

  MergeLadderTest(Stores stores) {
    api = new Ladder(stores, "[]");
  }

  @AfterEach
  void close() {
    api.close();
  }

  static Stream<Arguments> doors() {
    return Map.of("companies", "name", "deals", "dealname", "tickets", "subject")
        .entrySet()
        .stream()
        .flatMap(
            type ->
                Version.WITH_OBJECTS.stream()
                    .map(
                        version ->
                            Arguments.of(
                                type.getKey(),
                                type.getValue(),
                                new ModernRecords(type.getKey(), version))));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("doors")
  void bothIdsLeadToTheSurvivorThroughEveryDoor(
      String type, String property, ModernRecords writer) {
    String kept = writer.create(api, Map.of(property, "Kept"));
    String away = writer.create(api, Map.of(property, "Away"));
    api.does(
        "POST " + writer.path() + "/merge",
        Map.of("primaryObjectId", kept, "objectIdToMerge", away));
    for (RecordDoor reader : RecordDoor.of(type)) {
      assertEquals(Optional.of("Kept"), reader.read(api, kept, property), reader.toString());
      assertEquals(Optional.of("Kept"), reader.read(api, away, property), reader.toString());
      assertEquals(Map.of(kept, "Kept"), reader.list(api, property), reader.toString());
    }
  }
}
