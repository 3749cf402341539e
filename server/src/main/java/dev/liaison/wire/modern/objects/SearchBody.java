package dev.liaison.wire.modern.objects;

import dev.liaison.crm.search.Filter;
import dev.liaison.crm.search.Filter.Comparison;
import dev.liaison.crm.search.FilterGroup;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.search.Sort;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.RecordIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads `PublicObjectSearchRequest` and holds its limits (modern-api.md section 6).
public final class SearchBody {

  private static final int PAGE = 10;
  private static final int MAX_PAGE = 200;
  private static final int MAX_GROUPS = 5;
  private static final int MAX_FILTERS_OF_GROUP = 6;
  private static final int MAX_FILTERS = 18;
  private static final int MAX_CHARACTERS = 3_000;

  private SearchBody() {}

  /// @throws RefusalException with [Refusal.TooMany]
  static void requireShort(byte[] body) {
    if (body.length > MAX_CHARACTERS) {
      requireAtMost(
          "characters in a search",
          MAX_CHARACTERS,
          new String(body, StandardCharsets.UTF_8).length());
    }
  }

  public static Search read(Fields body) {
    int offset = offset(body);
    int limit = limit(body);
    if (offset + limit > Search.REACH) {
      throw invalid(
          "after",
          "A search reaches its first " + Search.REACH + " results only, not " + (offset + limit));
    }
    return new Search(groups(body), body.text("query").orElse(""), sort(body), offset, limit);
  }

  private static List<FilterGroup> groups(Fields body) {
    var groups = new ArrayList<FilterGroup>();
    for (Fields group : body.objects("filterGroups")) {
      group.require("filters");
      groups.add(group(group));
    }
    // Its short form for one group.
    if (!body.objects("filters").isEmpty()) {
      groups.add(group(body));
    }
    requireAtMost("filter groups", MAX_GROUPS, groups.size());
    requireAtMost(
        "filters", MAX_FILTERS, groups.stream().mapToInt(group -> group.filters().size()).sum());
    return groups;
  }

  private static FilterGroup group(Fields group) {
    List<Fields> filters = group.objects("filters");
    requireAtMost("filters in a group", MAX_FILTERS_OF_GROUP, filters.size());
    return new FilterGroup(filters.stream().map(SearchBody::filter).toList());
  }

  private static Filter filter(Fields filter) {
    filter.require("propertyName", "operator");
    String property = filter.text("propertyName").orElseThrow();
    String operator = filter.text("operator").orElseThrow();
    return switch (operator) {
      case "EQ" -> new Filter.Equal(property, value(filter, "value"));
      case "NEQ" -> new Filter.NotEqual(property, value(filter, "value"));
      case "LT" -> compared(filter, property, Comparison.LESS);
      case "LTE" -> compared(filter, property, Comparison.LESS_OR_EQUAL);
      case "GT" -> compared(filter, property, Comparison.GREATER);
      case "GTE" -> compared(filter, property, Comparison.GREATER_OR_EQUAL);
      case "BETWEEN" ->
          new Filter.Between(property, value(filter, "value"), value(filter, "highValue"));
      case "IN" -> new Filter.In(property, values(filter));
      case "NOT_IN" -> new Filter.NotIn(property, values(filter));
      case "HAS_PROPERTY" -> new Filter.Has(property);
      case "NOT_HAS_PROPERTY" -> new Filter.HasNot(property);
      case "CONTAINS_TOKEN" -> new Filter.ContainsToken(property, value(filter, "value"));
      case "NOT_CONTAINS_TOKEN" -> new Filter.NotContainsToken(property, value(filter, "value"));
      default ->
          throw invalid(filter.path("operator"), "'" + operator + "' is not one of " + OPERATORS);
    };
  }

  private static final List<String> OPERATORS =
      Arrays.asList(
          ("EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY NOT_HAS_PROPERTY CONTAINS_TOKEN"
                  + " NOT_CONTAINS_TOKEN")
              .split(" "));

  private static Filter compared(Fields filter, String property, Comparison comparison) {
    return new Filter.Compared(property, comparison, value(filter, "value"));
  }

  private static String value(Fields filter, String name) {
    return filter
        .text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () ->
                invalid(
                    filter.path(name), filter.text("operator").orElseThrow() + " needs a " + name));
  }

  private static List<String> values(Fields filter) {
    List<String> values = filter.texts("values");
    if (values.isEmpty()) {
      throw invalid(filter.path("values"), filter.text("operator").orElseThrow() + " needs values");
    }
    return values;
  }

  /// Objects, or texts with a minus sign for descending; one rule only.
  private static Optional<Sort> sort(Fields body) {
    List<Sort> sorts = body.each("sorts", SearchBody::sortOf, SearchBody::sortOf);
    requireAtMost("sorts", 1, sorts.size());
    return sorts.stream().findFirst();
  }

  private static Sort sortOf(String text) {
    return text.startsWith("-") ? new Sort(text.substring(1), true) : new Sort(text, false);
  }

  private static Sort sortOf(Fields sort, String direction) {
    return switch (direction) {
      case "ASCENDING" -> new Sort(sort.text("propertyName").orElseThrow(), false);
      case "DESCENDING" -> new Sort(sort.text("propertyName").orElseThrow(), true);
      default ->
          throw invalid(
              sort.path("direction"), "'" + direction + "' is not one of [ASCENDING, DESCENDING]");
    };
  }

  private static Sort sortOf(Fields sort) {
    sort.require("propertyName");
    return sortOf(sort, sort.text("direction").orElse("ASCENDING"));
  }

  private static int offset(Fields body) {
    Optional<String> text = body.text("after").filter(after -> !after.isEmpty());
    if (text.isEmpty()) {
      return 0;
    }
    long offset = RecordIds.parse(text.get()).orElse(-1);
    if (offset < 0 || offset > Search.REACH) {
      throw invalid(
          "after", "after must be a number from 0 to " + Search.REACH + ", not " + text.get());
    }
    return (int) offset;
  }

  private static int limit(Fields body) {
    long limit = body.number("limit").orElse((long) PAGE);
    if (limit < 0 || limit > MAX_PAGE) {
      throw invalid("limit", "limit must be a number from 0 to " + MAX_PAGE + ", not " + limit);
    }
    return (int) limit;
  }

  private static void requireAtMost(String what, int maximum, int given) {
    if (given > maximum) {
      throw new RefusalException(new Refusal.TooMany(what, maximum, given));
    }
  }

  private static RefusalException invalid(String place, String message) {
    return new RefusalException(new Refusal.InvalidValue(place, message));
  }
}
