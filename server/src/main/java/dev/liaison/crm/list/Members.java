package dev.liaison.crm.list;

import dev.liaison.crm.NameRange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.ObjectRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Who is in a static list, and since when: documents of up to 256 ids that follow each other,
/// named by their place, so that a change writes little and a page reads what it shows. [Joins] has
/// the same in the order of joining, [Tallies] how many they are.
public final class Members {

  private static final int SPAN_BITS = 8;
  private static final int MEMBER = 16;

  /// From how many documents on it is cheaper to read all between the first and the last, unless
  /// those are so many for each.
  private static final int SEVERAL = 8;

  private static final int DENSE = 4;

  /// Behind every name.
  private static final String END = "g";

  private Members() {}

  /// @param joinedAt epoch milliseconds
  public record Member(long id, long joinedAt) {}

  private static String kind(long list) {
    return "list-member-" + list;
  }

  /// The name of the document that an id is in; names are in the order of the ids.
  static String span(long id) {
    return Names.ordered(id >> SPAN_BITS);
  }

  /// All of them, ascending by id.
  static List<Member> all(Snapshot snapshot, long list) {
    var all = new ArrayList<Member>();
    snapshot.documents(kind(list)).values().forEach(content -> all.addAll(read(content)));
    return all;
  }

  /// Those behind an id, ascending.
  static List<Member> after(Snapshot snapshot, long list, long id, int limit) {
    return page(
        snapshot, list, new NameRange(span(id), END), false, member -> member.id() > id, limit);
  }

  /// Those in front of an id, descending.
  static List<Member> before(Snapshot snapshot, long list, long id, int limit) {
    return page(
        snapshot,
        list,
        new NameRange("", Names.behind(span(id))),
        true,
        member -> member.id() < id,
        limit);
  }

  private static List<Member> page(
      Snapshot snapshot,
      long list,
      NameRange range,
      boolean backwards,
      Predicate<Member> in,
      int limit) {
    return new Pieces(snapshot, kind(list), (_, content) -> read(content))
        .page(range, backwards, in, limit);
  }

  /// Those of some records that are in a list.
  static List<Member> among(Snapshot snapshot, long list, Set<Long> ids) {
    return documents(snapshot, kind(list), spans(ids)).values().stream()
        .flatMap(content -> read(content).stream())
        .filter(member -> ids.contains(member.id()))
        .toList();
  }

  /// The first members of a list.
  static void start(Transaction tx, long list, List<Long> ids, long at) {
    put(tx, list, ids, at);
    Tallies.start(tx, list, ids.size(), at);
  }

  /// Adds those that are not in.
  ///
  /// @return the ones that were added
  static List<Long> add(Transaction tx, long list, List<Long> ids, long at) {
    List<Long> added = put(tx, list, ids, at);
    Tallies.count(tx, list, added.size(), at);
    return added;
  }

  private static List<Long> put(Transaction tx, long list, List<Long> ids, long at) {
    Map<String, Map<Long, Long>> spans = read(tx, list, ids);
    var added = new ArrayList<Member>();
    for (long id : ids) {
      if (spans.computeIfAbsent(span(id), _ -> new TreeMap<>()).putIfAbsent(id, at) == null) {
        added.add(new Member(id, at));
      }
    }
    write(tx, list, spans, added);
    Joins.add(tx, list, added);
    return added.stream().map(Member::id).toList();
  }

  /// Removes those that are in.
  ///
  /// @return the ones that were removed
  static List<Long> remove(Transaction tx, long list, List<Long> ids, long at) {
    Map<String, Map<Long, Long>> spans = read(tx, list, ids);
    var removed = new ArrayList<Member>();
    for (long id : ids) {
      Long joinedAt = spans.getOrDefault(span(id), new TreeMap<>()).remove(id);
      if (joinedAt != null) {
        removed.add(new Member(id, joinedAt));
      }
    }
    write(tx, list, spans, removed);
    Joins.remove(tx, list, removed);
    Tallies.count(tx, list, -removed.size(), at);
    return removed.stream().map(Member::id).toList();
  }

  static void clear(Transaction tx, long list, long at) {
    long members = Tallies.of(tx, list).size();
    List.copyOf(tx.documents(kind(list)).keySet())
        .forEach(span -> tx.removeDocument(kind(list), span));
    Joins.clear(tx, list);
    Tallies.count(tx, list, -members, at);
  }

  /// Takes a record out of every static list, as it is about to be archived, and puts another in
  /// its place where there is one.
  ///
  /// @param into the id of the record that it is merged into, 0 for none
  public static void leave(Transaction tx, ObjectRef ref, long into, long at) {
    for (RecordList list : StoredLists.all(tx)) {
      if (!list.dynamic()
          && list.type().equals(ref.type())
          && !remove(tx, list.id(), List.of(ref.id()), at).isEmpty()
          && into != 0) {
        add(tx, list.id(), List.of(into), at);
      }
    }
  }

  /// Some documents of a kind, those that there are and maybe others.
  static Map<String, byte[]> documents(Snapshot snapshot, String kind, SortedSet<String> names) {
    if (names.size() >= SEVERAL) {
      var range = new NameRange(names.first(), Names.behind(names.last()));
      int most = DENSE * names.size();
      Map<String, byte[]> between = snapshot.documents(kind, range, false, most);
      if (between.size() < most) {
        return between;
      }
    }
    var documents = new TreeMap<String, byte[]>();
    names.forEach(name -> snapshot.document(kind, name).ifPresent(it -> documents.put(name, it)));
    return documents;
  }

  private static SortedSet<String> spans(Collection<Long> ids) {
    var names = new TreeSet<String>();
    ids.forEach(id -> names.add(span(id)));
    return names;
  }

  private static Map<String, Map<Long, Long>> read(
      Snapshot snapshot, long list, Collection<Long> ids) {
    var spans = new TreeMap<String, Map<Long, Long>>();
    SortedSet<String> names = spans(ids);
    documents(snapshot, kind(list), names)
        .forEach(
            (name, content) -> {
              if (names.contains(name)) {
                var members = new TreeMap<Long, Long>();
                read(content).forEach(member -> members.put(member.id(), member.joinedAt()));
                spans.put(name, members);
              }
            });
    return spans;
  }

  /// Writes the documents of the members that came or went.
  private static void write(
      Transaction tx, long list, Map<String, Map<Long, Long>> spans, List<Member> changed) {
    for (String name : spans(changed.stream().map(Member::id).toList())) {
      Map<Long, Long> members = spans.getOrDefault(name, new TreeMap<>());
      if (members.isEmpty()) {
        tx.removeDocument(kind(list), name);
      } else {
        tx.putDocument(kind(list), name, write(members));
      }
    }
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
