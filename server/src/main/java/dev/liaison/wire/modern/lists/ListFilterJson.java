package dev.liaison.wire.modern.lists;

import dev.liaison.crm.list.ListFilter;
import dev.liaison.crm.list.ListFilter.Operation;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.AssociationSpecs;
import dev.liaison.wire.modern.RecordIds;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Reads and writes the filter tree of a list (modern-api.md 3.8). Immutable.
final class ListFilterJson {

  private final ObjectTypes types;

  ListFilterJson(ObjectTypes types) {
    this.types = types;
  }

  /// @throws RefusalException when it is none that this server knows
  ListFilter read(Fields branch) {
    branch.require("filterBranchType");
    String type = branch.text("filterBranchType").orElseThrow();
    var parts = new ArrayList<ListFilter>();
    branch.objects("filters").forEach(filter -> parts.add(filter(filter)));
    branch.objects("filterBranches").forEach(part -> parts.add(read(part)));
    return switch (type) {
      case "OR" -> new ListFilter.Any(parts);
      case "AND" -> new ListFilter.All(parts);
      case "NOT_ANY" -> new ListFilter.NotAny(parts);
      case "NOT_ALL" -> new ListFilter.NotAll(parts);
      case "ASSOCIATION" -> {
        branch.require("objectTypeId");
        yield new ListFilter.Linked(
            types.resolve(branch.text("objectTypeId").orElseThrow()).id(),
            AssociationSpecs.keys(List.of(branch), branch.path("associationTypeId")).getFirst(),
            parts);
      }
      default -> throw unsupported(branch, "filterBranchType", type);
    };
  }

  private static ListFilter filter(Fields filter) {
    filter.require("filterType");
    String type = filter.text("filterType").orElseThrow();
    return switch (type) {
      case "PROPERTY" -> ofProperty(filter);
      case "IN_LIST" -> {
        String operator = filter.text("operator").orElse("");
        if (!operator.equals("IN_LIST") && !operator.equals("NOT_IN_LIST")) {
          throw unsupported(filter, "operator", operator);
        }
        yield new ListFilter.InList(
            RecordIds.required(filter, "listId"), operator.equals("IN_LIST"));
      }
      default -> throw unsupported(filter, "filterType", type);
    };
  }

  private static ListFilter ofProperty(Fields filter) {
    filter.require("property", "operation");
    Fields operation = filter.object("operation").orElseThrow();
    operation.require("operationType", "operator");
    String word = operation.text("operationType").orElseThrow();
    for (Operation type : Operation.values()) {
      if (type.name().equals(word)) {
        return new ListFilter.OfProperty(
            filter.text("property").orElseThrow(),
            type,
            operation.text("operator").orElseThrow(),
            values(operation, type),
            operation.text("includeObjectsWithNoValueSet").orElse("false").equals("true"));
      }
    }
    throw unsupported(operation, "operationType", word);
  }

  private static List<String> values(Fields operation, Operation type) {
    return switch (type) {
      case ALL_PROPERTY -> List.of();
      case BOOL, STRING -> required(operation, "value");
      case ENUMERATION, MULTISTRING -> operation.texts("values");
      case NUMBER -> List.of(number(operation, "value"));
      case NUMBER_RANGED, RANGED_DATE ->
          List.of(number(operation, "lowerBound"), number(operation, "upperBound"));
      case DATETIME -> List.of(number(operation, "timestamp"));
      case DATE -> List.of(date(operation));
      case ROLLING_DATE_RANGE -> List.of(number(operation, "numberOfDays"));
    };
  }

  private static List<String> required(Fields operation, String name) {
    operation.require(name);
    return List.of(operation.text(name).orElseThrow());
  }

  private static String number(Fields operation, String name) {
    String text = required(operation, name).getFirst();
    if (!text.matches("-?\\d{1,300}(\\.\\d{1,300})?")) {
      throw new RefusalException(new Refusal.WrongType(operation.path(name), "a number"));
    }
    return text;
  }

