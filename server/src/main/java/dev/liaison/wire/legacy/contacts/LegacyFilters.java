package dev.liaison.wire.legacy.contacts;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.list.ListFilter;
import dev.liaison.crm.list.ListFilter.Operation;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The filters of contact lists v1: an outer list that is joined by OR, inner ones that are joined
/// by AND (legacy-api.md section 7). Immutable.
record LegacyFilters(Catalogue catalogue) {

  private static final String FAMILY = "PropertyValue";

  /// HubSpot's words here, and those of the filters of today.
  private static final Map<String, String> COMPARED =
      Map.of(
          "EQ", "IS_EQUAL_TO",
          "NEQ", "IS_NOT_EQUAL_TO",
          "GT", "IS_GREATER_THAN",
          "GTE", "IS_GREATER_THAN_OR_EQUAL_TO",
          "LT", "IS_LESS_THAN",
          "LTE", "IS_LESS_THAN_OR_EQUAL_TO");

  private static final Map<String, String> OF_TEXT =
      Map.of(
          "CONTAINS", "CONTAINS",
          "NOT_CONTAINS", "DOES_NOT_CONTAIN",
          "STARTS_WITH", "STARTS_WITH",
          "ENDS_WITH", "ENDS_WITH");

  private static final Map<String, String> OF_WORDS =
      Map.of("SET_ANY", "IS_ANY_OF", "SET_NOT_ANY", "IS_NONE_OF", "SET_ALL", "CONTAINS_ALL");

  private static final Map<String, String> OF_ALL =
      Map.of("HAS_PROPERTY", "IS_KNOWN", "NOT_HAS_PROPERTY", "IS_UNKNOWN");

  private static final List<Map<String, String>> WORDS =
      List.of(COMPARED, OF_TEXT, OF_WORDS, OF_ALL);

  /// The filters in a body; empty when it has none.
  Optional<ListFilter> read(Fields body) {
    List<List<Fields>> groups = body.objectLists("filters");
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<ListFilter>();
    for (List<Fields> group : groups) {
      parts.add(new ListFilter.All(group.stream().map(this::filter).toList()));
    }
    return Optional.of(new ListFilter.Any(parts));
  }

  private ListFilter filter(Fields filter) {
    filter.require("property", "operator");
    if (!filter.text("filterFamily").orElse(FAMILY).equals(FAMILY)) {
      throw invalid(filter, "filterFamily");
    }
    String operator = filter.text("operator").orElseThrow();
    String modern =
        WORDS.stream()
            .map(words -> Optional.ofNullable(words.get(operator)))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> invalid(filter, "operator"));
    String property = filter.text("property").orElseThrow();
    if (OF_ALL.containsKey(operator)) {
      return new ListFilter.OfProperty(property, Operation.ALL_PROPERTY, modern, List.of(), false);
    }
    filter.require("value");
    String value = filter.text("value").orElseThrow();
    boolean negated = operator.equals("NEQ") || operator.contains("NOT_");
    return OF_WORDS.containsKey(operator)
        ? new ListFilter.OfProperty(
            property, Operation.ENUMERATION, modern, List.of(value.split(";")), negated)
        : new ListFilter.OfProperty(
            property, operation(property, value, filter), modern, List.of(value), negated);
  }

  private Operation operation(String property, String value, Fields filter) {
    String type =
        catalogue
            .properties()
            .find(CONTACT, property.toLowerCase(Locale.ROOT))
            .map(PropertyDefinition::type)
            .orElse("string");
    boolean number = value.matches("-?\\d{1,300}(\\.\\d{1,300})?");
    return switch (type) {
      case "number", "date", "datetime" -> {
        if (!number) {
          throw invalid(filter, "value");
        }
        yield type.equals("number") ? Operation.NUMBER : Operation.DATETIME;
      }
      case "bool" -> Operation.BOOL;
      case "enumeration" -> Operation.MULTISTRING;
      default -> Operation.STRING;
    };
  }

  private static RefusalException invalid(Fields filter, String name) {
    return new RefusalException(
        new Refusal.InvalidValue(
            filter.path(name), "'" + filter.text(name).orElse("") + "' is not a valid " + name));
  }

  /// Writes what this form can say of a filter; of a filter made elsewhere that may be nothing.
  void write(JsonGenerator json, Optional<ListFilter> filter) {
    json.writeArrayPropertyStart("filters");
    for (List<ListFilter.OfProperty> group : groups(filter)) {
      json.writeStartArray();
      group.forEach(each -> write(json, each));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, ListFilter.OfProperty filter) {
    json.writeStartObject();
    json.writeStringProperty("property", filter.property());
    json.writeStringProperty("operator", word(filter).orElseThrow());
    if (!filter.values().isEmpty()) {
      json.writeStringProperty("value", String.join(";", filter.values()));
    }
    json.writeStringProperty(
        "type",
        catalogue
            .properties()
            .find(CONTACT, filter.property().toLowerCase(Locale.ROOT))
            .map(PropertyDefinition::type)
            .orElse("string"));
    json.writeStringProperty("filterFamily", FAMILY);
    json.writeStringProperty("withinTimeMode", "PAST");
    json.writeEndObject();
  }

  private static List<List<ListFilter.OfProperty>> groups(Optional<ListFilter> filter) {
    if (filter.isEmpty() || !(filter.get() instanceof ListFilter.Any(var parts))) {
      return List.of();
    }
    var groups = new ArrayList<List<ListFilter.OfProperty>>();
    for (ListFilter part : parts) {
      if (!(part instanceof ListFilter.All(var filters))) {
        return List.of();
      }
      var group = new ArrayList<ListFilter.OfProperty>();
      for (ListFilter each : filters) {
        if (!(each instanceof ListFilter.OfProperty of) || word(of).isEmpty()) {
          return List.of();
        }
        group.add(of);
      }
      groups.add(group);
    }
    return groups;
  }

  private static Optional<String> word(ListFilter.OfProperty filter) {
    return WORDS.stream()
        .flatMap(words -> words.entrySet().stream())
        .filter(entry -> entry.getValue().equals(filter.operator()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
