package dev.liaison.crm.list;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.list.ListFilter.Operation;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.search.Condition;
import dev.liaison.crm.search.Conditions;
import dev.liaison.crm.search.Filter;
import dev.liaison.crm.search.Filter.Comparison;
import dev.liaison.crm.search.Searches;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Makes what the index looks for of the filters of lists, as they mean it at this moment.
///
/// @param now epoch milliseconds
/// @param accepted whether the filter is one of a list that is there: a property that was archived
///   since then has no values; in a new filter it is a fault
record ListConditions(
    Store store,
    Searches searches,
    Caller caller,
    Catalogue catalogue,
    long now,
    int depth,
    boolean accepted) {

  /// Lists that are in each other's filters end here.
  private static final int MOST_DEPTH = 10;

  private static final long DAY = 86_400_000L;

  /// How many records are asked for their links at once.
  private static final int BLOCK = 1_000;

  /// @throws CrmException with [Problem.InvalidList], [Problem.UnknownSearchProperty],
  ///   [Problem.InvalidSearch]
  Condition of(ObjectTypeId type, ListFilter filter) {
    return switch (filter) {
      case ListFilter.Any(var parts) -> new Condition.Any(all(type, parts));
      case ListFilter.All(var parts) -> new Condition.All(all(type, parts));
      case ListFilter.NotAny(var parts) -> new Condition.Not(new Condition.Any(all(type, parts)));
      case ListFilter.NotAll(var parts) -> new Condition.Not(new Condition.All(all(type, parts)));
      case ListFilter.Linked linked -> linked(type, linked);
      case ListFilter.InList(long list, boolean member) -> {
        Condition in = inList(type, list);
        yield member ? in : new Condition.Not(in);
      }
      case ListFilter.OfProperty property -> ofProperty(type, property);
    };
  }

  private List<Condition> all(ObjectTypeId type, List<ListFilter> parts) {
    return parts.stream().map(part -> of(type, part)).toList();
  }

  /// Everybody in a list.
  Condition in(RecordList list) {
    if (list.dynamic()) {
      return new ListConditions(store, searches, caller, catalogue, now, depth, true)
          .of(list.type(), list.filter().orElseThrow());
    }
    return store.read(
        caller.portal(),
        snapshot -> {
          var ids = new HashSet<Long>();
          Members.all(snapshot, list.id()).forEach(member -> ids.add(member.id()));
          return new Condition.Ids(ids);
        });
  }

  private Condition inList(ObjectTypeId type, long id) {
    if (depth == MOST_DEPTH) {
      throw invalid("The filters of the lists lead in a circle, or more than ten lists deep");
    }
    RecordList list = store.read(caller.portal(), snapshot -> StoredLists.require(snapshot, id));
    if (!list.type().equals(type)) {
      throw invalid("List " + id + " is of another object type");
    }
    return new ListConditions(store, searches, caller, catalogue, now, depth + 1, true).in(list);
  }

  private Condition linked(ObjectTypeId type, ListFilter.Linked linked) {
    Condition other = new Condition.All(all(linked.type(), linked.parts()));
    List<Long> others = searches.allIds(caller, linked.type(), other);
    var ids = new HashSet<Long>();
    for (int from = 0; from < others.size(); from += BLOCK) {
      List<ObjectRef> block =
          others.subList(from, Math.min(others.size(), from + BLOCK)).stream()
              .map(id -> new ObjectRef(linked.type(), id))
              .toList();
      ids.addAll(store.read(caller.portal(), snapshot -> linkedTo(snapshot, type, linked, block)));
    }
    return new Condition.Ids(ids);
  }

  private Set<Long> linkedTo(
      Snapshot snapshot, ObjectTypeId type, ListFilter.Linked linked, List<ObjectRef> others) {
    var inverse =
        catalogue
            .associationTypes()
            .find(type, linked.type(), linked.key())
            .orElseThrow()
            .inverse();
    var ids = new HashSet<Long>();
    for (List<Link> links : snapshot.associationsOfEach(others).values()) {
      for (Link link : links) {
        if (link.to().type().equals(type) && link.keys().contains(inverse)) {
          ids.add(link.to().id());
        }
      }
    }
    return ids;
  }

  private Condition ofProperty(ObjectTypeId type, ListFilter.OfProperty filter) {
    String name = filter.property().toLowerCase(Locale.ROOT);
    if (accepted && catalogue.properties().find(type, name).isEmpty()) {
      return withoutValues(filter);
    }
    Conditions conditions = searches.conditions(caller, catalogue, type);
    Condition present = conditions.of(new Filter.Has(filter.property()));
    switch (filter.operator()) {
      case "IS_KNOWN", "IS_NOT_BLANK" -> {
        return present;
      }
      case "IS_UNKNOWN", "IS_BLANK" -> {
        return new Condition.Not(present);
      }
      default -> {}
    }
    Condition holds = compared(conditions, filter);
    return filter.orUnset()
        ? new Condition.Any(List.of(holds, new Condition.Not(present)))
        : new Condition.All(List.of(present, holds));
  }

  private static Condition withoutValues(ListFilter.OfProperty filter) {
    Condition nobody = new Condition.Ids(Set.of());
    return switch (filter.operator()) {
      case "IS_UNKNOWN", "IS_BLANK" -> new Condition.Not(nobody);
      default -> filter.orUnset() ? new Condition.Not(nobody) : nobody;
    };
  }

  private Condition compared(Conditions conditions, ListFilter.OfProperty filter) {
    String name = filter.property();
    return switch (filter.operator()) {
      case "IS_EQUAL_TO" -> equal(conditions, filter);
      case "IS_NOT_EQUAL_TO" -> not(equal(conditions, filter));
      case "IS_ANY_OF" -> any(filter, value -> conditions.of(new Filter.Equal(name, value)));
      case "IS_NONE_OF" -> not(any(filter, value -> conditions.of(new Filter.Equal(name, value))));
      case "CONTAINS_ALL" -> every(conditions, filter);
      case "DOES_NOT_CONTAIN_ALL" -> not(every(conditions, filter));
      case "IS_EXACTLY" -> exactly(conditions, filter);
      case "IS_NOT_EXACTLY" -> not(exactly(conditions, filter));
      case "CONTAINS" -> any(filter, value -> conditions.wholeLike(name, "*" + value + "*"));
      case "DOES_NOT_CONTAIN" ->
          not(any(filter, value -> conditions.wholeLike(name, "*" + value + "*")));
      case "STARTS_WITH" -> any(filter, value -> conditions.wholeLike(name, value + "*"));
      case "DOES_NOT_START_WITH" ->
          not(any(filter, value -> conditions.wholeLike(name, value + "*")));
      case "ENDS_WITH" -> any(filter, value -> conditions.wholeLike(name, "*" + value));
      case "DOES_NOT_END_WITH" ->
          not(any(filter, value -> conditions.wholeLike(name, "*" + value)));
      case "IS_GREATER_THAN" -> one(conditions, filter, Comparison.GREATER);
      case "IS_GREATER_THAN_OR_EQUAL_TO" -> one(conditions, filter, Comparison.GREATER_OR_EQUAL);
      case "IS_LESS_THAN" -> one(conditions, filter, Comparison.LESS);
      case "IS_LESS_THAN_OR_EQUAL_TO" -> one(conditions, filter, Comparison.LESS_OR_EQUAL);
      case "IS_BETWEEN" -> between(conditions, filter);
      case "IS_NOT_BETWEEN" -> not(between(conditions, filter));
      case "IS_BEFORE", "IS_BEFORE_DATE" ->
          conditions.of(new Filter.Compared(name, Comparison.LESS, value(filter, 0)));
      case "IS_AFTER", "IS_AFTER_DATE" -> after(conditions, filter);
      case "IS_LESS_THAN_X_DAYS_AGO" -> days(conditions, name, now - days(filter), now);
      case "IS_MORE_THAN_X_DAYS_AGO" -> days(conditions, name, Long.MIN_VALUE, now - days(filter));
      case "IS_LESS_THAN_X_DAYS_FROM_NOW" -> days(conditions, name, now, now + days(filter));
      case "IS_MORE_THAN_X_DAYS_FROM_NOW" ->
          days(conditions, name, now + days(filter), Long.MAX_VALUE);
      default -> throw invalid("The operator " + filter.operator() + " is not supported");
    };
  }

  private static Condition not(Condition condition) {
    return new Condition.Not(condition);
  }

  private static Condition any(ListFilter.OfProperty filter, Function<String, Condition> each) {
    return new Condition.Any(filter.values().stream().map(each).toList());
  }

  private static Condition every(Conditions conditions, ListFilter.OfProperty filter) {
    return new Condition.All(
        filter.values().stream()
            .map(value -> conditions.of(new Filter.Equal(filter.property(), value)))
            .toList());
  }

  /// All the values and none of the other options.
  private static Condition exactly(Conditions conditions, ListFilter.OfProperty filter) {
    List<String> others =
        conditions
            .catalogue()
            .properties()
            .find(conditions.type(), filter.property().toLowerCase(Locale.ROOT))
            .map(PropertyDefinition::options)
            .orElse(List.of())
            .stream()
            .map(PropertyDefinition.Option::value)
            .filter(value -> !filter.values().contains(value))
            .toList();
    Condition all = every(conditions, filter);
    return others.isEmpty()
        ? all
        : new Condition.All(
            List.of(all, not(conditions.of(new Filter.In(filter.property(), others)))));
  }

  /// A date is equal to every moment of its day.
  private static Condition equal(Conditions conditions, ListFilter.OfProperty filter) {
    if (filter.operation() != Operation.DATE) {
      return any(filter, value -> conditions.of(new Filter.Equal(filter.property(), value)));
    }
    String day = value(filter, 0);
    return new Condition.All(
        List.of(
            conditions.of(new Filter.Compared(filter.property(), Comparison.GREATER_OR_EQUAL, day)),
            conditions.of(new Filter.Compared(filter.property(), Comparison.LESS, nextDay(day)))));
  }

  private static Condition after(Conditions conditions, ListFilter.OfProperty filter) {
    String moment = value(filter, 0);
    return filter.operation() == Operation.DATE
        ? conditions.of(
            new Filter.Compared(filter.property(), Comparison.GREATER_OR_EQUAL, nextDay(moment)))
        : conditions.of(new Filter.Compared(filter.property(), Comparison.GREATER, moment));
  }

  private static String nextDay(String day) {
    try {
      return LocalDate.parse(day).plusDays(1).toString();
    } catch (DateTimeParseException e) {
      throw invalid("'" + day + "' is not a date");
    }
  }

  private static Condition one(
      Conditions conditions, ListFilter.OfProperty filter, Comparison comparison) {
    return conditions.of(new Filter.Compared(filter.property(), comparison, value(filter, 0)));
  }

  private static Condition between(Conditions conditions, ListFilter.OfProperty filter) {
    return conditions.of(new Filter.Between(filter.property(), value(filter, 0), value(filter, 1)));
  }

  private static Condition days(Conditions conditions, String name, long from, long to) {
    if (from == Long.MIN_VALUE) {
      return conditions.of(new Filter.Compared(name, Comparison.LESS, Long.toString(to)));
    }
    return to == Long.MAX_VALUE
        ? conditions.of(new Filter.Compared(name, Comparison.GREATER, Long.toString(from)))
        : conditions.of(new Filter.Between(name, Long.toString(from), Long.toString(to)));
  }

  private static long days(ListFilter.OfProperty filter) {
    try {
      return Math.clamp(Long.parseLong(value(filter, 0)), 0, 1_000_000) * DAY;
    } catch (NumberFormatException e) {
      throw invalid("'" + value(filter, 0) + "' is not a number of days");
    }
  }

  private static String value(ListFilter.OfProperty filter, int index) {
    if (filter.values().size() <= index) {
      throw invalid(filter.operator() + " needs a value");
    }
    return filter.values().get(index);
  }

  private static CrmException invalid(String reason) {
    return new CrmException(new Problem.InvalidList(reason));
  }
}
