package dev.liaison.crm.object;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Page;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Makes views of stored records.
public final class Viewer {

  /// Calculated for a record that was not given them.
  private static final List<String> FALLBACKS = List.of("createdate", "associatedcompanyid");

  private final Catalogue catalogue;
  private final CalculatedProperties calculated;

  public Viewer(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.calculated = new CalculatedProperties(catalogue);
  }

  RecordView view(Snapshot snapshot, CrmRecord record, Reading reading) {
    Map<String, @Nullable PropertyValue> properties =
        switch (reading.selection()) {
          case Reading.Selection.All() -> everything(snapshot, record);
          case Reading.Selection.Defaults() -> defaults(snapshot, record);
          case Reading.Selection.Named(List<String> names) -> named(snapshot, record, names);
        };
    return new RecordView(
        record,
        properties,
        switch (reading.history()) {
          case Reading.History.None() -> Map.of();
          case Reading.History.Shown() -> shown(snapshot, record, properties);
          case Reading.History.Named(List<String> names) -> history(snapshot, record, names);
        },
        reading.associations().isEmpty()
            ? Map.of()
            : associations(snapshot, record.ref(), reading));
  }

  List<RecordView> views(Snapshot snapshot, List<CrmRecord> records, Reading reading) {
    return records.stream().map(record -> view(snapshot, record, reading)).toList();
  }

  Page<RecordView> page(Snapshot snapshot, Page<CrmRecord> page, Reading reading) {
    return new Page<>(views(snapshot, page.items(), reading), page.hasMore());
  }

  /// The value of one property, stored or calculated; null where it has none.
  @Nullable PropertyValue value(Snapshot snapshot, CrmRecord record, String name) {
    PropertyValue stored = record.properties().get(name);
    return stored != null
        ? stored
        : calculated.of(LinkSource.of(snapshot, record.ref()), record, name);
  }

  /// Gives every value of a record once, stored or calculated, those of archived properties among
  /// them.
  ///
  /// @param links all that the record has
  public void eachValue(
      CrmRecord record, List<Link> links, BiConsumer<String, PropertyValue> taker) {
    eachValue(LinkSource.of(links), record, taker);
  }

  private Map<String, @Nullable PropertyValue> everything(Snapshot snapshot, CrmRecord record) {
    var properties = new LinkedHashMap<String, @Nullable PropertyValue>();
    eachValue(LinkSource.of(snapshot, record.ref()), record, properties::put);
    properties.keySet().removeAll(catalogue.properties().archived(record.ref().type()).keySet());
    return properties;
  }

  private void eachValue(
      LinkSource links, CrmRecord record, BiConsumer<String, PropertyValue> taker) {
    ObjectTypeId type = record.ref().type();
    Map<String, PropertyValue> stored = record.properties();
    for (var entry : stored.entrySet()) {
      PropertyValue derived =
          catalogue.properties().isCalculated(type, entry.getKey())
              ? calculated.of(links, record, entry.getKey())
              : null;
      taker.accept(entry.getKey(), derived == null ? entry.getValue() : derived);
    }
    for (PropertyDefinition definition : catalogue.properties().calculated(type)) {
      giveDerived(links, record, definition.name(), taker);
    }
    for (String fallback : FALLBACKS) {
      if (catalogue.properties().find(type, fallback).isPresent()
          && !catalogue.properties().isCalculated(type, fallback)) {
        giveDerived(links, record, fallback, taker);
      }
    }
  }

  private void giveDerived(
      LinkSource links, CrmRecord record, String name, BiConsumer<String, PropertyValue> taker) {
    if (!record.properties().containsKey(name)) {
      PropertyValue value = calculated.of(links, record, name);
      if (value != null) {
        taker.accept(name, value);
      }
    }
  }

  private Map<String, @Nullable PropertyValue> defaults(Snapshot snapshot, CrmRecord record) {
    List<PropertyDefinition> shown = catalogue.properties().shownByDefault(record.ref().type());
    var properties = new LinkedHashMap<String, @Nullable PropertyValue>(shown.size() * 2);
    for (PropertyDefinition definition : shown) {
      properties.put(definition.name(), value(snapshot, record, definition.name()));
    }
    return properties;
  }

  private Map<String, @Nullable PropertyValue> named(
      Snapshot snapshot, CrmRecord record, List<String> names) {
    var properties = new LinkedHashMap<String, @Nullable PropertyValue>();
    for (String name : names) {
      known(record, name).ifPresent(key -> properties.put(key, value(snapshot, record, key)));
    }
    return properties;
  }

  private Optional<String> known(CrmRecord record, String name) {
    return catalogue
        .properties()
        .find(record.ref().type(), name.toLowerCase(Locale.ROOT))
        .map(PropertyDefinition::name);
  }

  private Map<String, List<PropertyValue>> history(
      Snapshot snapshot, CrmRecord record, List<String> names) {
    var history = new LinkedHashMap<String, List<PropertyValue>>();
    for (String name : names) {
      known(record, name).ifPresent(key -> history.put(key, versions(snapshot, record, key)));
    }
    return history;
  }

  private Map<String, List<PropertyValue>> shown(
      Snapshot snapshot, CrmRecord record, Map<String, @Nullable PropertyValue> properties) {
    Map<String, List<PropertyValue>> history = LinkedHashMap.newLinkedHashMap(properties.size());
    properties.forEach(
        (name, value) -> {
          if (value != null) {
            history.put(name, versions(snapshot, record, name));
          }
        });
    return history;
  }

  private List<PropertyValue> versions(Snapshot snapshot, CrmRecord record, String name) {
    if (name.equals("hs_lastmodifieddate") || name.equals("lastmodifieddate")) {
      return modifications(snapshot, record);
    }
    PropertyValue stored = record.properties().get(name);
    if (stored == null) {
      // What was never stored has no earlier versions.
      PropertyValue derived = calculated.of(LinkSource.of(snapshot, record.ref()), record, name);
      return derived == null ? List.of() : List.of(derived);
    }
    List<PropertyValue> earlier = snapshot.history(record.ref(), name);
    var versions = new ArrayList<PropertyValue>(earlier.size() + 1);
    versions.add(stored);
    versions.addAll(earlier);
    return versions;
  }

  /// The modified date is derived, and so are its versions: the distinct times at which a property
  /// was written, and the newest change.
  private List<PropertyValue> modifications(Snapshot snapshot, CrmRecord record) {
    var times = new TreeSet<Long>(Comparator.reverseOrder());
    times.add(record.updatedAt());
    times.add(record.createdAt());
    record
        .properties()
        .forEach(
            (name, value) -> {
              times.add(value.stamp().at());
              snapshot
                  .history(record.ref(), name)
                  .forEach(earlier -> times.add(earlier.stamp().at()));
            });
    return times.stream()
        .map(at -> new PropertyValue(Long.toString(at), new Stamp(at, "CALCULATED", null, null)))
        .toList();
  }

  private static Map<ObjectTypeId, Page<Link>> associations(
      Snapshot snapshot, ObjectRef ref, Reading reading) {
    var associations = new LinkedHashMap<ObjectTypeId, Page<Link>>();
    for (ObjectTypeId type : reading.associations()) {
      List<Link> links = snapshot.associations(ref, type, 0, reading.maxLinks() + 1);
      associations.put(type, Page.of(links, reading.maxLinks()));
    }
    return associations;
  }
}
