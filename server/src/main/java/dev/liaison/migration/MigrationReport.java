package dev.liaison.migration;

import dev.liaison.crm.property.Times;
import dev.liaison.wire.json.Json;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// What is left to migrate: which legacy calls are made, by whom, how often, and what follows on
/// them.
///
/// @param today the day of the report
public record MigrationReport(List<LegacyCall> calls, LocalDate today) {

  private static final List<String> HEADINGS =
      List.of("CALLS", "LAST", "SINCE", "ENDS", "APP", "CLIENT", "CALL", "SUCCESSOR");

  /// A table of plain text.
  public String text() {
    if (calls.isEmpty()) {
      return "No legacy calls.\n";
    }
    var rows = new ArrayList<List<String>>();
    rows.add(HEADINGS);
    for (LegacyCall call : calls) {
      rows.add(
          List.of(
              Long.toString(call.count()),
              day(call.lastAt()),
              day(call.firstAt()),
              call.endsUpstream().toString(),
              call.key().app(),
              call.key().client().isEmpty() ? "-" : call.key().client(),
              call.key().route(),
              call.example().method() + " " + call.example().target()));
    }
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEADINGS.size() - 1; column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.size(); column++) {
      line.append(row.get(column)).repeat(' ', widths.get(column) - row.get(column).length() + 2);
    }
    return line.append(row.getLast()).append('\n').toString();
  }

  /// The same and the example bodies as JSON.
  public byte[] json() {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("date", today.toString());
          json.writeArrayPropertyStart("calls");
          calls.forEach(call -> write(json, call));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, LegacyCall call) {
    json.writeStartObject();
    json.writeStringProperty("app", call.key().app());
    json.writeStringProperty("client", call.key().client());
    json.writeStringProperty("call", call.key().route());
    json.writeNumberProperty("count", call.count());
    json.writeStringProperty("firstAt", Times.isoDateTime(call.firstAt()));
    json.writeStringProperty("lastAt", Times.isoDateTime(call.lastAt()));
    json.writeStringProperty("endsUpstream", call.endsUpstream().toString());
    json.writeNumberProperty("daysLeft", daysLeft(call));
    json.writeStringProperty("successor", call.successor());
    json.writeObjectPropertyStart("example");
    json.writeStringProperty("method", call.example().method());
    json.writeStringProperty("target", call.example().target());
    json.writeStringProperty("body", call.example().body());
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Until the last day upstream, negative when that is over.
  long daysLeft(LegacyCall call) {
    return ChronoUnit.DAYS.between(today, call.endsUpstream());
  }

  static String day(long millis) {
    return Times.isoDate(Math.floorDiv(millis, 86_400_000L) * 86_400_000L);
  }
}
