package dev.liaison.wire.legacy.companies;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyPaging;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/// Companies v2: the contacts of a company (legacy-api.md section 8).
public final class CompanyContactsV2 {

  private static final int MAX_PAGE = 100;

  private final Crm crm;

  public CompanyContactsV2(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectType company = crm.catalogues().hubspotDefined().types().byId(COMPANY);
    ObjectType contact = crm.catalogues().hubspotDefined().types().byId(CONTACT);
    List<Scope> reading = List.of(Scopes.read(company), Scopes.read(contact));
    List<Scope> writing = List.of(Scopes.write(company), Scopes.write(contact));
    ScopeRule read = _ -> reading;
    ScopeRule write = _ -> writing;
    String one = CompaniesV2.COMPANIES + "/{companyId}";
    String pair = one + "/contacts/{vid}";
    String v4 = "/crm/v4/objects/companies/{companyId}/associations";
    return List.of(
        CompaniesV2.READS.route(
            "GET", one + "/contacts", read, this::contacts, "GET " + v4 + "/contacts"),
        CompaniesV2.READS.route("GET", one + "/vids", read, this::vids, "GET " + v4 + "/contacts"),
        CompaniesV2.WRITES.route(
            "PUT", pair, write, this::add, "PUT " + v4 + "/default/contacts/{vid}"),
        CompaniesV2.WRITES.route(
            "DELETE", pair, write, this::remove, "DELETE " + v4 + "/contacts/{vid}"));
  }

  private Response contacts(Request request) {
    Caller caller = request.caller();
    Page<RecordView> page =
        crm.records()
            .linked(caller, start(request), CONTACT, size(request, 20), CompanyContact.READING);
    List<CompanyContact> contacts =
        page.items().stream().map(view -> contact(caller, view)).toList();
    return answer(
        page,
        RecordView::id,
        json -> {
          json.writeArrayPropertyStart("contacts");
          contacts.forEach(contact -> contact.write(json));
          json.writeEndArray();
        });
  }

  private CompanyContact contact(Caller caller, RecordView view) {
    return new CompanyContact(caller.portal(), view, crm.records().merges(caller, view.record()));
  }

  private Response vids(Request request) {
    Associations.Start start = start(request);
    Page<Link> page =
        crm.associations()
            .links(
                request.caller(), start.from(), CONTACT, start.afterId(), size(request, MAX_PAGE));
    return answer(
        page,
        link -> link.to().id(),
        json -> {
          json.writeArrayPropertyStart("vids");
          page.items().forEach(link -> json.writeNumber(link.to().id()));
          json.writeEndArray();
        });
  }

  /// Makes the company the contact's primary one: its `associatedcompanyid`. A body is not read,
  /// clients send `null` (recorded).
  private Response add(Request request) {
    Caller caller = request.caller();
    RecordView view =
        crm.changes().makePrimary(caller, contact(request), company(request), Reading.EVERYTHING);
    return CompanyJson.answer(caller.portal(), view);
  }

  private Response remove(Request request) {
    crm.associations().dissociate(request.caller(), company(request), List.of(contact(request)));
    return Response.noContent();
  }

  private static Associations.Start start(Request request) {
    return new Associations.Start(
        company(request), LegacyPaging.start(request.query(), "vidOffset"));
  }

  private static int size(Request request, int usual) {
    return LegacyPaging.size(request.query(), "count", usual, MAX_PAGE);
  }

  private interface Items {
    void write(JsonGenerator json);
  }

  /// The items, `vidOffset` (the last vid, 0 when there is none) and `hasMore`.
  private static <T> Response answer(Page<T> page, ToLongFunction<T> id, Items items) {
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              items.write(json);
              json.writeNumberProperty(
                  "vidOffset", page.items().isEmpty() ? 0 : id.applyAsLong(page.items().getLast()));
              json.writeBooleanProperty("hasMore", page.hasMore());
              json.writeEndObject();
            }));
  }

  private static ObjectRef company(Request request) {
    return new ObjectRef(COMPANY, LegacyIds.path(request, "companyId"));
  }

  private static ObjectRef contact(Request request) {
    return new ObjectRef(CONTACT, LegacyIds.path(request, "vid"));
  }
}