  private static String date(Fields operation) {
    operation.require("year", "month", "day");
    String month = operation.text("month").orElseThrow().toUpperCase(Locale.ROOT);
    try {
      int number =
          month.matches("\\d{1,2}") ? Integer.parseInt(month) : Month.valueOf(month).getValue();
      return LocalDate.of(
              operation.number("year").orElseThrow().intValue(),
              number,
              operation.number("day").orElseThrow().intValue())
          .toString();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new RefusalException(
          new Refusal.InvalidValue(operation.path("month"), "This is no day of the calendar"));
    }
  }

  private static RefusalException unsupported(Fields fields, String name, String word) {
    return new RefusalException(
        new Refusal.InvalidValue(
            fields.path(name), "The " + name + " '" + word + "' is not supported"));
  }

  void write(JsonGenerator json, ListFilter filter) {
    switch (filter) {
      case ListFilter.Any any -> branch(json, "OR", any);
      case ListFilter.All all -> branch(json, "AND", all);
      case ListFilter.NotAny any -> branch(json, "NOT_ANY", any);
      case ListFilter.NotAll all -> branch(json, "NOT_ALL", all);
      case ListFilter.Linked linked -> branch(json, "ASSOCIATION", linked);
      case ListFilter.InList(long list, boolean member) -> {
        json.writeStartObject();
        json.writeStringProperty("filterType", "IN_LIST");
        json.writeStringProperty("operator", member ? "IN_LIST" : "NOT_IN_LIST");
        json.writeStringProperty("listId", Long.toString(list));
        json.writeEndObject();
      }
      case ListFilter.OfProperty of -> property(json, of);
    }
  }

  private void branch(JsonGenerator json, String type, ListFilter.Branch branch) {
    json.writeStartObject();
    json.writeStringProperty("filterBranchType", type);
    json.writeStringProperty("filterBranchOperator", type.equals("ASSOCIATION") ? "AND" : type);
    if (branch instanceof ListFilter.Linked linked) {
      json.writeStringProperty("objectTypeId", linked.type().toString());
      json.writeStringProperty("operator", "IN_LIST");
      json.writeStringProperty("associationCategory", linked.key().category().name());
      json.writeNumberProperty("associationTypeId", linked.key().typeId());
    }
    json.writeArrayPropertyStart("filterBranches");
    branch.parts().stream()
        .filter(ListFilter.Branch.class::isInstance)
        .forEach(part -> write(json, part));
    json.writeEndArray();
    json.writeArrayPropertyStart("filters");
    branch.parts().stream()
        .filter(part -> !(part instanceof ListFilter.Branch))
        .forEach(part -> write(json, part));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void property(JsonGenerator json, ListFilter.OfProperty filter) {
    json.writeStartObject();
    json.writeStringProperty("filterType", "PROPERTY");
    json.writeStringProperty("property", filter.property());
    json.writeObjectPropertyStart("operation");
    json.writeStringProperty("operationType", filter.operation().name());
    json.writeStringProperty("operator", filter.operator());
    json.writeBooleanProperty("includeObjectsWithNoValueSet", filter.orUnset());
    List<String> values = filter.values();
    switch (filter.operation()) {
      case ALL_PROPERTY -> {}
      case BOOL -> json.writeBooleanProperty("value", values.getFirst().equals("true"));
      case STRING -> json.writeStringProperty("value", values.getFirst());
      case ENUMERATION, MULTISTRING -> {
        json.writeArrayPropertyStart("values");
        values.forEach(json::writeString);
        json.writeEndArray();
      }
      case NUMBER -> number(json, "value", values.getFirst());
      case NUMBER_RANGED, RANGED_DATE -> {
        number(json, "lowerBound", values.getFirst());
        number(json, "upperBound", values.getLast());
      }
      case DATETIME -> number(json, "timestamp", values.getFirst());
      case DATE -> {
        LocalDate date = LocalDate.parse(values.getFirst());
        json.writeNumberProperty("year", date.getYear());
        json.writeStringProperty("month", date.getMonth().name());
        json.writeNumberProperty("day", date.getDayOfMonth());
      }
      case ROLLING_DATE_RANGE -> number(json, "numberOfDays", values.getFirst());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, String number) {
    json.writeNumberProperty(name, new BigDecimal(number));
  }
}
