package dev.liaison.wire.legacy.deals;

import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinitions;
import dev.liaison.http.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What the query parameters of deals v1 ask to see.
final class DealReadings {

  private static final String MODIFIED = "hs_lastmodifieddate";

  private static final Reading WHOLE = Reading.EVERYTHING.withAllAssociations(DealJson.LINKED);

  private DealReadings() {}

  private static Reading wholeWithVersions(PropertyDefinitions definitions) {
    var names = new ArrayList<String>();
    for (PropertyDefinition definition : definitions.of(ObjectTypes.DEAL)) {
      // The other derived ones have no earlier versions.
      if (!definition.calculated() || definition.name().equals(MODIFIED)) {
        names.add(definition.name());
      }
    }
    return WHOLE.withHistory(names);
  }

  /// A whole deal, with every version of its properties when `includePropertyVersions` is true.
  static Reading whole(Query query, PropertyDefinitions definitions) {
    return query.isTrue("includePropertyVersions") ? wholeWithVersions(definitions) : WHOLE;
  }

  /// The properties that the query names, none when it names none; associations on demand.
  static Reading asked(Query query) {
    List<String> history = query.all("propertiesWithHistory");
    Reading reading =
        query.isTrue("includeAllProperties")
            ? Reading.EVERYTHING
            : Reading.named(named(query, history));
    return associations(query, reading.withHistory(history));
  }

  /// All properties unless the query names some; associations on demand.
  static Reading full(Query query) {
    List<String> history = query.all("propertiesWithHistory");
    List<String> named = named(query, history);
    Reading reading = named.isEmpty() ? Reading.EVERYTHING : Reading.named(named);
    return associations(query, reading.withHistory(history));
  }

  /// The properties that an update touches: those written and the modified date.
  static List<String> touched(Collection<String> written) {
    var touched = new ArrayList<String>(written.size() + 1);
    written.forEach(name -> touched.add(name.toLowerCase(Locale.ROOT)));
    touched.add(MODIFIED);
    return touched;
  }

  private static List<String> named(Query query, List<String> history) {
    var named = new ArrayList<>(query.all("properties"));
    named.addAll(history);
    return named;
  }

  private static Reading associations(Query query, Reading reading) {
    return query.isTrue("includeAssociations")
        ? reading.withAllAssociations(DealJson.LINKED)
        : reading;
  }
}
