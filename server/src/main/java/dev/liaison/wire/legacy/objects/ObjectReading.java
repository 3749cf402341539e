package dev.liaison.wire.legacy.objects;

import dev.liaison.crm.object.Reading;
import dev.liaison.http.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What a caller of CRM objects v1 wants to see.
///
/// @param historic the properties whose versions are wanted
record ObjectReading(Reading reading, List<String> historic) {

  /// Its versions count those of the record.
  static final String MODIFIED = "hs_lastmodifieddate";

  /// What comes without being asked for.
  private static final List<String> SYSTEM = List.of("hs_object_id", "createdate", MODIFIED);

  /// What the query names, and what comes without being asked for.
  static ObjectReading asked(Query query) {
    List<String> historic = query.all("propertiesWithHistory");
    var names = new ArrayList<>(SYSTEM);
    names.addAll(query.all("properties"));
    names.addAll(historic);
    return of(Reading.named(names), historic);
  }

  /// Everything.
  static ObjectReading whole() {
    return of(Reading.EVERYTHING, List.of());
  }

  /// Everything, with the versions of what an update wrote.
  static ObjectReading updated(Collection<String> written) {
    var historic = new ArrayList<String>(written.size() + 1);
    written.forEach(name -> historic.add(name.toLowerCase(Locale.ROOT)));
    historic.add(MODIFIED);
    return of(Reading.EVERYTHING, historic);
  }

  private static ObjectReading of(Reading reading, List<String> historic) {
    var histories = new ArrayList<>(historic);
    histories.add(MODIFIED);
    return new ObjectReading(reading.withHistory(histories), historic);
  }
}
