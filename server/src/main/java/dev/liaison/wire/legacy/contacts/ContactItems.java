package dev.liaison.wire.legacy.contacts;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// Contacts among others, in pages of lists and searches (legacy-api.md section 6).
final class ContactItems {

  private static final String MODIFIED = "lastmodifieddate";

  private static final List<String> USUAL = List.of("firstname", "lastname", "company", MODIFIED);

  private ContactItems() {}

  /// The properties asked for and the modified date, or the usual ones.
  static Reading reading(Query query) {
    List<String> names = new ArrayList<>(query.all("property"));
    if (names.isEmpty()) {
      names.addAll(USUAL);
    } else if (!names.contains(MODIFIED)) {
      names.add(MODIFIED);
    }
    Reading reading = Reading.named(names);
    return mode(query) == PropertyMode.VALUE_AND_HISTORY ? reading.withHistory() : reading;
  }

  /// @param addedAt since when it is on the list; empty for what is no list
  static void write(
      JsonGenerator json, Crm crm, Request request, RecordView view, OptionalLong addedAt) {
    Caller caller = request.caller();
    new FullContact(
            caller.portal(),
            view.id(),
            view,
            crm.records().merges(caller, view.record()),
            List.of(),
            mode(request.query()),
            ContactIdentities.origin(request),
            false)
        .writeItem(json, addedAt);
  }

  private static PropertyMode mode(Query query) {
    return PropertyMode.of(query, PropertyMode.VALUE_ONLY);
  }
}
