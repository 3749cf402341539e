package dev.liaison.crm.list;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.catalogue.Document;

/// How many members lists have, in a document of a few bytes a list. Of a static list that is true
/// at every moment; of a dynamic one it is what was found when somebody last looked. What is
/// counted becomes a point of the list's history once the next hour has begun.
final class Tallies {

  private static final String KIND = "list-tally";
  private static final long HOUR = 3_600_000L;

  private Tallies() {}

  /// @param sizedAt since when the size is this one; 0 when it was never counted
  /// @param addedAt when somebody last joined, 0 for never; as `removedAt`, of static lists only
  record Tally(long size, long sizedAt, long addedAt, long removedAt) {}

  static Tally of(Snapshot snapshot, long list) {
    return snapshot
        .document(KIND, Long.toString(list))
        .map(Tallies::read)
        .orElse(new Tally(0, 0, 0, 0));
  }

  /// Members came, or went when there are less than none.
  static void count(Transaction tx, long list, long more, long at) {
    if (more != 0) {
      Tally known = of(tx, list);
      put(
          tx,
          list,
          known,
          new Tally(
              known.size() + more,
              Math.max(at, known.sizedAt()),
              more > 0 ? at : known.addedAt(),
              more < 0 ? at : known.removedAt()));
    }
  }

  /// The list is static from now on, with members that join just now.
  static void start(Transaction tx, long list, long size, long at) {
    Tally known = of(tx, list);
    put(
        tx,
        list,
        known,
        new Tally(size, Math.max(at, known.sizedAt()), size > 0 ? at : 0, known.removedAt()));
  }

  /// The list has this size, whatever it had.
  static void size(Transaction tx, long list, long size, long at) {
    Tally known = of(tx, list);
    if (known.sizedAt() == 0 || known.size() != size) {
      put(
          tx,
          list,
          known,
          new Tally(size, Math.max(at, known.sizedAt()), known.addedAt(), known.removedAt()));
    }
  }

  private static void put(Transaction tx, long list, Tally known, Tally next) {
    if (known.sizedAt() != 0 && known.sizedAt() / HOUR != next.sizedAt() / HOUR) {
      Histories.sized(tx, list, known.size(), known.sizedAt());
    }
    tx.putDocument(
        KIND,
        Long.toString(list),
        new Document.Writer()
            .number("size", next.size())
            .number("sizedAt", next.sizedAt())
            .number("addedAt", next.addedAt())
            .number("removedAt", next.removedAt())
            .bytes());
  }

  private static Tally read(byte[] content) {
    Document document = Document.of(content);
    return new Tally(
        document.number("size"),
        document.number("sizedAt"),
        document.number("addedAt"),
        document.number("removedAt"));
  }
}
