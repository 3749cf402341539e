package dev.liaison.wire.legacy;

import dev.liaison.crm.Caller;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/// The calls that list records in the order of their last change or creation (legacy-api.md
/// sections 5 and 8): `since`, `count` from 20 to 100, `offset`, paging style P3.
public final class RecentRecords {

  private RecentRecords() {}

  /// Which order: [Records#recentlyUpdated] or [Records#recentlyCreated].
  @FunctionalInterface
  public interface Order {
    Records.Recent read(
        Caller caller, ObjectTypeId type, long since, int offset, int limit, Reading reading);
  }

  public static Response answer(
      Request request,
      ObjectTypeId type,
      Order order,
      Reading reading,
      BiConsumer<JsonGenerator, RecordView> item) {
    Query query = request.query();
    int offset = LegacyPaging.position(query, "offset");
    Records.Recent recent =
        order.read(
            request.caller(),
            type,
            LegacyPaging.start(query, "since"),
            offset,
            LegacyPaging.size(query, "count", 20, 100),
            reading);
    return LegacyPaging.byPosition(recent.items(), offset, recent.total(), item);
  }
}
