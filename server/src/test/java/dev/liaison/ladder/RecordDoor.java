package dev.liaison.ladder;

import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How one generation writes and reads the records of a type.
interface RecordDoor {

  /// Those of every generation.
  ///
  /// @param type by its plural
  static List<RecordDoor> of(String type) {
    return Stream.<RecordDoor>concat(
            Stream.of(LegacyRecords.of(type)),
            Version.WITH_OBJECTS.stream().map(version -> new ModernRecords(type, version)))
        .toList();
  }

  /// @return the id
  String create(Ladder api, Map<String, String> values);

  void update(Ladder api, String id, Map<String, String> values);

  void updateAll(Ladder api, Map<String, Map<String, String>> valuesById);

  void archive(Ladder api, String id);

  /// A value; empty where no live record has the id.
  Optional<String> read(Ladder api, String id, String property);

  /// A value of every live record, by the ids.
  Map<String, String> list(Ladder api, String property);
}
