package dev.liaison.crm.list;

import dev.liaison.crm.NameRange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.catalogue.Document;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What lists were: the times at which their definitions changed, and their sizes, at most one an
/// hour. A document a month, of which as many are kept as make two years.
final class Histories {

  private static final int MONTHS = 24;

  /// Of one month; the oldest ones give way.
  private static final int MOST_EDITS = 1_000;

  private Histories() {}

  /// @param at since when the list has the size, epoch milliseconds
  record Point(long size, long at) {}

  private static String kind(long list) {
    return "list-history-" + list;
  }

  /// Ascending.
  static List<Long> edits(Snapshot snapshot, long list) {
    var edits = new ArrayList<Long>();
    for (byte[] content : snapshot.documents(kind(list)).values()) {
      edits.addAll(edits(Document.of(content)));
    }
    return edits;
  }

  /// In the order of time, up to the present size as it was last counted.
  static List<Point> points(Snapshot snapshot, long list) {
    var points = new ArrayList<Point>();
    for (byte[] content : snapshot.documents(kind(list)).values()) {
      points.addAll(points(Document.of(content)));
    }
    Tallies.Tally last = Tallies.of(snapshot, list);
    if (last.sizedAt() != 0) {
      points.add(new Point(last.size(), last.sizedAt()));
    }
    return points;
  }

  /// The definition of a list changed.
  static void edited(Transaction tx, long list, long at) {
    Document month = month(tx, list, at);
    List<Long> edits = new ArrayList<>(edits(month));
    edits.add(at);
    edits.sort(null);
    put(
        tx,
        list,
        at,
        edits.subList(Math.max(0, edits.size() - MOST_EDITS), edits.size()),
        points(month));
  }

  /// The last size of an hour.
  static void sized(Transaction tx, long list, long size, long at) {
    Document month = month(tx, list, at);
    List<Point> points = new ArrayList<>(points(month));
    points.add(new Point(size, at));
    put(tx, list, at, edits(month), points);
  }

  private static Document month(Transaction tx, long list, long at) {
    return tx.document(kind(list), name(at))
        .map(Document::of)
        .orElseGet(
            () -> {
              forget(tx, list, at);
              return Document.of(new Document.Writer().bytes());
            });
  }

  /// A new month begins: the oldest one goes.
  private static void forget(Transaction tx, long list, long at) {
    String oldest = YearMonth.parse(name(at)).minusMonths(MONTHS).toString();
    tx.documents(kind(list), new NameRange("", oldest), false, MONTHS)
        .keySet()
        .forEach(name -> tx.removeDocument(kind(list), name));
  }

  private static void put(
      Transaction tx, long list, long at, List<Long> edits, List<Point> points) {
    var document = new Document.Writer();
    edits.forEach(edit -> document.row("edit", edit));
    points.forEach(point -> document.row("size", point.size(), point.at()));
    tx.putDocument(kind(list), name(at), document.bytes());
  }

  private static List<Long> edits(Document month) {
    return month.texts("edit").stream().map(Long::parseLong).toList();
  }

  private static List<Point> points(Document month) {
    return month.rows("size").stream()
        .map(row -> new Point(Long.parseLong(row.getFirst()), Long.parseLong(row.getLast())))
        .toList();
  }

  /// `2026-03`.
  private static String name(long at) {
    return YearMonth.from(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC)).toString();
  }
}
