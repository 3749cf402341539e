package dev.liaison.crm.list;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lists as documents of the store.
final class StoredLists {

  private static final String LISTS = "list";
  private static final String COUNTER = "list-counter";

  private StoredLists() {}

  /// Every list, deleted ones too, ascending by id.
  static List<RecordList> all(Snapshot snapshot) {
    return snapshot.documents(LISTS).values().stream()
        .map(ListForm::read)
        .sorted(Comparator.comparingLong(RecordList::id))
        .toList();
  }

  static Optional<RecordList> find(Snapshot snapshot, long id) {
    return snapshot.document(LISTS, Long.toString(id)).map(ListForm::read);
  }

  /// @throws CrmException with [Problem.UnknownList] when there is none or it is deleted
  static RecordList require(Snapshot snapshot, long id) {
    return find(snapshot, id)
        .filter(list -> !list.deleted())
        .orElseThrow(() -> new CrmException(new Problem.UnknownList(id)));
  }

  static void put(Transaction tx, RecordList list) {
    tx.putDocument(LISTS, Long.toString(list.id()), ListForm.write(list));
  }

  /// The next number of a sequence; none comes twice.
  static long next(Transaction tx, String sequence) {
    long next =
        1
            + tx.document(COUNTER, sequence)
                .map(content -> Long.parseLong(new String(content, StandardCharsets.UTF_8)))
                .orElse(0L);
    tx.putDocument(COUNTER, sequence, Long.toString(next).getBytes(StandardCharsets.UTF_8));
    return next;
  }
}
