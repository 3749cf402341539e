package dev.liaison.crm.search;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What an index is made from: every live record, and the change log to follow. A record that
/// changed is given anew as it is now, so giving a change twice does no harm. Safe for concurrent
/// use.
public final class IndexFeed {

  private static final int PAGE = 1_000;

  private final Store store;
  private final Catalogues catalogues;

  /// Of the catalogue that was asked for last.
  private volatile @Nullable Bases known;

  private record Bases(Catalogue catalogue, Map<ObjectTypeId, IndexBasis> byType) {}

  public IndexFeed(Store store, Catalogues catalogues) {
    this.store = store;
    this.catalogues = catalogues;
  }

  /// An entry of the change log, up to which an index has everything. What it says of the entry
  /// tells this log from another.
  ///
  /// @param sequence 0 for the beginning of the log
  public record Position(long sequence, long at, String record) {

    public static final Position START = new Position(0, 0, "");

    static Position of(LoggedChange change) {
      return new Position(change.sequence(), change.at(), change.change().ref().toString());
    }
  }

  /// What takes it in.
  public interface Sink {
    /// Takes a record in place of what there is of it.
    void put(IndexedRecord record);

    /// Forgets a record, which is not live any more.
    void remove(ObjectRef ref);

    /// Everything up to here was given.
    void reached(Position position);
  }

  /// The last entry of the log. Looks for it by halves: the log is read forward only.
  public Position end(long portal) {
    return store.read(
        portal,
        snapshot -> {
          Position end = Position.START;
          long low = 0;
          long high = Long.MAX_VALUE - 1;
          while (low <= high) {
            long middle = low + (high - low) / 2;
            List<LoggedChange> next = snapshot.changesAfter(middle, 1);
            if (next.isEmpty()) {
              high = middle - 1;
            } else {
              end = Position.of(next.getFirst());
              low = end.sequence();
            }
          }
          return end;
        });
  }

  /// Whether the log has the entry of the position: it is the log that the position is of, and not
  /// one that was put in its place.
  public boolean has(long portal, Position position) {
    return position.equals(Position.START)
        || store
            .read(portal, snapshot -> snapshot.changesAfter(position.sequence() - 1, 1))
            .stream()
            .anyMatch(change -> Position.of(change).equals(position));
  }

  /// Gives a page of the records of a type.
  ///
  /// @return the id behind which to go on; empty when there are no more
  public Optional<Long> scan(long portal, ObjectTypeId type, long afterId, Sink sink) {
    var values = new IndexedValues(catalogues.of(portal));
    return store.read(
        portal,
        snapshot -> {
          List<CrmRecord> page = snapshot.scan(type, false, afterId, PAGE);
          values.put(snapshot, page, sink);
          return page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().ref().id());
        });
  }

  /// The types that have records to scan, each with what their values come from just now. The same
  /// object as long as no definition changes.
  @SuppressWarnings("ReferenceEquality") // To compare all definitions would take too long.
  public Map<ObjectTypeId, IndexBasis> bases(long portal) {
    Catalogue catalogue = catalogues.of(portal);
    Bases bases = known;
    if (bases == null || bases.catalogue() != catalogue) {
      var byType = new LinkedHashMap<ObjectTypeId, IndexBasis>();
      for (ObjectType type : catalogue.types().all()) {
        byType.put(type.id(), IndexBasis.of(catalogue, type.id()));
      }
      bases = new Bases(catalogue, Collections.unmodifiableMap(byType));
      known = bases;
    }
    return bases.byType();
  }

  /// Gives everything that changed behind a position until this moment.
  ///
  /// @param unsettled the changes that were given already although others may still come before
  ///   them in the log; is brought up to date
  /// @param enough whether to stop early; asked after some changes each time
  /// @return whether that was everything
  public boolean follow(
      long portal, Position from, Set<Long> unsettled, Sink sink, BooleanSupplier enough) {
    var values = new IndexedValues(catalogues.of(portal));
    return store.read(
        portal,
        snapshot -> {
          Position position = from;
          List<LoggedChange> changes;
          do {
            changes = snapshot.changesAfter(position.sequence(), PAGE);
            if (!changes.isEmpty()) {
              values.give(snapshot, changed(changes), sink);
              position = Position.of(changes.getLast());
              sink.reached(position);
            }
            if (changes.size() == PAGE && enough.getAsBoolean()) {
              return false;
            }
          } while (changes.size() == PAGE);
          List<LoggedChange> ahead = snapshot.unsettledChanges();
          List<LoggedChange> news =
              ahead.stream().filter(change -> !unsettled.contains(change.sequence())).toList();
          values.give(snapshot, changed(news), sink);
          unsettled.clear();
          ahead.forEach(change -> unsettled.add(change.sequence()));
          return true;
        });
  }

  private static Set<ObjectRef> changed(List<LoggedChange> changes) {
    var refs = new LinkedHashSet<ObjectRef>();
    for (LoggedChange logged : changes) {
      refs.add(logged.change().ref());
      switch (logged.change()) {
        case Change.Associated associated -> refs.add(associated.to());
        case Change.Dissociated dissociated -> refs.add(dissociated.to());
        case Change.Merged merged -> refs.add(merged.merged());
        case Change.Created _, Change.Updated _, Change.Archived _, Change.Erased _ -> {}
      }
    }
    return refs;
  }
}
