package dev.liaison.crm.list;

import dev.liaison.crm.NameRange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.list.Members.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// Members in documents whose names are in the order of the members: reads as many documents as a
/// page needs.
///
/// @param form makes the members of a document's name and content, in ascending order
record Pieces(Snapshot snapshot, String kind, BiFunction<String, byte[], List<Member>> form) {

  /// How many documents are asked for at first: full ones hold a page. Sparse ones need more.
  private static final int FIRST = 2;

  private static final int MOST = 128;

  /// The first members of a range that are in, or the last ones when `backwards`, from the end on.
  List<Member> page(NameRange range, boolean backwards, Predicate<Member> in, int limit) {
    var found = new ArrayList<Member>();
    NameRange rest = range;
    for (int count = FIRST; ; count = Math.min(4 * count, MOST)) {
      Map<String, byte[]> documents = snapshot.documents(kind, rest, backwards, count);
      String last = "";
      for (Map.Entry<String, byte[]> document : documents.entrySet()) {
        last = document.getKey();
        List<Member> members = form.apply(last, document.getValue());
        for (Member member : backwards ? members.reversed() : members) {
          if (in.test(member)) {
            found.add(member);
          }
          if (found.size() == limit) {
            return found;
          }
        }
      }
      if (documents.size() < count) {
        return found;
      }
      rest =
          backwards
              ? new NameRange(range.from(), last)
              : new NameRange(Names.behind(last), range.before());
    }
  }
}
