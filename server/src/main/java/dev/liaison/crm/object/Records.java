package dev.liaison.crm.object;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Records of every type: reads. [RecordChanges] writes. Safe for concurrent use.
public final class Records {

  /// A reader of recent changes gets no further back: 30 days, 10,000 records (legacy-api.md
  /// section 5).
  public static final int RECENT_MAX = 10_000;

  private static final long RECENT_WINDOW = 30L * 24 * 60 * 60 * 1000;

  private final Store store;
  private final Catalogue catalogue;
  private final PropertyRules rules;
  private final InstantSource clock;
  private final Viewer viewer;

  public Records(Store store, Catalogue catalogue, InstantSource clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.rules = new PropertyRules(catalogue.properties());
    this.clock = clock;
    this.viewer = new Viewer(catalogue);
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
    return store.read(
        caller.portal(), snapshot -> viewer.view(snapshot, require(snapshot, type, key), reading));
  }

  /// The archived record a key leads to: archived ones are found by id only, and have no unique
  /// values any more.
  ///
  /// @throws CrmException with [Problem.NotFound], [Problem.NotFoundBy]
  public RecordView readArchived(Caller caller, ObjectTypeId type, RecordKey key, Reading reading) {
    return store.read(
        caller.portal(),
        snapshot ->
            viewer.view(
                snapshot,
                findArchived(snapshot, type, key)
                    .orElseThrow(() -> new CrmException(notFound(type, key))),
                reading));
  }

  /// The records that keys lead to. Archived ones are found by id only.
  ///
  /// @throws CrmException with [Problem.NotAnIdProperty]
  public Found readAll(
      Caller caller, ObjectTypeId type, List<RecordKey> keys, boolean archived, Reading reading) {
    return store.read(
        caller.portal(),
        snapshot -> {
          var found = new LinkedHashMap<ObjectRef, RecordView>(keys.size() * 2);
          var missing = new LinkedHashSet<RecordKey>();
          for (RecordKey key : keys) {
            Optional<CrmRecord> record =
                archived ? findArchived(snapshot, type, key) : find(snapshot, type, key);
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
    return store.read(
        caller.portal(),
        snapshot -> {
          Page<CrmRecord> page = Page.of(snapshot.scan(type, archived, afterId, limit + 1), limit);
          return new Page<>(
              page.items().stream().map(item -> viewer.view(snapshot, item, reading)).toList(),
              page.hasMore());
        });
  }

  /// Live records in the order of their last change, newest first: of the last 30 days, the 10,000
  /// newest.
  ///
  /// @param since epoch milliseconds, inclusive; 0 for all in the window
  public Recent recentlyUpdated(
      Caller caller, ObjectTypeId type, long since, int offset, int limit, Reading reading) {
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

  CrmRecord require(Snapshot snapshot, ObjectTypeId type, RecordKey key) {
    return find(snapshot, type, key).orElseThrow(() -> new CrmException(notFound(type, key)));
  }

  Optional<CrmRecord> find(Snapshot snapshot, ObjectTypeId type, RecordKey key) {
    return switch (key) {
      case RecordKey.ById(long id) -> {
        var ref = new ObjectRef(type, id);
        Optional<CrmRecord> live = snapshot.get(ref);
        yield live.isPresent() ? live : Associations.resolve(snapshot, ref).flatMap(snapshot::get);
      }
      case RecordKey.ByUnique(String property, String value) -> {
        OptionalLong id = idBy(snapshot, type, property, value);
        yield id.isPresent() ? snapshot.get(new ObjectRef(type, id.getAsLong())) : Optional.empty();
      }
    };
  }

  private OptionalLong idBy(Snapshot snapshot, ObjectTypeId type, String property, String value) {
    if (property.equals("hs_object_id")) {
      return id(value);
    }
    PropertyDefinition definition = requireIdProperty(type, property);
    return snapshot.findUnique(type, definition.name(), rules.uniqueForm(definition, value));
  }

  private static OptionalLong id(String value) {
    boolean digits = !value.isEmpty() && value.length() <= 16;
    for (int i = 0; i < value.length() && digits; i++) {
      digits = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return digits ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
  }

  /// @throws CrmException with [Problem.NotAnIdProperty]
  PropertyDefinition requireIdProperty(ObjectTypeId type, String property) {
    return catalogue
        .properties()
        .find(type, property.toLowerCase(Locale.ROOT))
        .filter(PropertyDefinition::unique)
        .orElseThrow(() -> new CrmException(new Problem.NotAnIdProperty(type, property)));
  }

  private Optional<CrmRecord> findArchived(Snapshot snapshot, ObjectTypeId type, RecordKey key) {
    return switch (key) {
      case RecordKey.ById(long id) -> snapshot.getArchived(new ObjectRef(type, id));
      case RecordKey.ByUnique ignored -> Optional.empty();
    };
  }

  private static Problem notFound(ObjectTypeId type, RecordKey key) {
    return switch (key) {
      case RecordKey.ById(long id) -> new Problem.NotFound(new ObjectRef(type, id));
      case RecordKey.ByUnique(String property, String value) ->
          new Problem.NotFoundBy(type, property, value);
    };
  }
}
