package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Link;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of every type: reads. [RecordChanges] writes. Safe for concurrent use.
public final class Records {

  /// A reader of recent changes gets no further back: 30 days, 10,000 records (legacy-api.md
  /// section 5).
  public static final int RECENT_MAX = 10_000;

  private static final long RECENT_WINDOW = 30L * 24 * 60 * 60 * 1000;

  private static final Comparator<CrmRecord> BY_ID =
      Comparator.comparingLong(record -> record.ref().id());

  /// The order in which a store gives the records of one type.
  private static final Comparator<CrmRecord> NEWEST_CHANGE_FIRST =
      Comparator.comparingLong(CrmRecord::updatedAt).reversed().thenComparing(BY_ID);

  private final Store store;
  private final Catalogues catalogues;
  private final InstantSource clock;

  public Records(Store store, Catalogues catalogues, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.clock = clock;
  }

  private Catalogue catalogue(Caller caller) {
    return catalogues.of(caller.portal());
  }

  private Viewer viewer(Caller caller) {
    return new Viewer(catalogue(caller));
  }

  /// What a batch read found.
  ///
  /// @param found in the order asked for, each record once
  /// @param missing keys that lead to no record
  public record Found(List<RecordView> found, List<RecordKey> missing) {}

  /// Recently changed records, newest first.
  ///
  /// @param total how many can be reached by paging
  public record Recent(List<RecordView> items, int total) {}

  /// The live record a key leads to; the id of a record that was merged away leads to its survivor.
  ///
  /// @throws CrmException with [Problem.NotFound], [Problem.NotFoundBy], [Problem.NotAnIdProperty]
  public RecordView read(Caller caller, ObjectTypeId type, RecordKey key, Reading reading) {
    Catalogue catalogue = catalogue(caller);
    var finder = new RecordFinder(catalogue);
    var viewer = new Viewer(catalogue);
    return store.read(
        caller.portal(),
        snapshot -> viewer.view(snapshot, finder.require(snapshot, type, key), reading));
  }

