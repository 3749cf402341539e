package dev.liaison.crm.list;

import dev.liaison.crm.Caller;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.list.Members.Member;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.Condition;
import dev.liaison.crm.search.IndexQuery;
import dev.liaison.crm.search.IndexQuery.Order;
import dev.liaison.crm.search.SearchIndex.Hits;
import dev.liaison.crm.search.Searches;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is in lists. Of a dynamic list that is whoever its filter finds at this moment; they count
/// as joined when they came to be or when the filter was last changed, whichever is later. Safe for
/// concurrent use.
public final class Memberships {

  /// So many records are held at a time.
  private static final int BLOCK = 1_000;

  private final Store store;
  private final Lists lists;
  private final Searches searches;
  private final InstantSource clock;

  public Memberships(Store store, Lists lists, Searches searches, InstantSource clock) {
    this.store = store;
    this.lists = lists;
    this.searches = searches;
    this.clock = clock;
  }

  /// Where a page of members starts.
  public sealed interface From {

    /// Behind this id; 0 for the start.
    record After(long id) implements From {}

    /// In front of this id, as close to it as the page allows.
    record Before(long id) implements From {}
  }

  /// A part of the members of a list.
  ///
  /// @param hasEarlier whether there are some in front of them
  public record MemberPage(List<Member> members, boolean hasEarlier, boolean hasMore, long total) {}

  /// What a change of members did.
  ///
  /// @param missing ids of no live record
  public record Changed(List<Long> added, List<Long> removed, List<Long> missing) {}

  /// A list that a record is in.
  public record Joined(RecordList list, long at) {}

  /// Where a page in the order of joining starts.
  public sealed interface FromJoined {

    /// Behind this member.
    record After(Member mark) implements FromJoined {}

    /// In front of this member, as close to it as the page allows.
    record Before(Member mark) implements FromJoined {}

    /// In front of everybody.
    FromJoined START = new After(Joins.START);
  }

