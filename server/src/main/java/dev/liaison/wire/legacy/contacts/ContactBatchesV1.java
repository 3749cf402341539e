package dev.liaison.wire.legacy.contacts;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static java.util.stream.Collectors.toSet;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.list.Memberships.Joined;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyProperties;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Contacts v1: several contacts in one call (legacy-api.md section 6).
public final class ContactBatchesV1 {

  private static final int MAX_WRITES = 1_000;
  private static final int MAX_READS = 100;

  private static final Reading NOTHING = Reading.named(List.of());

  private final Crm crm;

  public ContactBatchesV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(CONTACT);
    List<Scope> reading = List.of(Scopes.read(type));
    List<Scope> writing = List.of(Scopes.write(type));
    ScopeRule read = _ -> reading;
    ScopeRule write = _ -> writing;
    String contact = "/contacts/v1/contact";
    String v3 = "POST /crm/v3/objects/contacts/batch/";
    return List.of(
        ContactsV1.AREA.route("POST", contact + "/batch", write, this::write, v3 + "upsert"),
        ContactsV1.AREA.route("GET", contact + "/vids/batch", read, this::byVid, v3 + "read"),
        ContactsV1.AREA.route("GET", contact + "/emails/batch", read, this::byEmail, v3 + "read"),
        ContactsV1.AREA.route("GET", contact + "/utks/batch", read, this::byToken, v3 + "read"));
  }

  /// Applied at once, all or nothing; upstream does it later, in the background.
  private Response write(Request request) {
    List<Fields> items = Fields.listOfBody(request.body());
    requireAtMost("contacts", MAX_WRITES, items.size());
    var updates = new ArrayList<Update>(items.size());
    for (Fields item : items) {
      item.require("properties");
      updates.add(new Update(key(item), LegacyProperties.of(item, "property")));
    }
    Caller caller = request.caller().through("BATCH_UPDATE", null);
    crm.changes().upsertAllOrNone(caller, CONTACT, updates, NOTHING);
    return Response.empty(202);
  }

  private static RecordKey key(Fields item) {
    return item.number("vid")
        .<RecordKey>map(RecordKey.ById::new)
        .or(() -> item.text("email").map(ContactBatchesV1::byEmail))
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.MissingFields(List.of(item.path("vid"), item.path("email")))));
  }

  private Response byVid(Request request) {
    return read(
        request,
        "vid",
        text ->
            new RecordKey.ById(
                LegacyIds.whole(text)
                    .orElseThrow(
                        () ->
                            new RefusalException(
                                new Refusal.InvalidValue(
                                    "vid", "'" + text + "' is not a valid vid")))));
  }

  private Response byEmail(Request request) {
    return read(request, "email", ContactBatchesV1::byEmail);
  }

  private static RecordKey byEmail(String email) {
    return new RecordKey.ByUnique("email", email);
  }

  /// Visitors are not followed, so that no contact has the token of one.
  private Response byToken(Request request) {
    return answer(request, List.of(), PropertyMode.VALUE_ONLY);
  }

  private Response read(Request request, String parameter, Function<String, RecordKey> key) {
    var sent = new LinkedHashSet<>(request.query().all(parameter));
    requireAtMost("contacts", MAX_READS, sent.size());
    PropertyMode mode = PropertyMode.of(request.query(), PropertyMode.VALUE_ONLY);
    List<String> names = request.query().all("property");
    Reading reading = names.isEmpty() ? Reading.EVERYTHING : Reading.named(names);
    Reading shown = mode == PropertyMode.VALUE_AND_HISTORY ? reading.withHistory() : reading;
    return answer(request, find(request, sent.stream().map(key).toList(), shown), mode);
  }

  /// Deleted ones too, where the query asks for those; they have no address any more to be found
  /// by.
  private List<RecordView> find(Request request, List<RecordKey> keys, Reading reading) {
    Caller caller = request.caller();
    Records.Found live = crm.records().readAll(caller, CONTACT, keys, false, reading);
    var found = new ArrayList<>(live.found());
    if (request.query().isTrue("includeDeletes") && !live.missing().isEmpty()) {
      found.addAll(crm.records().readAll(caller, CONTACT, live.missing(), true, reading).found());
    }
    return found;
  }

  /// The contacts by their vids.
  private Response answer(Request request, List<RecordView> found, PropertyMode mode) {
    Caller caller = request.caller();
    Map<Long, List<Joined>> lists =
        ContactsV1.showLists(request.query())
            ? crm.memberships()
                .of(caller, CONTACT, found.stream().map(RecordView::id).collect(toSet()))
            : Map.of();
    List<FullContact> contacts =
        found.stream()
            .map(
                view ->
                    new FullContact(
                        caller.portal(),
                        view.id(),
                        view,
                        crm.records().merges(caller, view.record()),
                        lists.getOrDefault(view.id(), List.of()),
                        mode,
                        ContactIdentities.origin(request),
                        false))
            .toList();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              for (FullContact contact : contacts) {
                json.writeName(Long.toString(contact.vid()));
                contact.write(json);
              }
              json.writeEndObject();
            }));
  }

  private static void requireAtMost(String what, int maximum, int given) {
    if (given > maximum) {
      throw new RefusalException(new Refusal.TooMany(what, maximum, given));
    }
  }
}
