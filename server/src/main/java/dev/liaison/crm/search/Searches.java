package dev.liaison.crm.search;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.crm.search.IndexQuery.Order;
import dev.liaison.crm.search.SearchIndex.Hits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds live records of every type. A search sees every write that was answered before it began.
/// Safe for concurrent use.
public final class Searches implements AutoCloseable {

  /// Ascending by id.
  public static final Order BY_ID =
      new Order(new IndexedField("hs_object_id", IndexedField.Kind.NUMBER), false);

  private final Store store;
  private final Catalogues catalogues;
  private final Records records;
  private final SearchedProperties searched;
  private final SearchIndex index;

  public Searches(Store store, Catalogues catalogues, Records records, SearchIndex index) {
    this.store = store;
    this.catalogues = catalogues;
    this.records = records;
    this.searched = SearchedProperties.documented();
    this.index = index;
  }

  /// What a search found.
  ///
  /// @param total how many records it finds in all
  public record Found(List<RecordView> items, long total) {}

  /// @throws CrmException with [Problem.UnknownSearchProperty], [Problem.InvalidSearch]
  /// @throws IndexNotReady when the index cannot say just now
  public Found search(Caller caller, ObjectTypeId type, Search search, Reading reading) {
    Catalogue catalogue = catalogues.of(caller.portal());
    Conditions conditions = conditions(caller, catalogue, type);
    var all = new ArrayList<Condition>(2);
    all.add(conditions.of(search.groups()));
    if (!search.query().isBlank()) {
      all.add(conditions.query(searched.of(catalogue, type), search.query()));
    }
    return found(
        caller,
        new IndexQuery(
            type,
            new Condition.All(all),
            order(catalogue, type, search),
            search.offset(),
            search.limit()),
        reading);
  }

  private static Optional<Order> order(Catalogue catalogue, ObjectTypeId type, Search search) {
    return search
        .sort()
        .map(
            sort ->
                new Order(
                    IndexedField.of(Conditions.definition(catalogue, type, sort.property())),
                    sort.descending()));
  }

  /// Finds records that have each word of a text, whole or with something before and behind it, in
  /// one of some properties.
  ///
  /// @throws CrmException as [#search]
  public Found containing(
      Caller caller, ObjectTypeId type, List<String> properties, Search search, Reading reading) {
    Catalogue catalogue = catalogues.of(caller.portal());
    Condition words =
        conditions(caller, catalogue, type)
            .words(
                properties.stream()
                    .map(name -> Conditions.definition(catalogue, type, name))
                    .toList(),
                search.query(),
                "*",
                "*");
    return found(
        caller,
        new IndexQuery(
            type, words, order(catalogue, type, search), search.offset(), search.limit()),
        reading);
  }

  /// Finds records behind an id by a filter, ascending by id.
  ///
  /// @throws CrmException as [#search]
  public Found behind(
      Caller caller, ObjectTypeId type, Filter filter, long afterId, int limit, Reading reading) {
    var range = new Condition.NumberRange(BY_ID.field(), afterId + 1.0, Double.POSITIVE_INFINITY);
    Condition holds = conditions(caller, catalogues.of(caller.portal()), type).of(filter);
    return found(
        caller,
        new IndexQuery(
            type, new Condition.All(List.of(holds, range)), Optional.of(BY_ID), 0, limit),
        reading);
  }

  /// The records that a query finds, as a reading shows them.
  public Found found(Caller caller, IndexQuery query, Reading reading) {
    Hits hits = index.search(caller.portal(), query);
    List<ObjectRef> refs = hits.ids().stream().map(id -> new ObjectRef(query.type(), id)).toList();
    return new Found(records.live(caller, refs, reading), hits.total());
  }

  /// The ids that a query finds.
  public Hits ids(Caller caller, IndexQuery query) {
    return index.search(caller.portal(), query);
  }

  /// The ids of all records of a type for which a condition holds, ascending.
  public List<Long> allIds(Caller caller, ObjectTypeId type, Condition condition) {
    var all = new ArrayList<Long>();
    Hits page;
    do {
      double behind = all.isEmpty() ? 0 : all.getLast();
      page =
          ids(
              caller,
              new IndexQuery(
                  type,
                  new Condition.All(
                      List.of(
                          condition,
                          new Condition.NumberRange(
                              BY_ID.field(), behind + 1, Double.POSITIVE_INFINITY))),
                  Optional.of(BY_ID),
                  0,
                  Search.REACH));
      all.addAll(page.ids());
    } while (page.total() > page.ids().size());
    return all;
  }

  /// How many records of a type a condition holds for.
  public long count(Caller caller, ObjectTypeId type, Condition condition) {
    return ids(caller, new IndexQuery(type, condition, Optional.empty(), 0, 0)).total();
  }

  /// Makes conditions on records of a type.
  public Conditions conditions(Caller caller, Catalogue catalogue, ObjectTypeId type) {
    return new Conditions(
        catalogue, type, record -> store.read(caller.portal(), view -> linked(view, record, type)));
  }

  private static Set<Long> linked(Snapshot snapshot, ObjectRef record, ObjectTypeId type) {
    var ids = new HashSet<Long>();
    var all = new Associations.Start(record, 0);
    Associations.links(snapshot, all, type, Integer.MAX_VALUE - 1)
        .items()
        .forEach(link -> ids.add(link.to().id()));
    return ids;
  }

  /// Begins to follow the change log, ahead of the first search.
  public void start() {
    index.start();
  }

  /// Stops following the change log.
  @Override
  public void close() {
    index.close();
  }
}
