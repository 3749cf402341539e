package dev.liaison.crm.object;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the records that keys lead to.
final class RecordFinder {

  private final Catalogue catalogue;

  RecordFinder(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// The records that ids lead to without a detour.
  static Map<RecordKey, CrmRecord> live(
      Snapshot snapshot, ObjectTypeId type, List<RecordKey> keys) {
    var refs = new ArrayList<ObjectRef>(keys.size());
    for (RecordKey key : keys) {
      if (key instanceof RecordKey.ById(long id)) {
        refs.add(new ObjectRef(type, id));
      }
    }
    var live = new HashMap<RecordKey, CrmRecord>(refs.size() * 2);
    for (CrmRecord record : snapshot.getAll(refs)) {
      live.put(new RecordKey.ById(record.ref().id()), record);
    }
    return live;
  }

  CrmRecord require(Snapshot snapshot, ObjectTypeId type, RecordKey key) {
    return find(snapshot, type, key).orElseThrow(() -> new CrmException(notFound(type, key)));
  }

  Optional<CrmRecord> find(Snapshot snapshot, ObjectTypeId type, RecordKey key) {
    return switch (key) {
      case RecordKey.ById(long id) -> {
        var ref = new ObjectRef(type, id);
        Optional<CrmRecord> live = snapshot.get(ref);
        yield live.isPresent() ? live : Associations.resolve(snapshot, ref).flatMap(snapshot::get);
      }
      case RecordKey.ByUnique(String property, String value) -> {
        OptionalLong id = idBy(snapshot, type, property, value);
        yield id.isPresent() ? snapshot.get(new ObjectRef(type, id.getAsLong())) : Optional.empty();
      }
    };
  }

  private OptionalLong idBy(Snapshot snapshot, ObjectTypeId type, String property, String value) {
    if (property.equals("hs_object_id")) {
      return id(value);
    }
    PropertyDefinition definition = requireIdProperty(type, property);
    return snapshot.findUnique(
        type, definition.name(), PropertyRules.uniqueForm(definition, value));
  }

  private static OptionalLong id(String value) {
    boolean digits = !value.isEmpty() && value.length() <= 16;
    for (int i = 0; i < value.length() && digits; i++) {
      digits = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return digits ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
  }

  /// @throws CrmException with [Problem.NotAnIdProperty]
  private PropertyDefinition requireIdProperty(ObjectTypeId type, String property) {
    return catalogue
        .properties()
        .find(type, property.toLowerCase(Locale.ROOT))
        .filter(PropertyDefinition::unique)
        .orElseThrow(() -> new CrmException(new Problem.NotAnIdProperty(type, property)));
  }

  static Optional<CrmRecord> findArchived(Snapshot snapshot, ObjectTypeId type, RecordKey key) {
    return switch (key) {
      case RecordKey.ById(long id) -> snapshot.getArchived(new ObjectRef(type, id));
      case RecordKey.ByUnique ignored -> Optional.empty();
    };
  }

  static Problem notFound(ObjectTypeId type, RecordKey key) {
    return switch (key) {
      case RecordKey.ById(long id) -> new Problem.NotFound(new ObjectRef(type, id));
      case RecordKey.ByUnique(String property, String value) ->
          new Problem.NotFoundBy(type, property, value);
    };
  }
}
