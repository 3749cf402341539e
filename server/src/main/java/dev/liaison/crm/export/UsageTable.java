package dev.liaison.crm.export;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Page;
import dev.liaison.crm.usage.LinkUsage;
import dev.liaison.crm.usage.LinkUsage.Direction;
import dev.liaison.crm.usage.LinkUsage.Sample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The records with many links, direction by direction.
final class UsageTable implements ExportTable {

  private final LinkUsage usage;
  private final Caller caller;
  private final Deque<Direction> left;
  private long after;

  UsageTable(LinkUsage usage, Caller caller) {
    this.usage = usage;
    this.caller = caller;
    this.left = new ArrayDeque<>(usage.possible(caller));
  }

  @Override
  public List<String> head() {
    return List.of(
        "Object type",
        "Record ID",
        "Record",
        "Associated object type",
        "Associations",
        "Limit",
        "Percentage");
  }

  @Override
  public Page<List<String>> next() {
    Direction direction = left.peek();
    if (direction == null) {
      return new Page<>(List.of(), false);
    }
    LinkUsage.Part part = usage.part(caller, direction, after);
    after = part.last();
    if (!part.hasMore()) {
      left.remove();
      after = 0;
    }
    List<List<String>> rows =
        part.crowded().stream().map(record -> row(direction, record)).toList();
    return new Page<>(rows, !left.isEmpty());
  }

  private static List<String> row(Direction direction, Sample record) {
    return List.of(
        direction.from().label(),
        Long.toString(record.id()),
        record.label(),
        direction.to().label(),
        Long.toString(record.usage()),
        Integer.toString(direction.limit()),
        String.format(Locale.ROOT, "%.1f", record.usage() * 100.0 / direction.limit()));
  }
}
