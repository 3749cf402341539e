package dev.liaison.wire.legacy;

import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/// Paging parameters, and the pages P1, P2 and P3 of legacy-api.md 1.2.
public final class LegacyPaging {

  private LegacyPaging() {}

  /// The size of a page: `limit` or `count`. One above the maximum is brought down to it.
  ///
  /// @throws RefusalException with [Refusal.InvalidValue] when it is no number or below 1
  public static int size(Query query, String name, int usual, int most) {
    Optional<String> sent = query.first(name);
    if (sent.isEmpty()) {
      return usual;
    }
    long size = number(sent.get(), name);
    if (size < 1) {
      throw invalid(sent.get(), name);
    }
    return (int) Math.min(size, most);
  }

  /// Where a page starts, or a time: a number of at least 0, and 0 when absent. One of more than 64
  /// bits is as good as the greatest.
  ///
  /// @throws RefusalException with [Refusal.InvalidValue] when it is no number or negative
  public static long start(Query query, String name) {
    Optional<String> sent = query.first(name);
    if (sent.isEmpty()) {
      return 0;
    }
    long start = number(sent.get(), name);
    if (start < 0) {
      throw invalid(sent.get(), name);
    }
    return start;
  }

  /// [#start] as a position in a list.
  public static int position(Query query, String name) {
    return (int) Math.min(start(query, name), Integer.MAX_VALUE);
  }

  /// P1: `hasMore`, and `offset` is the id of the last item, 0 on an empty page.
  ///
  /// @param key what the list is called, `deals` or `results`
  public static <T> Response byId(
      String key,
      List<T> items,
      boolean hasMore,
      ToLongFunction<T> id,
      BiConsumer<JsonGenerator, T> item) {
    return byId("hasMore", key, items, hasMore, id, item);
  }

  /// P2: as P1, with `has-more`.
  public static <T> Response byIdHyphenated(
      String key,
      List<T> items,
      boolean hasMore,
      ToLongFunction<T> id,
      BiConsumer<JsonGenerator, T> item) {
    return byId("has-more", key, items, hasMore, id, item);
  }

  private static <T> Response byId(
      String moreKey,
      String key,
      List<T> items,
      boolean hasMore,
      ToLongFunction<T> id,
      BiConsumer<JsonGenerator, T> item) {
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              writeItems(json, key, items, item);
              json.writeBooleanProperty(moreKey, hasMore);
              json.writeNumberProperty("offset", last(items, id));
              json.writeEndObject();
            }));
  }

  /// P3: `results`, `hasMore`, `offset` is the position of the next page, `total`.
  public static <T> Response byPosition(
      List<T> items, int offset, int total, BiConsumer<JsonGenerator, T> item) {
    long next = (long) offset + items.size();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              writeItems(json, "results", items, item);
              json.writeBooleanProperty("hasMore", next < total && !items.isEmpty());
              json.writeNumberProperty("offset", next);
              json.writeNumberProperty("total", total);
              json.writeEndObject();
            }));
  }

  private static <T> void writeItems(
      JsonGenerator json, String key, List<T> items, BiConsumer<JsonGenerator, T> item) {
    json.writeArrayPropertyStart(key);
    for (T each : items) {
      item.accept(json, each);
    }
    json.writeEndArray();
  }

  private static <T> long last(List<T> items, ToLongFunction<T> id) {
    return items.isEmpty() ? 0 : id.applyAsLong(items.getLast());
  }

  private static long number(String text, String name) {
    if (text.length() > 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return LegacyIds.whole(text).orElse(Long.MAX_VALUE);
    }
    return LegacyIds.whole(text).orElseThrow(() -> invalid(text, name));
  }

  private static RefusalException invalid(String text, String name) {
    return new RefusalException(
        new Refusal.InvalidValue(name, "'" + text + "' is not a valid " + name));
  }
}
