package dev.liaison.crm.list;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.TestCrm;
import dev.liaison.crm.list.ListFilter.OfProperty;
import dev.liaison.crm.list.ListFilter.Operation;
import dev.liaison.crm.list.Lists.NewList;
import dev.liaison.crm.list.Members.Member;
import dev.liaison.crm.list.Memberships.From;
import dev.liaison.crm.list.Memberships.FromJoined;
import dev.liaison.crm.list.Memberships.MemberPage;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random changes of lists and records against maps of members, and against filters written down a
/// second time, in the simplest way, over what a read shows.
class ListModelTest {

  private static final int ROUNDS = 40;
  private static final List<String> NAMES = List.of("Ada", "Grace", "banana", "x");

  private static final ListFilter LARGE =
      property("amount", Operation.NUMBER, "IS_GREATER_THAN", "5");
  private static final ListFilter WITH_A =
      property("dealname", Operation.MULTISTRING, "CONTAINS", "a");

  private final Random random = new Random(20_261_124);
  private final List<ObjectRef> live = new ArrayList<>();
  private final List<Long> gone = new ArrayList<>();

  /// The members of static lists, with the times at which they joined.
  private final Map<Long, TreeMap<Long, Long>> members = new LinkedHashMap<>();

  /// Who is in dynamic lists.
  private final Map<Long, Predicate<RecordView>> filters = new LinkedHashMap<>();

  private static ListFilter property(
      String name, Operation operation, String operator, String value) {
    return new OfProperty(name, operation, operator, List.of(value), false);
  }

  private static boolean large(RecordView view) {
    return view.record().value("amount").map(Double::parseDouble).orElse(0.0) > 5;
  }

  private static boolean withA(RecordView view) {
    return view.record().value("dealname").orElse("").toLowerCase(Locale.ROOT).contains("a");
  }

