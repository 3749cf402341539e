package dev.liaison.crm.list;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.ObjectRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who is in a static list, and since when: documents of up to 4,096 ids that follow each other, so
/// that a change writes one small document and a hundred thousand members are read in a few
/// milliseconds.
public final class Members {

  private static final int SPAN_BITS = 12;
  private static final int MEMBER = 16;

  private Members() {}

  /// @param joinedAt epoch milliseconds
  public record Member(long id, long joinedAt) {}

  private static String kind(long list) {
    return "list-members-" + list;
  }

  private static String span(long id) {
    return Long.toString(id >> SPAN_BITS);
  }

  /// All of them, ascending by id.
  static List<Member> all(Snapshot snapshot, long list) {
    var all = new ArrayList<Member>();
    snapshot.documents(kind(list)).values().forEach(content -> all.addAll(read(content)));
    all.sort((one, other) -> Long.compare(one.id(), other.id()));
    return all;
  }

  static long count(Snapshot snapshot, long list) {
    return snapshot.documents(kind(list)).values().stream()
        .mapToLong(content -> content.length / MEMBER)
        .sum();
  }

  /// Those of some records that are in a list.
  static List<Member> among(Snapshot snapshot, long list, Set<Long> ids) {
    return ids.stream()
        .map(Members::span)
        .distinct()
        .flatMap(span -> snapshot.document(kind(list), span).stream())
        .flatMap(content -> read(content).stream())
        .filter(member -> ids.contains(member.id()))
        .toList();
  }

  /// Adds those that are not in.
  ///
  /// @return the ones that were added
  static List<Long> add(Transaction tx, long list, List<Long> ids, long at) {
    var added = new ArrayList<Long>();
    change(
        tx,
        list,
        ids,
        (members, id) -> {
          if (members.putIfAbsent(id, at) == null) {
            added.add(id);
          }
        });
    return added;
  }

  /// Removes those that are in.
  ///
  /// @return the ones that were removed
  static List<Long> remove(Transaction tx, long list, List<Long> ids) {
    var removed = new ArrayList<Long>();
    change(
        tx,
        list,
        ids,
        (members, id) -> {
          if (members.remove(id) != null) {
            removed.add(id);
          }
        });
    return removed;
  }

  static void clear(Transaction tx, long list) {
    List.copyOf(tx.documents(kind(list)).keySet())
        .forEach(span -> tx.removeDocument(kind(list), span));
  }

  /// Takes a record out of every static list, as it is about to be archived, and puts another in
  /// its place where there is one.
  ///
  /// @param into the id of the record that it is merged into, 0 for none
  public static void leave(Transaction tx, ObjectRef ref, long into, long at) {
    for (RecordList list : StoredLists.all(tx)) {
      if (!list.dynamic()
          && list.type().equals(ref.type())
          && !remove(tx, list.id(), List.of(ref.id())).isEmpty()
          && into != 0) {
        add(tx, list.id(), List.of(into), at);
      }
    }
  }

  private interface Work {
    void on(Map<Long, Long> members, long id);
  }

  private static void change(Transaction tx, long list, List<Long> ids, Work work) {
    var spans = new TreeMap<String, List<Long>>();
    ids.forEach(id -> spans.computeIfAbsent(span(id), _ -> new ArrayList<>()).add(id));
    spans.forEach(
        (span, some) -> {
          var members = new TreeMap<Long, Long>();
          tx.document(kind(list), span).map(Members::read).stream()
              .flatMap(List::stream)
              .forEach(member -> members.put(member.id(), member.joinedAt()));
          some.forEach(id -> work.on(members, id));
          if (members.isEmpty()) {
            tx.removeDocument(kind(list), span);
          } else {
            tx.putDocument(kind(list), span, write(members));
          }
        });
  }

  private static List<Member> read(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    var members = new ArrayList<Member>(content.length / MEMBER);
    while (bytes.hasRemaining()) {
      members.add(new Member(bytes.getLong(), bytes.getLong()));
    }
    return members;
  }

  private static byte[] write(Map<Long, Long> members) {
    ByteBuffer bytes = ByteBuffer.allocate(members.size() * MEMBER);
    members.forEach((id, at) -> bytes.putLong(id).putLong(at));
    return bytes.array();
  }
}
