package dev.liaison.wire.legacy.contacts;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.list.Memberships.Joined;
import dev.liaison.crm.object.ContactEmails;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordChanges.Upserted;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Contacts v1: single contacts (legacy-api.md section 6).
public final class ContactsV1 {

  static final LegacyArea AREA =
      new LegacyArea(
          "Contacts v1",
          new LegacyErrors(new ContactWording()),
          LegacyArea.NOTICED,
          "/docs/legacy/contacts.md");

  private static final LegacyArea READ_BY_VID =
      AREA.with(new LegacyErrors(new ContactWording.OfReadByVid()));

  /// Not JSON, though its content type says so (recorded).
  private static final byte[] SUCCESS = "SUCCESS".getBytes(StandardCharsets.US_ASCII);

  private static final Reading NOTHING = Reading.named(List.of());

  private final Crm crm;

  public ContactsV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(CONTACT);
    List<Scope> reading = List.of(Scopes.read(type));
    List<Scope> writing = List.of(Scopes.write(type));
    ScopeRule read = _ -> reading;
    ScopeRule write = _ -> writing;
    String contact = "/contacts/v1/contact";
    String vid = contact + "/vid/{vid}";
    String email = contact + "/email/{email}";
    String secondary = "/contacts/v1/secondary-email/{vid}/email/{email}";
    String v3 = "/crm/v3/objects/contacts";
    String byVid = v3 + "/{vid}";
    String byEmail = v3 + "/{email}?idProperty=email";
    return List.of(
        AREA.route("POST", contact, write, this::create, "POST " + v3),
        READ_BY_VID.route("GET", vid + "/profile", read, this::getByVid, "GET " + byVid),
        AREA.route("GET", email + "/profile", read, this::getByEmail, "GET " + byEmail),
        AREA.route("POST", vid + "/profile", write, this::updateByVid, "PATCH " + byVid),
        AREA.route("POST", email + "/profile", write, this::updateByEmail, "PATCH " + byEmail),
        AREA.route(
            "POST",
            contact + "/createOrUpdate/email/{email}",
            write,
            this::createOrUpdate,
            "POST " + v3 + "/batch/upsert"),
        AREA.route("DELETE", vid, write, this::delete, "DELETE " + byVid),
        AREA.route(
            "POST", contact + "/merge-vids/{vid}", write, this::merge, "POST " + v3 + "/merge"),
        AREA.route(
            "GET",
            contact + "/utk/{utk}/profile",
            read,
            this::getByToken,
            "POST " + v3 + "/search"),
        AREA.route("PUT", secondary, write, this::addEmail, "PATCH " + byVid),
        AREA.route("DELETE", secondary, write, this::removeEmail, "PATCH " + byVid));
  }

  /// Answers the full contact with just the properties that were sent (recorded).
  private Response create(Request request) {
    Map<String, String> values = values(request);
    Reading reading = Reading.named(List.copyOf(values.keySet()));
    RecordView view =
        crm.changes()
            .create(request.caller(), CONTACT, new NewRecord(values, List.of()), reading)
            .view();
    return full(request, view.id(), view, PropertyMode.VALUE_AND_HISTORY, true);
  }

  private Response getByVid(Request request) {
    long vid = LegacyIds.path(request, "vid");
    PropertyMode mode = mode(request);
    RecordView view = read(request, new RecordKey.ById(vid), mode);
    return full(request, vid, view, mode, false);
  }

  private Response getByEmail(Request request) {
    PropertyMode mode = mode(request);
    RecordView view = read(request, byEmail(request), mode);
    return full(request, view.id(), view, mode, false);
  }

  /// Visitors are not followed, so that no contact has the token of one.
  private Response getByToken(Request request) {
    throw new RefusalException(new Refusal.NoSuchResource(request.parameter("utk")));
  }

  private Response addEmail(Request request) {
    return changeEmails(request, ContactEmails::with);
  }

  private Response removeEmail(Request request) {
    return changeEmails(request, ContactEmails::without);
  }

  private Response changeEmails(Request request, BiFunction<CrmRecord, String, String> change) {
    String address = request.parameter("email");
    crm.changes()
        .update(
            request.caller(),
            CONTACT,
            new RecordKey.ById(LegacyIds.path(request, "vid")),
            contact -> Map.of(ContactEmails.ADDITIONAL, change.apply(contact, address)),
            NOTHING);
    return Response.empty(200);
  }

  private Response updateByVid(Request request) {
    return update(request, new RecordKey.ById(LegacyIds.path(request, "vid")));
  }

  private Response updateByEmail(Request request) {
    return update(request, byEmail(request));
  }

  private Response update(Request request, RecordKey key) {
    crm.changes().update(request.caller(), CONTACT, key, values(request), NOTHING);
    return Response.noContent();
  }

  private Response createOrUpdate(Request request) {
    Upserted upserted =
        crm.changes()
            .upsertAll(
                request.caller(),
                CONTACT,
                List.of(new Update(byEmail(request), values(request))),
                NOTHING)
            .getFirst()
            .orElseThrow();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("vid", upserted.view().id());
              json.writeBooleanProperty("isNew", upserted.isNew());
              json.writeEndObject();
            }));
  }

  private Response delete(Request request) {
    var ref = new ObjectRef(CONTACT, LegacyIds.path(request, "vid"));
    if (!crm.changes().archive(request.caller(), ref)) {
      throw new CrmException(new Problem.NotFound(ref));
    }
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("vid", ref.id());
              json.writeBooleanProperty("deleted", true);
              json.writeStringProperty("reason", "OK");
              json.writeEndObject();
            }));
  }

  private Response merge(Request request) {
    long keep = LegacyIds.path(request, "vid");
    Fields body = Fields.ofBody(request.body());
    body.require("vidToMerge");
    long away = body.number("vidToMerge").orElseThrow();
    crm.changes().merge(request.caller(), CONTACT, keep, away, NOTHING);
    return Response.json(200, SUCCESS);
  }

  private RecordView read(Request request, RecordKey key, PropertyMode mode) {
    List<String> names = request.query().all("property");
    Reading reading = names.isEmpty() ? Reading.EVERYTHING : Reading.named(names);
    return crm.records()
        .read(
            request.caller(),
            CONTACT,
            key,
            mode == PropertyMode.VALUE_AND_HISTORY ? reading.withHistory() : reading);
  }

  private Response full(
      Request request, long vid, RecordView view, PropertyMode mode, boolean created) {
    Caller caller = request.caller();
    var contact =
        new FullContact(
            caller.portal(),
            vid,
            view,
            crm.records().merges(caller, view.record()),
            created ? List.of() : lists(request, view),
            mode,
            ContactIdentities.origin(request),
            created);
    return Response.json(200, contact.json());
  }

  private List<Joined> lists(Request request, RecordView view) {
    return showLists(request.query())
        ? crm.memberships().of(request.caller(), view.record().ref())
        : List.of();
  }

  /// Whether a contact comes with the lists that it is in, which is so unless the client says
  /// otherwise.
  static boolean showLists(Query query) {
    return !query.first("showListMemberships").orElse("true").equalsIgnoreCase("false");
  }

  private static PropertyMode mode(Request request) {
    return PropertyMode.of(request.query(), PropertyMode.VALUE_AND_HISTORY);
  }

  private static RecordKey byEmail(Request request) {
    return new RecordKey.ByUnique("email", request.parameter("email"));
  }

  private static Map<String, String> values(Request request) {
    return LegacyProperties.of(Fields.ofBody(request.body()), "property");
  }
}
