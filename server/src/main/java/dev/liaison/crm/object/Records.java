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
          return new Page<>(
              page.items().stream().map(item -> viewer.view(snapshot, item, reading)).toList(),
              page.hasMore());
        });
  }

  /// A page of the records of a type that a record is linked to, as [Associations#links] finds
  /// them, ascending by id.
  public Page<RecordView> linked(
      Caller caller, Associations.Start start, ObjectTypeId toType, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    return store.read(
        caller.portal(),
        snapshot -> {
          Page<Link> page = Associations.links(snapshot, start, toType, limit);
          List<CrmRecord> records = snapshot.getAll(page.items().stream().map(Link::to).toList());
          return new Page<>(
              records.stream().map(record -> viewer.view(snapshot, record, reading)).toList(),
              page.hasMore());
        });
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
    long from = Math.max(since, clock.millis() - RECENT_WINDOW);
    int reachable = Math.clamp(RECENT_MAX - (long) offset, 0, limit);
    return store.read(
        caller.portal(),
        snapshot ->
            new Recent(
                snapshot.recentlyUpdated(type, from, offset, reachable).stream()
                    .map(record -> viewer.view(snapshot, record, reading))
                    .toList(),
                snapshot.countRecentlyUpdated(type, from, RECENT_MAX)));
  }

  /// Live records in the order of their creation, newest first, bounded like [#recentlyUpdated].
  public Recent recentlyCreated(
      Caller caller, ObjectTypeId type, long since, int offset, int limit, Reading reading) {
    Viewer viewer = viewer(caller);
    long from = Math.max(since, clock.millis() - RECENT_WINDOW);
    return store.read(
        caller.portal(),
        snapshot -> {
          List<CrmRecord> newest = Newest.created(snapshot, type, from, RECENT_MAX);
          List<RecordView> items =
              newest.stream()
                  .skip(offset)
                  .limit(limit)
                  .map(record -> viewer.view(snapshot, record, reading))
                  .toList();
          return new Recent(items, newest.size());
        });
  }

  /// What was merged into a record, in the order of the merges; empty for most.
  public List<Merge> merges(Caller caller, CrmRecord survivor) {
    return Merging.mergedIds(survivor).isEmpty()
        ? List.of()
        : store.read(caller.portal(), snapshot -> Merge.into(snapshot, survivor));
  }
}
