package dev.liaison.ladder;

import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How one generation creates, reads and archives several records in one call.
interface BatchDoor {

  /// Those of every generation.
  ///
  /// @param type by its plural, one that CRM objects v1 has
  static List<BatchDoor> of(String type) {
    return Stream.<BatchDoor>concat(
            Stream.of(new CrmObjectBatches(type)),
            Version.WITH_OBJECTS.stream().map(version -> new ModernRecords(type, version)))
        .toList();
  }

  /// @return the ids in the order of the records
  List<String> createAll(Ladder api, List<Map<String, String>> records);

  /// Values by the ids of those that are there.
  Map<String, String> readAll(Ladder api, List<String> ids, String property);

  void archiveAll(Ladder api, List<String> ids);
}
