package dev.liaison.crm.list;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.list.RecordList.Conversion;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.list.RecordList.Times;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.Condition;
import dev.liaison.crm.search.Searches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists of records of every type. [Memberships] has who is in. Safe for concurrent use.
public final class Lists {

  private static final Logger LOG = LoggerFactory.getLogger(Lists.class);

  private static final String FILTERS_OF_STATIC =
      "Only the filters of a dynamic list can be changed";

  /// As long a deleted list can be brought back.
  private static final Duration KEPT = Duration.ofDays(90);

  private final Store store;
  private final Catalogues catalogues;
  private final Searches searches;
  private final InstantSource clock;

  public Lists(Store store, Catalogues catalogues, Searches searches, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.searches = searches;
    this.clock = clock;
  }

  /// A list to be made.
  public record NewList(
      String name,
      ObjectTypeId type,
      Processing processing,
      Optional<ListFilter> filter,
      long folder,
      Map<String, String> customProperties) {}

  /// @throws CrmException with [Problem.InvalidList], [Problem.UnknownListFolder],
  ///   [Problem.UnknownSearchProperty], [Problem.InvalidSearch]
  public RecordList create(Caller caller, NewList news) {
    if (news.name().isBlank()) {
      throw invalid("Every list must have a name.");
    }
    if (news.processing() != Processing.MANUAL && news.filter().isEmpty()) {
      throw invalid("A list that is not manual needs filters");
    }
    Optional<Condition> condition =
        news.filter().map(filter -> conditions(caller).of(news.type(), filter));
    List<Long> members =
        news.processing() == Processing.SNAPSHOT
            ? searches.allIds(caller, news.type(), condition.orElseThrow())
            : List.of();
    long size =
        news.processing() == Processing.DYNAMIC
            ? searches.count(caller, news.type(), condition.orElseThrow())
            : 0;
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          requireFreeName(tx, news.name(), 0);
          ListFolders.require(tx, news.folder());
          var list =
              new RecordList(
                  StoredLists.next(tx, "list"),
                  1,
                  news.name(),
                  news.type(),
                  news.processing(),
                  news.filter(),
                  news.folder(),
                  new Times(at, at, at, 0, 0),
                  Optional.empty(),
                  news.customProperties());
          StoredLists.put(tx, list);
          Histories.edited(tx, list.id(), at);
          if (list.dynamic()) {
            Tallies.size(tx, list.id(), size, at);
          } else {
            Members.start(tx, list.id(), members, at);
          }
          return list;
        });
  }

  /// The list with this id, after a conversion that is due.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public RecordList get(Caller caller, long id) {
    RecordList list = store.read(caller.portal(), snapshot -> StoredLists.require(snapshot, id));
    return due(caller, list) ? convert(caller, list) : list;
  }

  /// The list of a type with this name, whatever the case.
  ///
  /// @throws CrmException with [Problem.UnknownListName]
  public RecordList byName(Caller caller, ObjectTypeId type, String name) {
    return all(caller).stream()
        .filter(list -> list.type().equals(type) && list.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new CrmException(new Problem.UnknownListName(type, name)));
  }

  /// Every list that is not deleted, ascending by id. One whose conversion is due and fails stays
  /// dynamic: it does not hide the others.
  public List<RecordList> all(Caller caller) {
    return store.read(caller.portal(), StoredLists::all).stream()
        .filter(list -> !list.deleted())
        .map(list -> due(caller, list) ? tryToConvert(caller, list) : list)
        .toList();
  }

  /// @throws CrmException with [Problem.UnknownList], [Problem.InvalidList]
  public RecordList rename(Caller caller, long id, String name) {
    if (name.isBlank()) {
      throw invalid("Every list must have a name.");
    }
    long at = clock.millis();
    return change(
        caller,
        id,
        (tx, list) -> {
          requireFreeName(tx, name, id);
          Histories.edited(tx, id, at);
          return list.named(name, at);
        });
  }

  /// Sets the filter of a dynamic list.
  ///
  /// @throws CrmException with [Problem.UnknownList], [Problem.InvalidList],
  ///   [Problem.UnknownSearchProperty], [Problem.InvalidSearch]
  public RecordList filter(Caller caller, long id, ListFilter filter) {
    RecordList known = get(caller, id);
    Condition condition = conditions(caller).of(known.type(), filter);
    if (!known.dynamic()) {
      throw invalid(FILTERS_OF_STATIC);
    }
    long size = searches.count(caller, known.type(), condition);
    long at = clock.millis();
    return change(
        caller,
        id,
        (tx, list) -> {
          if (!list.dynamic()) {
            throw invalid(FILTERS_OF_STATIC);
          }
          Histories.edited(tx, id, at);
          Tallies.size(tx, id, size, at);
          return list.filtered(filter, at);
        });
  }

  /// Deletes a list; it can be brought back.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public void delete(Caller caller, long id) {
    long at = clock.millis();
    change(caller, id, (_, list) -> list.deletedAt(at));
  }

  /// Brings back a list that was deleted less than 90 days ago, into its folder while there is one;
  /// a list that is there stays as it is.
  ///
  /// @throws CrmException with [Problem.UnknownList], [Problem.InvalidList]
  public void restore(Caller caller, long id) {
    long oldest = clock.millis() - KEPT.toMillis();
    store.write(
        caller.portal(),
        tx -> {
          RecordList list =
              StoredLists.find(tx, id)
                  .filter(found -> !found.deleted() || found.times().deletedAt() >= oldest)
                  .orElseThrow(() -> new CrmException(new Problem.UnknownList(id)));
          requireFreeName(tx, list.name(), id);
          long folder = ListFolders.exists(tx, list.folder()) ? list.folder() : ListFolders.ROOT;
          StoredLists.put(tx, list.in(folder).deletedAt(0));
          return true;
        });
  }

  /// @throws CrmException with [Problem.UnknownList], [Problem.UnknownListFolder]
  public void move(Caller caller, long id, long folder) {
    change(
        caller,
        id,
        (tx, list) -> {
          ListFolders.require(tx, folder);
          return list.in(folder);
        });
  }

  /// Says when a dynamic list is to become a static one.
  ///
  /// @throws CrmException with [Problem.UnknownList]; with [Problem.InvalidList] when the day has
  ///   begun
  public RecordList schedule(Caller caller, long id, Conversion conversion) {
    RecordList known = get(caller, id);
    if (conversion instanceof Conversion.OnDate && moment(known, 0, conversion) <= clock.millis()) {
      throw invalid("The date of the conversion must be in the future");
    }
    return change(
        caller,
        id,
        (_, list) -> {
          if (!list.dynamic()) {
            throw invalid("Only a dynamic list can be converted");
          }
          return list.converting(Optional.of(conversion));
        });
  }

  /// Leaves a list dynamic.
  ///
  /// @throws CrmException with [Problem.UnknownList], [Problem.NoListConversion]
  public void unschedule(Caller caller, long id) {
    get(caller, id);
    change(
        caller,
        id,
        (_, list) -> {
          if (!list.dynamic() || list.conversion().isEmpty()) {
            throw new CrmException(new Problem.NoListConversion(id));
          }
          return list.converting(Optional.empty());
        });
  }

  /// How many records are in a list.
  public long size(Caller caller, RecordList list) {
    return list.dynamic()
        ? searches.count(caller, list.type(), conditions(caller).in(list))
        : store.read(caller.portal(), snapshot -> Tallies.of(snapshot, list.id()).size());
  }

  /// What is known of a list beside itself.
  ///
  /// @param addedAt when somebody last joined a static list, in epoch milliseconds; 0 when nobody
  ///   did, and for dynamic lists, as `removedAt`
  /// @param sizedAt when the size last changed, as far as it is known
  /// @param folder the name of its folder; empty for the root
  public record About(long size, long sizedAt, long addedAt, long removedAt, String folder) {}

  public About about(Caller caller, RecordList list) {
    long size = size(caller, list);
    return store.read(
        caller.portal(),
        snapshot -> {
          Tallies.Tally tally = Tallies.of(snapshot, list.id());
          String folder = ListFolders.require(snapshot, list.folder()).name();
          return new About(size, tally.sizedAt(), tally.addedAt(), tally.removedAt(), folder);
        });
  }

  ListConditions conditions(Caller caller) {
    return new ListConditions(
        store, searches, caller, catalogues.of(caller.portal()), clock.millis(), 0, false);
  }

  private interface Work {
    RecordList on(Transaction tx, RecordList list);
  }

  private RecordList change(Caller caller, long id, Work work) {
    return store.write(
        caller.portal(),
        tx -> {
          RecordList changed = work.on(tx, StoredLists.require(tx, id));
          StoredLists.put(tx, changed);
          return changed;
        });
  }

  private boolean due(Caller caller, RecordList list) {
    if (!list.dynamic() || list.conversion().isEmpty()) {
      return false;
    }
    long sizedAt =
        store.read(caller.portal(), snapshot -> Tallies.of(snapshot, list.id()).sizedAt());
    return moment(list, sizedAt, list.conversion().get()) <= clock.millis();
  }

  /// @param sizedAt since when the list has as many members as it has
  private static long moment(RecordList list, long sizedAt, Conversion conversion) {
    return switch (conversion) {
      case Conversion.OnDate(int year, int month, int day) ->
          LocalDate.of(year, month, day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      case Conversion.AfterInactivity(int offset, String unit) -> {
        Period period =
            switch (unit) {
              case "DAY" -> Period.ofDays(offset);
              case "WEEK" -> Period.ofWeeks(offset);
              default -> Period.ofMonths(offset);
            };
        yield Instant.ofEpochMilli(Math.max(list.times().updatedAt(), sizedAt))
            .atOffset(ZoneOffset.UTC)
            .plus(period)
            .toInstant()
            .toEpochMilli();
      }
    };
  }

  private RecordList tryToConvert(Caller caller, RecordList list) {
    try {
      return convert(caller, list);
    } catch (CrmException e) {
      LOG.warn("list {} is not converted: {}", list.id(), e.problem());
      return list;
    }
  }

  /// Converts when somebody looks: with those who are in at that moment.
  private RecordList convert(Caller caller, RecordList list) {
    List<Long> members = searches.allIds(caller, list.type(), conditions(caller).in(list));
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          RecordList now = StoredLists.require(tx, list.id());
          if (!now.dynamic() || now.version() != list.version()) {
            return now;
          }
          Members.start(tx, list.id(), members, at);
          Histories.edited(tx, list.id(), at);
          RecordList converted = now.converted(at);
          StoredLists.put(tx, converted);
          return converted;
        });
  }

  private static void requireFreeName(Snapshot snapshot, String name, long own) {
    boolean taken =
        StoredLists.all(snapshot).stream()
            .anyMatch(
                list ->
                    !list.deleted()
                        && list.id() != own
                        && list.name()
                            .toLowerCase(Locale.ROOT)
                            .equals(name.toLowerCase(Locale.ROOT)));
    if (taken) {
      throw invalid("A list with the name '" + name + "' exists already");
    }
  }

  private static CrmException invalid(String reason) {
    return new CrmException(new Problem.InvalidList(reason));
  }
}
