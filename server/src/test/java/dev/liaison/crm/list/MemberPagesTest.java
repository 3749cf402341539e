package dev.liaison.crm.list;

import static dev.liaison.crm.TestCrm.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Snapshot;
import dev.liaison.crm.TestCrm;
import dev.liaison.crm.list.Members.Member;
import dev.liaison.store.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is read for a page of a large list: a few documents when the ids are close together, and
/// never more than it has members when they are far from each other.
class MemberPagesTest {

  private static final long LIST = 1;
  private static final int MEMBERS = 20_000;
  private static final int LIMIT = 100;

  /// A snapshot that counts the documents which it gives out by ranges, and has no other way to
  /// read many.
  private static Snapshot counting(Snapshot snapshot, AtomicInteger documents) {
    return (Snapshot)
        Proxy.newProxyInstance(
            Snapshot.class.getClassLoader(),
            new Class<?>[] {Snapshot.class},
            (_, method, arguments) -> {
              assertTrue(
                  !method.getName().equals("documents") || arguments.length == 4,
                  "all documents of a kind are read");
              try {
                Object found = method.invoke(snapshot, arguments);
                if (found instanceof Map<?, ?> several) {
                  documents.addAndGet(several.size());
                }
                return found;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void readFewDocumentsOfCloseIds(Stores stores) {
    assertReads(stores, 1, 10);
  }

  @ParameterizedTest
  @EnumSource
  void readNoMoreDocumentsThanDistantMembersNeed(Stores stores) {
    assertReads(stores, 1_000, 2 * LIMIT);
  }

  /// @param distance between the ids of members
  /// @param most how many documents may be read for a page
  private static void assertReads(Stores stores, long distance, int most) {
    try (var test = new TestCrm(stores)) {
      List<Long> ids = LongStream.rangeClosed(1, MEMBERS).map(i -> i * distance).boxed().toList();
      List<Long> early = ids.subList(0, MEMBERS / 2);
      List<Long> late = ids.subList(MEMBERS / 2, MEMBERS);
      test.store.write(
          CALLER.portal(),
          tx -> {
            Members.start(tx, LIST, late, 1_000);
            return Members.add(tx, LIST, early, 2_000);
          });
      var joined = new ArrayList<Member>();
      late.forEach(id -> joined.add(new Member(id, 1_000)));
      early.forEach(id -> joined.add(new Member(id, 2_000)));
      var byId =
          Stream.concat(
                  early.stream().map(id -> new Member(id, 2_000)),
                  late.stream().map(id -> new Member(id, 1_000)))
              .toList();
      for (int at : List.of(0, 77, MEMBERS / 2 - 40, MEMBERS - LIMIT - 1)) {
        List<Member> page = byId.subList(at + 1, at + 1 + LIMIT);
        long before = byId.get(at).id();
        long behind = at + 1 + LIMIT == MEMBERS ? Long.MAX_VALUE : byId.get(at + 1 + LIMIT).id();
        assertEquals(
            page, read(test, most, s -> Members.after(s, LIST, before, LIMIT)), "after " + before);
        assertEquals(
            page.reversed(),
            read(test, most, s -> Members.before(s, LIST, behind, LIMIT)),
            "before " + behind);
        List<Member> next = joined.subList(at + 1, at + 1 + LIMIT);
        Member end = at + 1 + LIMIT == MEMBERS ? Joins.END : joined.get(at + 1 + LIMIT);
        assertEquals(next, read(test, most, s -> Joins.after(s, LIST, joined.get(at), LIMIT)));
        assertEquals(next.reversed(), read(test, most, s -> Joins.before(s, LIST, end, LIMIT)));
      }
    }
  }

  private static List<Member> read(
      TestCrm test, int most, Function<Snapshot, List<Member>> reader) {
    var documents = new AtomicInteger();
    List<Member> found =
        test.store.read(CALLER.portal(), snapshot -> reader.apply(counting(snapshot, documents)));
    assertTrue(documents.get() <= most, documents + " documents were read");
    return found;
  }
}
