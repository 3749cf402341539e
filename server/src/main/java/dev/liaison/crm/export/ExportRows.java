package dev.liaison.crm.export;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Times;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What stands in the rows of an export.
final class ExportRows {

  private final Catalogue catalogue;
  private final ExportRequest request;
  private final List<PropertyDefinition> columns;

  /// @param request its properties are known to exist
  ExportRows(Catalogue catalogue, ExportRequest request) {
    this.catalogue = catalogue;
    this.request = request;
    this.columns =
        request.properties().stream()
            .flatMap(name -> definition(catalogue, request.type(), name).stream())
            .toList();
  }

  static Optional<PropertyDefinition> definition(
      Catalogue catalogue, ObjectTypeId type, String name) {
    return catalogue.properties().find(type, name.toLowerCase(Locale.ROOT));
  }

  Reading reading() {
    Reading reading = Reading.named(columns.stream().map(PropertyDefinition::name).toList());
    return request
        .associated()
        .map(type -> reading.withAllAssociations(List.of(type)))
        .orElse(reading);
  }

  List<String> head() {
    var head = new ArrayList<String>(columns.size() + 2);
    head.add(request.internalNames() ? "hs_object_id" : "Record ID");
    columns.forEach(column -> head.add(request.internalNames() ? column.name() : column.label()));
    request
        .associated()
        .ifPresent(type -> head.add("Associated " + catalogue.types().byId(type).label() + " IDs"));
    return head;
  }

  List<String> row(RecordView view) {
    var row = new ArrayList<String>(columns.size() + 2);
    row.add(Long.toString(view.id()));
    for (PropertyDefinition column : columns) {
      PropertyValue value = view.properties().get(column.name());
      row.add(value == null || value.value().isEmpty() ? "" : text(column, value.value()));
    }
    request.associated().ifPresent(type -> row.add(linked(view, type)));
    return row;
  }

  private static String linked(RecordView view, ObjectTypeId type) {
    var page = view.associations().get(type);
    return page == null
        ? ""
        : page.items().stream()
            .map(Link::to)
            .map(to -> Long.toString(to.id()))
            .collect(Collectors.joining(";"));
  }

  private String text(PropertyDefinition column, String value) {
    return switch (column.type()) {
      case "datetime" -> dateTime(Times.isoDateTime(Long.parseLong(value)));
      case "date" -> Times.isoDate(Long.parseLong(value));
      case "enumeration", "bool" -> request.internalValues() ? value : labels(column, value);
      default -> value;
    };
  }

  /// `2026-03-10 09:12` for people.
  private String dateTime(String iso) {
    return request.internalValues() ? iso : iso.substring(0, 10) + " " + iso.substring(11, 16);
  }

  private static String labels(PropertyDefinition column, String value) {
    var labels = new LinkedHashSet<String>();
    for (String word : PropertyValue.words(value)) {
      labels.add(
          column.options().stream()
              .filter(option -> option.value().equals(word))
              .map(PropertyDefinition.Option::label)
              .findFirst()
              .orElse(word));
    }
    return String.join(";", labels);
  }
}