  @ParameterizedTest
  @EnumSource
  void listsHaveTheMembersOfTheModel(Stores stores) {
    try (var test = new TestCrm(stores)) {
      for (int i = 0; i < 12; i++) {
        create(test);
      }
      long first = manual(test, "first");
      manual(test, "second");
      dynamic(
          test,
          "large and a",
          new ListFilter.All(List.of(LARGE, WITH_A)),
          view -> large(view) && withA(view));
      dynamic(
          test,
          "large or a",
          new ListFilter.Any(List.of(LARGE, WITH_A)),
          view -> large(view) || withA(view));
      dynamic(
          test,
          "large and not in the first",
          new ListFilter.All(List.of(LARGE, new ListFilter.InList(first, false))),
          view -> large(view) && !members.get(first).containsKey(view.id()));
      dynamic(test, "not large", new ListFilter.NotAny(List.of(LARGE)), view -> !large(view));
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < 4; i++) {
          test.now += random.nextInt(3) * 500L;
          change(test);
        }
        if (round == ROUNDS / 2) {
          snapshot(test);
        }
        compare(test);
      }
    }
  }

  private long manual(TestCrm test, String name) {
    long id = list(test, name, Processing.MANUAL, Optional.empty());
    members.put(id, new TreeMap<>());
    return id;
  }

  private void dynamic(
      TestCrm test, String name, ListFilter filter, Predicate<RecordView> simplest) {
    filters.put(list(test, name, Processing.DYNAMIC, Optional.of(filter)), simplest);
  }

  private void snapshot(TestCrm test) {
    var now = new TreeMap<Long, Long>();
    views(test).stream().filter(ListModelTest::large).forEach(view -> now.put(view.id(), test.now));
    members.put(list(test, "snapshot", Processing.SNAPSHOT, Optional.of(LARGE)), now);
  }

  private static long list(
      TestCrm test, String name, Processing processing, Optional<ListFilter> filter) {
    return test.crm
        .lists()
        .create(CALLER, new NewList(name, DEAL, processing, filter, 0, Map.of()))
        .id();
  }

  private void change(TestCrm test) {
    switch (random.nextInt(12)) {
      case 0, 1 -> create(test);
      case 2, 3 -> test.update(any(), "amount", amount(), "dealname", name());
      case 4 -> {
        if (live.size() > 6) {
          archive(test);
        }
      }
      case 5 -> {
        if (live.size() > 6) {
          merge(test);
        }
      }
      case 6 -> addFrom(test);
      case 7 -> {
        if (random.nextInt(4) == 0) {
          long list = anyStatic();
          test.crm.memberships().clear(CALLER, list);
          members.get(list).clear();
        }
      }
      default -> addAndRemove(test);
    }
  }

  private void create(TestCrm test) {
    live.add(test.create(DEAL, "dealname", name(), "amount", amount()));
  }

  private void archive(TestCrm test) {
    ObjectRef ref = live.remove(random.nextInt(live.size()));
    test.archive(ref);
    gone.add(ref.id());
    members.values().forEach(list -> list.remove(ref.id()));
  }

  private void merge(TestCrm test) {
    ObjectRef away = live.remove(random.nextInt(live.size()));
    ObjectRef keep = any();
    test.merge(keep, away);
    gone.add(away.id());
    for (TreeMap<Long, Long> list : members.values()) {
      if (list.remove(away.id()) != null) {
        list.putIfAbsent(keep.id(), test.now);
      }
    }
  }

  private void addFrom(TestCrm test) {
    long to = anyStatic();
    List<Long> all = new ArrayList<>(members.keySet());
    all.addAll(filters.keySet());
    long from = all.get(random.nextInt(all.size()));
    if (from != to) {
      List<Long> source = expected(test, from).stream().map(Member::id).toList();
      test.crm.memberships().addFrom(CALLER, to, from);
      source.forEach(id -> members.get(to).putIfAbsent(id, test.now));
    }
  }

  private void addAndRemove(TestCrm test) {
    long list = anyStatic();
    List<Long> add = some();
    List<Long> remove = some();
    Memberships.Changed changed = test.crm.memberships().change(CALLER, list, add, remove);
    TreeMap<Long, Long> model = members.get(list);
    var removed = remove.stream().distinct().filter(id -> model.remove(id) != null).toList();
    var added =
        add.stream()
            .distinct()
            .filter(id -> !gone.contains(id) && model.putIfAbsent(id, test.now) == null)
            .toList();
    assertEquals(removed.stream().sorted().toList(), changed.removed().stream().sorted().toList());
    assertEquals(added.stream().sorted().toList(), changed.added().stream().sorted().toList());
    assertEquals(
        add.stream().distinct().filter(gone::contains).sorted().toList(),
        changed.missing().stream().sorted().toList());
  }

  private void compare(TestCrm test) {
    for (RecordList list : test.crm.lists().all(CALLER)) {
      List<Member> expected = expected(test, list.id());
      int limit = 1 + random.nextInt(7);
      assertEquals(expected, forward(test, list.id(), limit), list.name());
      assertEquals(expected, backward(test, list.id(), limit), list.name());
      assertEquals(expected.size(), test.crm.lists().size(CALLER, list), list.name());
      List<Member> joined =
          expected.stream()
              .sorted(Comparator.comparingLong(Member::joinedAt).thenComparingLong(Member::id))
              .toList();
      assertEquals(joined, joined(test, list.id(), limit), list.name());
      assertEquals(joined, joinedBackward(test, list.id(), limit), list.name());
    }
    ObjectRef record = any();
    assertEquals(
        test.crm.lists().all(CALLER).stream()
            .map(RecordList::id)
            .filter(
                id -> expected(test, id).stream().anyMatch(member -> member.id() == record.id()))
            .toList(),
        test.crm.memberships().of(CALLER, record).stream()
            .map(joined -> joined.list().id())
            .toList());
  }

  private List<Member> expected(TestCrm test, long list) {
    Predicate<RecordView> filter = filters.get(list);
    if (filter == null) {
      return members.get(list).entrySet().stream()
          .map(entry -> new Member(entry.getKey(), entry.getValue()))
          .toList();
    }
    long filteredAt = test.crm.lists().get(CALLER, list).times().filtersUpdatedAt();
    return views(test).stream()
        .filter(filter)
        .map(view -> new Member(view.id(), Math.max(view.record().createdAt(), filteredAt)))
        .sorted(Comparator.comparingLong(Member::id))
        .toList();
  }

  private List<RecordView> views(TestCrm test) {
    return test.crm.records().live(CALLER, live, Reading.EVERYTHING);
  }

  private static List<Member> forward(TestCrm test, long list, int limit) {
    var seen = new ArrayList<Member>();
    MemberPage page;
    do {
      long after = seen.isEmpty() ? 0 : seen.getLast().id();
      page = test.crm.memberships().page(CALLER, list, new From.After(after), limit);
      assertEquals(!seen.isEmpty(), page.hasEarlier());
      seen.addAll(page.members());
    } while (page.hasMore());
    assertEquals(seen.size(), page.total());
    return seen;
  }

  private static List<Member> backward(TestCrm test, long list, int limit) {
    var seen = new ArrayList<Member>();
    MemberPage page;
    do {
      long before = seen.isEmpty() ? 1L << 52 : seen.getFirst().id();
      page = test.crm.memberships().page(CALLER, list, new From.Before(before), limit);
      seen.addAll(0, page.members());
    } while (page.hasEarlier());
    return seen;
  }

  private static List<Member> joined(TestCrm test, long list, int limit) {
    var seen = new ArrayList<Member>();
    MemberPage page;
    do {
      var from = seen.isEmpty() ? FromJoined.START : new FromJoined.After(seen.getLast());
      page = test.crm.memberships().byJoining(CALLER, list, from, limit);
      assertEquals(!seen.isEmpty(), page.hasEarlier());
      seen.addAll(page.members());
    } while (page.hasMore());
    assertEquals(seen.size(), page.total());
    return seen;
  }

  private static List<Member> joinedBackward(TestCrm test, long list, int limit) {
    var seen = new ArrayList<Member>();
    MemberPage page;
    do {
      Member mark = seen.isEmpty() ? new Member(1L << 52, test.now + 1) : seen.getFirst();
      page = test.crm.memberships().byJoining(CALLER, list, new FromJoined.Before(mark), limit);
      assertEquals(!seen.isEmpty(), page.hasMore());
      seen.addAll(0, page.members());
    } while (page.hasEarlier());
    return seen;
  }

  private ObjectRef any() {
    return live.get(random.nextInt(live.size()));
  }

  private long anyStatic() {
    return List.copyOf(members.keySet()).get(random.nextInt(members.size()));
  }

  /// Ids of live records, and now and then of one that is gone.
  private List<Long> some() {
    var ids = new ArrayList<Long>();
    for (int i = random.nextInt(6); i > 0; i--) {
      boolean dead = !gone.isEmpty() && random.nextInt(6) == 0;
      ids.add(dead ? gone.get(random.nextInt(gone.size())) : any().id());
    }
    return ids;
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private String amount() {
    return random.nextInt(5) == 0 ? "" : Integer.toString(random.nextInt(11));
  }
}