  /// A page of members, ascending by id.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public MemberPage page(Caller caller, long id, From from, int limit) {
    RecordList list = lists.get(caller, id);
    if (list.dynamic()) {
      return dynamicPage(caller, list, from, limit);
    }
    return store.read(
        caller.portal(),
        snapshot -> {
          long total = Tallies.of(snapshot, id).size();
          return switch (from) {
            case From.After(long mark) ->
                after(
                    Members.after(snapshot, id, mark, limit + 1),
                    limit,
                    mark > 0 && !Members.before(snapshot, id, mark + 1, 1).isEmpty(),
                    total);
            case From.Before(long mark) ->
                before(
                    Members.before(snapshot, id, mark, limit + 1),
                    limit,
                    !Members.after(snapshot, id, Math.max(mark - 1, 0), 1).isEmpty(),
                    total);
          };
        });
  }

  /// A page of members in the order in which they joined.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public MemberPage byJoining(Caller caller, long id, FromJoined from, int limit) {
    RecordList list = lists.get(caller, id);
    if (list.dynamic()) {
      return dynamicByJoining(caller, list, from, limit);
    }
    return store.read(
        caller.portal(),
        snapshot -> {
          long total = Tallies.of(snapshot, id).size();
          return switch (from) {
            case FromJoined.After(Member mark) ->
                after(
                    Joins.after(snapshot, id, mark, limit + 1),
                    limit,
                    !Joins.before(snapshot, id, behind(mark), 1).isEmpty(),
                    total);
            case FromJoined.Before(Member mark) ->
                before(
                    Joins.before(snapshot, id, mark, limit + 1),
                    limit,
                    !Joins.after(snapshot, id, inFront(mark), 1).isEmpty(),
                    total);
          };
        });
  }

  /// @param members one more than the page, where there are more
  private static MemberPage after(List<Member> members, int limit, boolean hasEarlier, long total) {
    boolean hasMore = members.size() > limit;
    return new MemberPage(
        hasMore ? members.subList(0, limit) : members, hasEarlier, hasMore, total);
  }

  /// @param members from the mark on, descending; one more than the page, where there are more
  private static MemberPage before(List<Member> members, int limit, boolean hasMore, long total) {
    boolean hasEarlier = members.size() > limit;
    List<Member> page = hasEarlier ? members.subList(0, limit) : members;
    return new MemberPage(page.reversed(), hasEarlier, hasMore, total);
  }

  private static Member behind(Member mark) {
    return new Member(mark.id() + 1, mark.joinedAt());
  }

  private static Member inFront(Member mark) {
    return new Member(Math.max(mark.id() - 1, 0), mark.joinedAt());
  }

  /// A page of members, those who joined last first, behind a given one.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public Page<Member> newest(Caller caller, long id, Optional<Member> behind, int limit) {
    MemberPage page = byJoining(caller, id, new FromJoined.Before(behind.orElse(Joins.END)), limit);
    return new Page<>(page.members().reversed(), page.hasEarlier());
  }

  /// Adds records to a static list and removes others.
  ///
  /// @throws CrmException with [Problem.UnknownList], [Problem.ListIsDynamic]
  public Changed change(Caller caller, long list, List<Long> add, List<Long> remove) {
    lists.get(caller, list);
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          RecordList found = requireStatic(StoredLists.require(tx, list));
          List<ObjectRef> refs =
              add.stream().distinct().map(id -> new ObjectRef(found.type(), id)).toList();
          var missing = new LinkedHashSet<>(tx.missing(refs).stream().map(ObjectRef::id).toList());
          List<Long> live = add.stream().distinct().filter(id -> !missing.contains(id)).toList();
          List<Long> removed = Members.remove(tx, list, remove.stream().distinct().toList(), at);
          return new Changed(Members.add(tx, list, live, at), removed, List.copyOf(missing));
        });
  }

  /// Adds everybody who is in another list of the same type.
  ///
  /// @throws CrmException with [Problem.UnknownList], [Problem.ListIsDynamic],
  ///   [Problem.InvalidList]
  public void addFrom(Caller caller, long list, long source) {
    RecordList from = lists.get(caller, source);
    if (!from.type().equals(requireStatic(lists.get(caller, list)).type())) {
      throw new CrmException(new Problem.InvalidList("The lists have different object types"));
    }
    List<Long> ids = searches.allIds(caller, from.type(), lists.conditions(caller).in(from));
    long at = clock.millis();
    store.write(
        caller.portal(),
        tx -> {
          requireStatic(StoredLists.require(tx, list));
          return Members.add(tx, list, ids, at);
        });
  }

  /// Removes everybody from a static list.
  ///
  /// @throws CrmException with [Problem.UnknownList], [Problem.ListIsDynamic]
  public void clear(Caller caller, long list) {
    lists.get(caller, list);
    long at = clock.millis();
    store.write(
        caller.portal(),
        tx -> {
          requireStatic(StoredLists.require(tx, list));
          Members.clear(tx, list, at);
          return true;
        });
  }

  /// The lists that a record is in, ascending by id.
  public List<Joined> of(Caller caller, ObjectRef record) {
    return of(caller, record.type(), Set.of(record.id())).getOrDefault(record.id(), List.of());
  }

  /// The lists that each of some records of a type is in, ascending by id; a record that is in none
  /// is absent. The price is one read of the lists, and one read or search for each.
  public Map<Long, List<Joined>> of(Caller caller, ObjectTypeId type, Set<Long> records) {
    List<RecordList> all =
        lists.all(caller).stream().filter(list -> list.type().equals(type)).toList();
    var joined = new HashMap<Long, List<Joined>>();
    for (RecordList list : all) {
      List<Member> in =
          list.dynamic() ? inDynamic(caller, list, records) : inStatic(caller, list, records);
      for (Member member : in) {
        joined
            .computeIfAbsent(member.id(), _ -> new ArrayList<>())
            .add(new Joined(list, member.joinedAt()));
      }
    }
    return joined;
  }

  private List<Member> inStatic(Caller caller, RecordList list, Set<Long> records) {
    return store.read(caller.portal(), snapshot -> Members.among(snapshot, list.id(), records));
  }

  private List<Member> inDynamic(Caller caller, RecordList list, Set<Long> records) {
    var both =
        new Condition.All(List.of(new Condition.Ids(records), lists.conditions(caller).in(list)));
    return joined(caller, list, searches.allIds(caller, list.type(), both));
  }

  private MemberPage dynamicPage(Caller caller, RecordList list, From from, int limit) {
    Condition all = lists.conditions(caller).in(list);
    var field = Searches.BY_ID.field();
    boolean forward = from instanceof From.After;
    Condition range =
        switch (from) {
          case From.After(long id) ->
              new Condition.NumberRange(field, id + 1, Double.POSITIVE_INFINITY);
          case From.Before(long id) ->
              new Condition.NumberRange(field, Double.NEGATIVE_INFINITY, id - 1);
        };
    Hits hits =
        searches.ids(
            caller,
            new IndexQuery(
                list.type(),
                new Condition.All(List.of(all, range)),
                Optional.of(new Order(field, !forward)),
                0,
                limit));
    long total = searches.count(caller, list.type(), all);
    List<Long> ids = forward ? hits.ids() : hits.ids().reversed();
    boolean farther = hits.total() > hits.ids().size();
    boolean behind = total > hits.total();
    return new MemberPage(
        joined(caller, list, ids), forward ? behind : farther, forward ? farther : behind, total);
  }

  /// Looks at all of them: the index knows nothing of joining.
  private MemberPage dynamicByJoining(Caller caller, RecordList list, FromJoined from, int limit) {
    List<Long> ids = searches.allIds(caller, list.type(), lists.conditions(caller).in(list));
    var sorted = new ArrayList<>(joined(caller, list, ids));
    sorted.sort(Joins.ORDER);
    return switch (from) {
      case FromJoined.After(Member mark) -> {
        List<Member> rest =
            sorted.stream().filter(member -> Joins.ORDER.compare(member, mark) > 0).toList();
        yield after(
            rest.stream().limit(limit + 1L).toList(),
            limit,
            rest.size() < sorted.size(),
            sorted.size());
      }
      case FromJoined.Before(Member mark) -> {
        List<Member> rest =
            sorted.reversed().stream()
                .filter(member -> Joins.ORDER.compare(member, mark) < 0)
                .toList();
        yield before(
            rest.stream().limit(limit + 1L).toList(),
            limit,
            rest.size() < sorted.size(),
            sorted.size());
      }
    };
  }

  /// Records that are in a dynamic list, with the time from which on they count as members.
  private List<Member> joined(Caller caller, RecordList list, List<Long> ids) {
    var members = new ArrayList<Member>(ids.size());
    for (int first = 0; first < ids.size(); first += BLOCK) {
      List<ObjectRef> block =
          ids.subList(first, Math.min(ids.size(), first + BLOCK)).stream()
              .map(id -> new ObjectRef(list.type(), id))
              .toList();
      for (CrmRecord record : store.read(caller.portal(), snapshot -> snapshot.getAll(block))) {
        long since = Math.max(record.createdAt(), list.times().filtersUpdatedAt());
        members.add(new Member(record.ref().id(), since));
      }
    }
    return members;
  }

  private static RecordList requireStatic(RecordList list) {
    if (list.dynamic()) {
      throw new CrmException(new Problem.ListIsDynamic(list.id()));
    }
    return list;
  }
}
