package dev.liaison.crm.list;

import dev.liaison.crm.NameRange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.list.Members.Member;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The members of a static list in the order in which they joined: a document for those who joined
/// in one millisecond and whose ids are in the same span, with the last byte of each id.
final class Joins {

  /// Those who joined at the same time are in the order of their ids.
  static final Comparator<Member> ORDER =
      Comparator.comparingLong(Member::joinedAt).thenComparingLong(Member::id);

  /// In front of every member, and behind.
  static final Member START = new Member(0, 0);

  static final Member END = new Member(Long.MAX_VALUE, Long.MAX_VALUE);

  private Joins() {}

  private static String kind(long list) {
    return "list-joins-" + list;
  }

  private static String name(Member member) {
    return Names.ordered(member.joinedAt()) + Members.span(member.id());
  }

  /// Those who joined after a member, in the order of joining.
  static List<Member> after(Snapshot snapshot, long list, Member mark, int limit) {
    return page(
        snapshot,
        list,
        new NameRange(name(mark), Names.behind(name(END))),
        false,
        member -> ORDER.compare(member, mark) > 0,
        limit);
  }

  /// Those who joined before a member, the last one first.
  static List<Member> before(Snapshot snapshot, long list, Member mark, int limit) {
    return page(
        snapshot,
        list,
        new NameRange("", Names.behind(name(mark))),
        true,
        member -> ORDER.compare(member, mark) < 0,
        limit);
  }

  private static List<Member> page(
      Snapshot snapshot,
      long list,
      NameRange range,
      boolean backwards,
      Predicate<Member> in,
      int limit) {
    return new Pieces(snapshot, kind(list), Joins::read).page(range, backwards, in, limit);
  }

  static void add(Transaction tx, long list, List<Member> members) {
    change(tx, list, members, true);
  }

  static void remove(Transaction tx, long list, List<Member> members) {
    change(tx, list, members, false);
  }

  static void clear(Transaction tx, long list) {
    List.copyOf(tx.documents(kind(list)).keySet())
        .forEach(name -> tx.removeDocument(kind(list), name));
  }

  private static void change(Transaction tx, long list, List<Member> members, boolean in) {
    var changed = new TreeMap<String, BitSet>();
    members.forEach(member -> changed.computeIfAbsent(name(member), _ -> new BitSet()));
    Map<String, byte[]> known = Members.documents(tx, kind(list), new TreeSet<>(changed.keySet()));
    changed.forEach((name, bits) -> lowBytes(known.get(name)).forEach(bits::set));
    members.forEach(
        member -> {
          BitSet bits = changed.get(name(member));
          if (bits != null) {
            bits.set((int) (member.id() & 0xff), in);
          }
        });
    changed.forEach(
        (name, bits) -> {
          if (bits.isEmpty()) {
            tx.removeDocument(kind(list), name);
          } else {
            tx.putDocument(kind(list), name, write(bits));
          }
        });
  }

  private static List<Integer> lowBytes(byte @Nullable [] content) {
    var bytes = new ArrayList<Integer>();
    if (content != null) {
      for (byte one : content) {
        bytes.add(Byte.toUnsignedInt(one));
      }
    }
    return bytes;
  }

  private static List<Member> read(String name, byte[] content) {
    long joinedAt = Long.parseUnsignedLong(name, 0, 16, 16);
    long first = Long.parseUnsignedLong(name, 16, 32, 16) << 8;
    return lowBytes(content).stream().map(low -> new Member(first | low, joinedAt)).toList();
  }

  private static byte[] write(BitSet bits) {
    byte[] content = new byte[bits.cardinality()];
    int at = 0;
    for (int low = bits.nextSetBit(0); low >= 0; low = bits.nextSetBit(low + 1)) {
      content[at++] = (byte) low;
    }
    return content;
  }
}
