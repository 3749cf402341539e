package dev.liaison.crm.search;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Viewer;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import dev.liaison.crm.property.PropertyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes what an index keeps of records: all values that a read shows, and those of archived
/// properties, which may come back.
final class IndexedValues {

  private static final int USUAL_VALUES = 24;

  private final Catalogue catalogue;
  private final Viewer viewer;
  private final Map<ObjectTypeId, Map<String, Optional<IndexedField>>> fields = new HashMap<>();

  IndexedValues(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.viewer = new Viewer(catalogue);
  }

  /// Gives the records as they are now, or tells that they are not live.
  void give(Snapshot snapshot, Set<ObjectRef> refs, IndexFeed.Sink sink) {
    if (refs.isEmpty()) {
      return;
    }
    List<CrmRecord> live = snapshot.getAll(refs);
    var gone = new LinkedHashSet<>(refs);
    live.forEach(record -> gone.remove(record.ref()));
    gone.forEach(sink::remove);
    put(snapshot, live, sink);
  }

  void put(Snapshot snapshot, List<CrmRecord> live, IndexFeed.Sink sink) {
    Map<ObjectRef, List<Link>> links =
        snapshot.associationsOfEach(live.stream().map(CrmRecord::ref).toList());
    for (CrmRecord record : live) {
      sink.put(record(record, links.getOrDefault(record.ref(), List.of())));
    }
  }

  private IndexedRecord record(CrmRecord record, List<Link> links) {
    ObjectTypeId type = record.ref().type();
    Map<String, Optional<IndexedField>> known = fields.computeIfAbsent(type, _ -> new HashMap<>());
    var values = new ArrayList<IndexedValue>(USUAL_VALUES);
    viewer.eachValue(
        record,
        links,
        (name, value) -> {
          if (!value.value().isEmpty()) {
            Optional<IndexedField> field = known.get(name);
            if (field == null) {
              field = field(type, name);
              known.put(name, field);
            }
            if (field.isPresent()) {
              add(field.get(), value.value(), values);
            }
          }
        });
    return new IndexedRecord(record.ref(), record.createdAt(), values);
  }

  private Optional<IndexedField> field(ObjectTypeId type, String name) {
    PropertyDefinition archived = catalogue.properties().archived(type).get(name);
    return catalogue
        .properties()
        .find(type, name)
        .or(() -> Optional.ofNullable(archived))
        .map(IndexedField::of);
  }

  private static void add(IndexedField field, String value, List<IndexedValue> values) {
    switch (field.kind()) {
      case TEXT -> {
        String folded = SearchWords.folded(value);
        values.add(new IndexedValue.Text(field, folded, SearchWords.tokens(folded)));
      }
      case WORDS -> {
        List<String> words = List.copyOf(PropertyValue.words(value));
        if (!words.isEmpty()) {
          values.add(new IndexedValue.Words(field, words));
        }
      }
      case NUMBER -> {
        // Empty for a value from before the property was a number.
        var number = PropertyRules.readNumber(value);
        if (number.isPresent()) {
          values.add(new IndexedValue.Numeric(field, number.getAsDouble()));
        }
      }
    }
  }
}