  /// The archived record a key leads to: archived ones are found by id only, and have no unique
  /// values any more.
  ///
  /// @throws CrmException with [Problem.NotFound], [Problem.NotFoundBy]
  public RecordView readArchived(Caller caller, ObjectTypeId type, RecordKey key, Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot ->
            viewer.view(
                snapshot,
                RecordFinder.findArchived(snapshot, type, key)
                    .orElseThrow(() -> new CrmException(RecordFinder.notFound(type, key))),
                reading));
  }

  /// The records that keys lead to. Archived ones are found by id only.
  ///
  /// @throws CrmException with [Problem.NotAnIdProperty]
  public Found readAll(
      Caller caller, ObjectTypeId type, List<RecordKey> keys, boolean archived, Reading reading) {
    Catalogue catalogue = catalogue(caller);
    var finder = new RecordFinder(catalogue);
    var viewer = new Viewer(catalogue);
    return store.read(
        caller.portal(),
        snapshot -> {
          var found = new LinkedHashMap<ObjectRef, RecordView>(keys.size() * 2);
          var missing = new LinkedHashSet<RecordKey>();
          Map<RecordKey, CrmRecord> live =
              archived ? Map.of() : RecordFinder.live(snapshot, type, keys);
          for (RecordKey key : keys) {
            CrmRecord known = live.get(key);
            Optional<CrmRecord> record =
                known != null
                    ? Optional.of(known)
                    : archived
                        ? RecordFinder.findArchived(snapshot, type, key)
                        : finder.find(snapshot, type, key);
            record.ifPresentOrElse(
                hit -> found.computeIfAbsent(hit.ref(), ref -> viewer.view(snapshot, hit, reading)),
                () -> missing.add(key));
          }
          return new Found(List.copyOf(found.values()), List.copyOf(missing));
        });
  }

  /// A page of a type's records, ascending by id.
  public Page<RecordView> list(
      Caller caller,
      ObjectTypeId type,
      boolean archived,
      long afterId,
      int limit,
      Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot -> {
          Page<CrmRecord> page = Page.of(snapshot.scan(type, archived, afterId, limit + 1), limit);
          return viewer.page(snapshot, page, reading);
        });
  }

  /// The live record that the first of the references which lead to one leads to: for ids of which
  /// only is known that they are of one of some types.
  public Optional<RecordView> readFirst(Caller caller, List<ObjectRef> refs, Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot ->
            refs.stream()
                .flatMap(ref -> Associations.resolve(snapshot, ref).stream())
                .findFirst()
                .flatMap(snapshot::get)
                .map(record -> viewer.view(snapshot, record, reading)));
  }

  /// A page of the live records of several types as one list, ascending by id.
  public Page<RecordView> list(
      Caller caller, List<ObjectTypeId> types, long afterId, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot -> {
          var records = new ArrayList<CrmRecord>();
          types.forEach(type -> records.addAll(snapshot.scan(type, false, afterId, limit + 1)));
          records.sort(BY_ID);
          return viewer.page(snapshot, Page.of(records, limit), reading);
        });
  }

  /// A page of the records of several types that a record is linked to, as one list, ascending by
  /// id.
  public Page<RecordView> linked(
      Caller caller,
      Associations.Start start,
      List<ObjectTypeId> toTypes,
      int limit,
      Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot -> {
          Page<Link> page = Associations.links(snapshot, start, toTypes, limit);
          List<CrmRecord> records = snapshot.getAll(page.items().stream().map(Link::to).toList());
          return viewer.page(snapshot, new Page<>(records, page.hasMore()), reading);
        });
  }

  /// A page of the records of a type that a record is linked to, as [Associations#links] finds
  /// them, ascending by id.
  public Page<RecordView> linked(
      Caller caller, Associations.Start start, ObjectTypeId toType, int limit, Reading reading) {
    return linked(caller, start, List.of(toType), limit, reading);
  }

  /// Those of the records that are live, in the order given.
  public List<RecordView> live(Caller caller, List<ObjectRef> refs, Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot ->
            snapshot.getAll(refs).stream()
                .map(record -> viewer.view(snapshot, record, reading))
                .toList());
  }

  /// Live records in the order of their last change, newest first: of the last 30 days, the 10,000
  /// newest.
  ///
  /// @param since epoch milliseconds, inclusive; 0 for all in the window
  public Recent recentlyUpdated(
      Caller caller, ObjectTypeId type, long since, int offset, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    long from = windowed(since);
    int reachable = Math.clamp(RECENT_MAX - (long) offset, 0, limit);
    return store.read(
        caller.portal(),
        snapshot ->
            new Recent(
                viewer.views(
                    snapshot, snapshot.recentlyUpdated(type, from, offset, reachable), reading),
                snapshot.countRecentlyUpdated(type, from, RECENT_MAX)));
  }

  /// [#recentlyUpdated] of several types as one list.
  public Recent recentlyUpdated(
      Caller caller, List<ObjectTypeId> types, long since, int offset, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    long from = windowed(since);
    int end = Math.clamp((long) offset + limit, 0, RECENT_MAX);
    return store.read(
        caller.portal(),
        snapshot -> {
          var newest = new ArrayList<CrmRecord>();
          int total = 0;
          for (ObjectTypeId type : types) {
            newest.addAll(snapshot.recentlyUpdated(type, from, 0, end));
            total += snapshot.countRecentlyUpdated(type, from, RECENT_MAX);
          }
          newest.sort(NEWEST_CHANGE_FIRST);
          List<CrmRecord> page = newest.stream().limit(end).skip(offset).toList();
          return new Recent(viewer.views(snapshot, page, reading), Math.min(total, RECENT_MAX));
        });
  }

  private long windowed(long since) {
    return Math.max(since, clock.millis() - RECENT_WINDOW);
  }

  /// Live records in the order of their creation, newest first, bounded like [#recentlyUpdated].
  public Recent recentlyCreated(
      Caller caller, ObjectTypeId type, long since, int offset, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    long from = windowed(since);
    return store.read(
        caller.portal(),
        snapshot -> {
          List<CrmRecord> newest = Newest.created(snapshot, type, from, RECENT_MAX);
          List<CrmRecord> page = newest.stream().skip(offset).limit(limit).toList();
          return new Recent(viewer.views(snapshot, page, reading), newest.size());
        });
  }

  /// A place in a list of the newest records: behind the one that had this time and id.
  ///
  /// @param at epoch milliseconds
  /// @param id 0 for in front of every record with that time
  public record Mark(long at, long id) {}

  /// A page of the live records in the order of their last change, newest first, bounded like the
  /// other [#recentlyUpdated]. A record that changes meanwhile goes to the front.
  public Page<RecordView> recentlyUpdated(
      Caller caller, ObjectTypeId type, Optional<Mark> behind, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    long from = windowed(0);
    return store.read(
        caller.portal(),
        snapshot -> {
          int position =
              behind
                  .map(mark -> Math.max(from, mark.at() + 1))
                  .map(since -> snapshot.countRecentlyUpdated(type, since, RECENT_MAX))
                  .orElse(0);
          var found = new ArrayList<CrmRecord>(limit + 1);
          List<CrmRecord> next;
          do {
            int most = Math.min(limit + 1, RECENT_MAX - position);
            next = most > 0 ? snapshot.recentlyUpdated(type, from, position, most) : List.of();
            next.stream()
                .filter(record -> behind.isEmpty() || isBehind(record, behind.get()))
                .forEach(found::add);
            position += next.size();
          } while (!next.isEmpty() && found.size() <= limit);
          return viewer.page(snapshot, Page.of(found, limit), reading);
        });
  }

  /// In the order of [#NEWEST_CHANGE_FIRST].
  private static boolean isBehind(CrmRecord record, Mark mark) {
    return record.updatedAt() < mark.at()
        || record.updatedAt() == mark.at() && record.ref().id() > mark.id();
  }

  /// A page of the live records in the order of their creation, newest first, bounded like the
  /// other [#recentlyCreated].
  public Page<RecordView> recentlyCreated(
      Caller caller, ObjectTypeId type, Optional<Mark> behind, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    long from = windowed(0);
    return store.read(
        caller.portal(),
        snapshot -> {
          List<CrmRecord> found =
              Newest.created(snapshot, type, from, RECENT_MAX).stream()
                  .dropWhile(record -> behind.isPresent() && !isOlder(record, behind.get()))
                  .limit(limit + 1L)
                  .toList();
          return viewer.page(snapshot, Page.of(found, limit), reading);
        });
  }

  private static boolean isOlder(CrmRecord record, Mark mark) {
    boolean front = mark.id() == 0;
    return record.createdAt() < mark.at()
        || record.createdAt() == mark.at() && (front || record.ref().id() < mark.id());
  }

  /// How many live records of a type there are, and when the newest was created.
  ///
  /// @param newestAt epoch milliseconds, 0 when there is none
  public record Statistics(long count, long newestAt) {}

  /// Reads the whole type once.
  public Statistics statistics(Caller caller, ObjectTypeId type) {
    return store.read(caller.portal(), snapshot -> Newest.statistics(snapshot, type));
  }

  /// What was merged into a record, in the order of the merges; empty for most.
  public List<Merge> merges(Caller caller, CrmRecord survivor) {
    return Merging.mergedIds(survivor).isEmpty()
        ? List.of()
        : store.read(caller.portal(), snapshot -> Merge.into(snapshot, survivor));
  }
}
