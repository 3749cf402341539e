package dev.liaison.wire.legacy;

import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.ArrayList;
import java.util.List;

/// The body of the calls that change several records at once (legacy-api.md sections 5, 8 and 10):
/// `[{"objectId": 9001, "properties": [{"name": .., "value": ..}]}]`.
public final class BatchUpdate {

  /// Entries in one call.
  public static final int MAX = 100;

  private BatchUpdate() {}

  /// @throws RefusalException with [Refusal.TooMany], [Refusal.MissingFields], [Refusal.WrongType]
  public static List<Update> read(byte[] body) {
    List<Fields> entries = Fields.listOfBody(body);
    requireAtMost(entries.size());
    var updates = new ArrayList<Update>(entries.size());
    for (Fields entry : entries) {
      entry.require("objectId", "properties");
      updates.add(
          new Update(
              new RecordKey.ById(entry.number("objectId").orElseThrow()),
              LegacyProperties.of(entry, "name")));
    }
    return updates;
  }

  /// @throws RefusalException with [Refusal.TooMany]
  public static void requireAtMost(int given) {
    if (given > MAX) {
      throw new RefusalException(new Refusal.TooMany("records", MAX, given));
    }
  }
}
