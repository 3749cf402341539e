package dev.liaison.wire.legacy.contacts;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyPaging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/// Contacts v1: all contacts, by vid and newest first, and how many there are (legacy-api.md
/// section 6). Paging style P4.
public final class ContactPagesV1 {

  private static final String MODIFIED = "lastmodifieddate";

  private static final List<String> USUAL = List.of("firstname", "lastname", "company", MODIFIED);

  private final Crm crm;

  public ContactPagesV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(CONTACT);
    List<Scope> reading = List.of(Scopes.read(type));
    ScopeRule read = _ -> reading;
    String lists = "/contacts/v1/lists";
    String search = "POST /crm/v3/objects/contacts/search";
    return List.of(
        ContactsV1.AREA.route(
            "GET", lists + "/all/contacts/all", read, this::all, "GET /crm/v3/objects/contacts"),
        ContactsV1.AREA.route(
            "GET",
            lists + "/recently_updated/contacts/recent",
            read,
            this::recentlyUpdated,
            search),
        ContactsV1.AREA.route(
            "GET", lists + "/all/contacts/recent", read, this::recentlyCreated, search),
        ContactsV1.AREA.route(
            "GET", "/contacts/v1/contacts/statistics", read, this::statistics, search));
  }

  private Response all(Request request) {
    Query query = request.query();
    PropertyMode mode = mode(query);
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                CONTACT,
                false,
                LegacyPaging.start(query, "vidOffset"),
                size(query),
                reading(query, mode));
    return answer(request, page, mode, _ -> {});
  }

  private interface Order {
    Page<RecordView> read(
        Caller caller,
        ObjectTypeId type,
        Optional<Records.Mark> behind,
        int limit,
        Reading reading);
  }

  private Response recentlyUpdated(Request request) {
    return recent(request, crm.records()::recentlyUpdated, CrmRecord::updatedAt);
  }

  private Response recentlyCreated(Request request) {
    return recent(request, crm.records()::recentlyCreated, CrmRecord::createdAt);
  }

  /// Both offsets together say where a page starts; a vid alone does not.
  private Response recent(Request request, Order order, ToLongFunction<CrmRecord> time) {
    Query query = request.query();
    PropertyMode mode = mode(query);
    long at = LegacyPaging.start(query, "timeOffset");
    long vid = LegacyPaging.start(query, "vidOffset");
    Page<RecordView> page =
        order.read(
            request.caller(),
            CONTACT,
            at == 0 ? Optional.empty() : Optional.of(new Records.Mark(at, vid)),
            size(query),
            reading(query, mode));
    long last = page.items().isEmpty() ? 0 : time.applyAsLong(page.items().getLast().record());
    return answer(request, page, mode, json -> json.writeNumberProperty("time-offset", last));
  }

  private Response statistics(Request request) {
    Records.Statistics statistics = crm.records().statistics(request.caller(), CONTACT);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("contacts", statistics.count());
              json.writeNumberProperty("last-new-contact-at", statistics.newestAt());
              json.writeEndObject();
            }));
  }

  private Response answer(
      Request request, Page<RecordView> page, PropertyMode mode, Consumer<JsonGenerator> more) {
    Caller caller = request.caller();
    List<FullContact> contacts =
        page.items().stream()
            .map(
                view ->
                    new FullContact(
                        caller.portal(),
                        view.id(),
                        view,
                        crm.records().merges(caller, view.record()),
                        mode,
                        ContactIdentities.origin(request),
                        FullContact.Form.ITEM))
            .toList();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("contacts");
              contacts.forEach(contact -> contact.write(json));
              json.writeEndArray();
              json.writeBooleanProperty("has-more", page.hasMore());
              json.writeNumberProperty(
                  "vid-offset", contacts.isEmpty() ? 0 : contacts.getLast().vid());
              more.accept(json);
              json.writeEndObject();
            }));
  }

  /// The properties asked for and the modified date, or the usual ones.
  private static Reading reading(Query query, PropertyMode mode) {
    List<String> names = new ArrayList<>(query.all("property"));
    if (names.isEmpty()) {
      names.addAll(USUAL);
    } else if (!names.contains(MODIFIED)) {
      names.add(MODIFIED);
    }
    Reading reading = Reading.named(names);
    return mode == PropertyMode.VALUE_AND_HISTORY ? reading.withHistory() : reading;
  }

  private static PropertyMode mode(Query query) {
    return PropertyMode.of(query, PropertyMode.VALUE_ONLY);
  }

  private static int size(Query query) {
    return LegacyPaging.size(query, "count", 20, 100);
  }
}
