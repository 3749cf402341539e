package dev.liaison.wire.modern;

import dev.liaison.http.Percent;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Where a list goes on: `limit` and `after` of requests, `paging` of answers (modern-api.md
/// section 5).
public final class Paging {

  private Paging() {}

  /// How many entries are asked for.
  ///
  /// @throws RefusalException with [Refusal.InvalidValue] unless it is a number from 1 to `maximum`
  public static int limit(Query query, int standard, int maximum) {
    Optional<String> text = query.first("limit");
    if (text.isEmpty()) {
      return standard;
    }
    long limit = RecordIds.parse(text.get()).orElse(-1);
    if (limit < 1 || limit > maximum) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              "limit", "limit must be a number from 1 to " + maximum + ", not " + text.get()));
    }
    return (int) limit;
  }

  /// The id behind which to go on, 0 for the start.
  ///
  /// @throws RefusalException with [Refusal.InvalidValue] unless it is one
  public static long after(Query query) {
    Optional<String> text = query.first("after");
    if (text.isEmpty()) {
      return 0;
    }
    long after = RecordIds.parse(text.get()).orElse(-1);
    if (after < 0) {
      throw new RefusalException(
          new Refusal.InvalidValue("after", "after is not the mark of a page: " + text.get()));
    }
    return after;
  }

  /// Writes `paging` with the way to the next page; the last page has no such key (recorded).
  public static void write(JsonGenerator json, Request request, long after) {
    write(json, request, request.path(), after);
  }

  /// Writes `paging` with the way to the next page of what is at another path than the one asked
  /// for: a batch leads to the list of one record (recorded for associations v3).
  public static void write(JsonGenerator json, Request request, String path, long after) {
    json.writeObjectPropertyStart("paging");
    json.writeObjectPropertyStart("next");
    String mark = Long.toString(after);
    json.writeStringProperty("after", mark);
    json.writeStringProperty("link", link(request, path, "after", mark));
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Writes `paging` with the ways to the previous and the next page, those that there are.
  public static void write(
      JsonGenerator json, Request request, Optional<String> before, Optional<String> after) {
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("paging");
    after.ifPresent(mark -> write(json, request, "next", "after", mark));
    before.ifPresent(mark -> write(json, request, "prev", "before", mark));
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json, Request request, String way, String parameter, String mark) {
    json.writeObjectPropertyStart(way);
    json.writeStringProperty(parameter, mark);
    json.writeStringProperty("link", link(request, request.path(), parameter, mark));
    json.writeEndObject();
  }

  /// The place to go on, and what a client in the middle of its migration may still send: keys do
  /// not belong into bodies.
  private static final Set<String> LEFT_OUT = Set.of("after", "before", "hapikey", "access_token");

  /// The address of the next page: the one asked for, going on elsewhere.
  private static String link(Request request, String path, String parameterName, String mark) {
    var link = new StringBuilder(128);
    link.append(Origin.of(request)).append(path).append('?');
    for (Query.Parameter parameter : request.query().parameters()) {
      if (!LEFT_OUT.contains(parameter.name())) {
        link.append(Percent.encode(parameter.name()))
            .append('=')
            .append(Percent.encode(parameter.value()))
            .append('&');
      }
    }
    return link.append(parameterName).append('=').append(mark).toString();
  }
}
