package dev.liaison.crm.export;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.list.Memberships;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Times;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.search.Searches;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Records, one a row.
final class RecordTable implements ExportTable {

  private static final int PAGE = 500;

  private final Catalogue catalogue;
  private final ExportRequest.OfRecords request;
  private final List<PropertyDefinition> columns;
  private final Pages pages;

  /// The records, part by part.
  private interface Pages {
    Page<RecordView> next(Reading reading);
  }

  private RecordTable(Catalogue catalogue, ExportRequest.OfRecords request, Pages pages) {
    this.catalogue = catalogue;
    this.request = request;
    this.pages = pages;
    this.columns =
        request.properties().stream()
            .flatMap(name -> definition(catalogue, request.type(), name).stream())
            .toList();
  }

  /// @param request its properties are known to exist
  static RecordTable of(Crm crm, Caller caller, ExportRequest.OfRecords request) {
    return new RecordTable(crm.catalogue(caller), request, pages(crm, caller, request));
  }

  private static Pages pages(Crm crm, Caller caller, ExportRequest.OfRecords request) {
    if (request.list().isPresent()) {
      return members(crm, caller, request.type(), request.list().get());
    }
    return request
        .view()
        .map(view -> found(crm, caller, request.type(), view))
        .orElseGet(() -> all(crm, caller, request.type()));
  }

  private static Pages all(Crm crm, Caller caller, ObjectTypeId type) {
    var after = new AtomicLong();
    return reading -> {
      Page<RecordView> page = crm.records().list(caller, type, false, after.get(), PAGE, reading);
      if (!page.items().isEmpty()) {
        after.set(page.items().getLast().id());
      }
      return page;
    };
  }

  private static Pages found(Crm crm, Caller caller, ObjectTypeId type, Search view) {
    var offset = new AtomicInteger();
    return reading -> {
      int start = offset.getAndAdd(PAGE);
      var part = new Search(view.groups(), view.query(), view.sort(), start, PAGE);
      Searches.Found found = crm.searches().search(caller, type, part, reading);
      return new Page<>(found.items(), start + PAGE < found.total());
    };
  }

  private static Pages members(Crm crm, Caller caller, ObjectTypeId type, long list) {
    var after = new AtomicLong();
    return reading -> {
      var from = new Memberships.From.After(after.get());
      Memberships.MemberPage page = crm.memberships().page(caller, list, from, PAGE);
      List<ObjectRef> refs =
          page.members().stream().map(one -> new ObjectRef(type, one.id())).toList();
      if (!refs.isEmpty()) {
        after.set(refs.getLast().id());
      }
      return new Page<>(crm.records().live(caller, refs, reading), page.hasMore());
    };
  }

  static Optional<PropertyDefinition> definition(
      Catalogue catalogue, ObjectTypeId type, String name) {
    return catalogue.properties().find(type, name.toLowerCase(Locale.ROOT));
  }

  private Reading reading() {
    Reading reading = Reading.named(columns.stream().map(PropertyDefinition::name).toList());
    return request
        .associated()
        .map(type -> reading.withAllAssociations(List.of(type)))
        .orElse(reading);
  }

  @Override
  public List<String> head() {
    var head = new ArrayList<String>(columns.size() + 2);
    head.add(request.internalNames() ? "hs_object_id" : "Record ID");
    columns.forEach(column -> head.add(request.internalNames() ? column.name() : column.label()));
    request
        .associated()
        .ifPresent(type -> head.add("Associated " + catalogue.types().byId(type).label() + " IDs"));
    return head;
  }

  @Override
  public Page<List<String>> next() {
    Page<RecordView> page = pages.next(reading());
    return new Page<>(page.items().stream().map(this::row).toList(), page.hasMore());
  }

  private List<String> row(RecordView view) {
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
