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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/// Contacts v1: all contacts, by vid and newest first, and how many there are (legacy-api.md
/// section 6). Paging style P4.
public final class ContactPagesV1 {

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
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                CONTACT,
                false,
                LegacyPaging.start(query, "vidOffset"),
                size(query),
                ContactItems.reading(query));
    return answer(request, page, _ -> {});
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
    long at = LegacyPaging.start(query, "timeOffset");
    long vid = LegacyPaging.start(query, "vidOffset");
    Page<RecordView> page =
        order.read(
            request.caller(),
            CONTACT,
            at == 0 ? Optional.empty() : Optional.of(new Records.Mark(at, vid)),
            size(query),
            ContactItems.reading(query));
    long last = page.items().isEmpty() ? 0 : time.applyAsLong(page.items().getLast().record());
    return answer(request, page, json -> json.writeNumberProperty("time-offset", last));
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

  private Response answer(Request request, Page<RecordView> page, Consumer<JsonGenerator> more) {
    List<RecordView> contacts = page.items();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("contacts");
              for (RecordView contact : contacts) {
                ContactItems.write(
                    json, crm, request, contact, OptionalLong.of(contact.record().createdAt()));
              }
              json.writeEndArray();
              json.writeBooleanProperty("has-more", page.hasMore());
              json.writeNumberProperty(
                  "vid-offset", contacts.isEmpty() ? 0 : contacts.getLast().id());
              more.accept(json);
              json.writeEndObject();
            }));
  }

  private static int size(Query query) {
    return LegacyPaging.size(query, "count", 20, 100);
  }
}
