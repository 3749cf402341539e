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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is in lists. Of a dynamic list that is whoever its filter finds at this moment; they count
/// as joined when they came to be or when the filter was last changed, whichever is later. Safe for
/// concurrent use.
public final class Memberships {

  private static final Comparator<Member> BY_JOINING =
      Comparator.comparingLong(Member::joinedAt).thenComparingLong(Member::id);

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

  /// A page of members, ascending by id.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public MemberPage page(Caller caller, long list, From from, int limit) {
    RecordList found = lists.get(caller, list);
    if (found.dynamic()) {
      return dynamicPage(caller, found, from, limit);
    }
    List<Member> all = store.read(caller.portal(), snapshot -> Members.all(snapshot, found.id()));
    int start =
        switch (from) {
          case From.After(long id) ->
              (int) all.stream().filter(member -> member.id() <= id).count();
          case From.Before(long id) ->
              Math.max(0, (int) all.stream().filter(member -> member.id() < id).count() - limit);
        };
    int end =
        switch (from) {
          case From.After _ -> Math.min(all.size(), start + limit);
          case From.Before(long id) ->
              (int) all.stream().filter(member -> member.id() < id).count();
        };
    return new MemberPage(all.subList(start, end), start > 0, end < all.size(), all.size());
  }

  /// A page of members in the order in which they joined.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public MemberPage byJoining(
      Caller caller, long list, int offset, int limit, boolean newestFirst) {
    RecordList found = lists.get(caller, list);
    List<Member> all =
        found.dynamic()
            ? joined(
                caller,
                found,
                searches.allIds(caller, found.type(), lists.conditions(caller).in(found)))
            : store.read(caller.portal(), snapshot -> Members.all(snapshot, found.id()));
    var sorted = new ArrayList<>(all);
    sorted.sort(newestFirst ? BY_JOINING.reversed() : BY_JOINING);
    int start = Math.min(offset, sorted.size());
    int end = (int) Math.min(sorted.size(), (long) start + limit);
    return new MemberPage(
        List.copyOf(sorted.subList(start, end)), start > 0, end < sorted.size(), sorted.size());
  }

  /// A page of members, those who joined last first, behind a given one.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public Page<Member> newest(Caller caller, long list, Optional<Member> behind, int limit) {
    List<Member> rest =
        byJoining(caller, list, 0, Integer.MAX_VALUE, true).members().stream()
            .filter(
                member -> behind.isEmpty() || BY_JOINING.compare(member, behind.orElseThrow()) < 0)
            .limit(limit + 1L)
            .toList();
    return Page.of(rest, limit);
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
          List<Long> missing = tx.missing(refs).stream().map(ObjectRef::id).toList();
          List<Long> live = add.stream().distinct().filter(id -> !missing.contains(id)).toList();
          List<Long> removed = Members.remove(tx, list, remove.stream().distinct().toList());
          return new Changed(Members.add(tx, list, live, at), removed, missing);
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
    store.write(
        caller.portal(),
        tx -> {
          requireStatic(StoredLists.require(tx, list));
          Members.clear(tx, list);
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

  /// Records that are in a dynamic list, with the time from which on they count as members.
  private List<Member> joined(Caller caller, RecordList list, List<Long> ids) {
    ObjectTypeId type = list.type();
    List<CrmRecord> records =
        store.read(
            caller.portal(),
            snapshot -> snapshot.getAll(ids.stream().map(id -> new ObjectRef(type, id)).toList()));
    return records.stream()
        .map(
            record ->
                new Member(
                    record.ref().id(),
                    Math.max(record.createdAt(), list.times().filtersUpdatedAt())))
        .toList();
  }

  private static RecordList requireStatic(RecordList list) {
    if (list.dynamic()) {
      throw new CrmException(new Problem.ListIsDynamic(list.id()));
    }
    return list;
  }
}
