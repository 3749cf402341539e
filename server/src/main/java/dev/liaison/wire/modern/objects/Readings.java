package dev.liaison.wire.modern.objects;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.http.Query;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What requests ask to see of records: `properties`, `propertiesWithHistory` and `associations`
/// (modern-api.md section 5).
final class Readings {

  /// Of the properties shown by default, those that come also when others are named.
  private static final Set<String> ALWAYS =
      Set.of(
          "hs_object_id", "createdate", "hs_createdate", "lastmodifieddate", "hs_lastmodifieddate");

  private final Catalogue catalogue;

  Readings(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// @throws CrmException with [Problem.UnknownObjectType], [Problem.UnknownObjectTypeId] for the
  ///   words of `associations`
  Reading of(ObjectTypeId type, Query query) {
    if (query.parameters().isEmpty()) {
      return Reading.DEFAULTS;
    }
    Reading reading = of(type, words(query, "properties"), words(query, "propertiesWithHistory"));
    List<String> associations = words(query, "associations");
    if (associations.isEmpty()) {
      return reading;
    }
    Set<ObjectTypeId> linked = new LinkedHashSet<>();
    for (String word : associations) {
      linked.add(catalogue.types().resolve(word).id());
    }
    return reading.withAssociations(List.copyOf(linked));
  }

  Reading of(ObjectTypeId type, List<String> properties, List<String> history) {
    Reading reading = properties.isEmpty() ? Reading.DEFAULTS : named(type, properties);
    return history.isEmpty() ? reading : reading.withHistory(history);
  }

  private Reading named(ObjectTypeId type, List<String> properties) {
    List<String> names = new ArrayList<>(properties);
    for (PropertyDefinition shown : catalogue.properties().shownByDefault(type)) {
      if (ALWAYS.contains(shown.name())) {
        names.add(shown.name());
      }
    }
    return Reading.named(names);
  }

  /// The words of a parameter that is a comma list, repeated, or both.
  private static List<String> words(Query query, String name) {
    List<String> words = new ArrayList<>();
    for (String value : query.all(name)) {
      int start = 0;
      while (start <= value.length()) {
        int comma = value.indexOf(',', start);
        int end = comma < 0 ? value.length() : comma;
        String word = value.substring(start, end).strip();
        if (!word.isEmpty()) {
          words.add(word);
        }
        start = end + 1;
      }
    }
    return words;
  }
}
