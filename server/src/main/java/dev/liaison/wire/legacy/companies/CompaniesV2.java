package dev.liaison.wire.legacy.companies;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.search.Filter;
import dev.liaison.crm.search.Searches;
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
import dev.liaison.wire.legacy.LegacyPaging;
import dev.liaison.wire.legacy.LegacyProperties;
import dev.liaison.wire.legacy.RecentRecords;
import dev.liaison.wire.legacy.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Companies v2: companies themselves (legacy-api.md section 8). Their contacts are with
/// [CompanyContactsV2].
public final class CompaniesV2 {

  static final LegacyArea READS =
      new LegacyArea(
          "Companies v2",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/companies.md");

  static final LegacyArea WRITES = READS.with(new LegacyErrors(new CompanyWording()));

  static final String COMPANIES = "/companies/v2/companies";

  private static final String V3 = "/crm/v3/objects/companies";

  private static final int MAX_OF_DOMAIN = 100;

  private final Crm crm;

  public CompaniesV2(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(COMPANY);
    List<Scope> reading = List.of(Scopes.read(type));
    List<Scope> writing = List.of(Scopes.write(type));
    ScopeRule read = _ -> reading;
    ScopeRule write = _ -> writing;
    String one = COMPANIES + "/{companyId}";
    String v3One = V3 + "/{companyId}";
    String search = "POST " + V3 + "/search";
    return List.of(
        WRITES.route("POST", COMPANIES, write, this::create, "POST " + V3),
        READS.route("GET", one, read, this::get, "GET " + v3One),
        WRITES.route("PUT", one, write, this::update, "PATCH " + v3One),
        WRITES.route("DELETE", one, write, this::delete, "DELETE " + v3One),
        READS.route(
            "POST", "/companies/v2/domains/{domain}/companies", read, this::ofDomain, search),
        READS.route("GET", COMPANIES + "/paged", read, this::paged, "GET " + V3),
        READS.route("GET", COMPANIES + "/recent/created", read, this::recentlyCreated, search),
        READS.route("GET", COMPANIES + "/recent/modified", read, this::recentlyModified, search));
  }

  private Response create(Request request) {
    RecordView view =
        crm.changes()
            .create(
                request.caller(),
                COMPANY,
                new NewRecord(values(request), List.of()),
                Reading.EVERYTHING)
            .view();
    return CompanyJson.answer(request.caller().portal(), view);
  }

  private Response get(Request request) {
    RecordView view =
        crm.records()
            .read(
                request.caller(),
                COMPANY,
                new RecordKey.ById(LegacyIds.path(request, "companyId")),
                everything(request.query()));
    return CompanyJson.answer(request.caller().portal(), view);
  }

  /// Answers the properties that were sent and the modified date, with all their versions
  /// (recorded).
  private Response update(Request request) {
    Map<String, String> values = values(request);
    var touched = new ArrayList<>(values.keySet());
    touched.add("hs_lastmodifieddate");
    RecordView view =
        crm.changes()
            .update(
                request.caller(),
                COMPANY,
                new RecordKey.ById(LegacyIds.path(request, "companyId")),
                values,
                Reading.named(touched).withHistory());
    return CompanyJson.answer(request.caller().portal(), view);
  }

  private Response delete(Request request) {
    var ref = new ObjectRef(COMPANY, LegacyIds.path(request, "companyId"));
    if (!crm.changes().archive(request.caller(), ref)) {
      throw new CrmException(new Problem.NotFound(ref));
    }
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("companyId", ref.id());
              json.writeBooleanProperty("deleted", true);
              json.writeEndObject();
            }));
  }

  private Response paged(Request request) {
    Query query = request.query();
    List<String> historic = query.all("propertiesWithHistory");
    var names = new ArrayList<>(query.all("properties"));
    names.addAll(historic);
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                COMPANY,
                false,
                LegacyPaging.start(query, "offset"),
                LegacyPaging.size(query, "limit", 100, 250),
                Reading.named(names).withHistory(historic));
    long portal = request.caller().portal();
    return LegacyPaging.byIdHyphenated(
        "companies",
        page.items(),
        page.hasMore(),
        RecordView::id,
        (json, view) -> CompanyJson.write(json, portal, view));
  }

  /// The companies with a domain, ascending by id.
  private Response ofDomain(Request request) {
    Fields body = Fields.ofBody(request.body());
    Optional<Fields> offset = body.object("offset");
    long after = offset.flatMap(it -> it.number("companyId")).orElse(0L);
    // Says nothing here, as no company has a second domain; it must be one value all the same.
    boolean _ = offset.flatMap(it -> it.text("isPrimary")).isPresent();
    long limit = body.number("limit").orElse((long) MAX_OF_DOMAIN);
    if (limit < 1) {
      throw new RefusalException(
          new Refusal.InvalidValue("limit", "'" + limit + "' is not a valid limit"));
    }
    Searches.Found found =
        crm.searches()
            .behind(
                request.caller(),
                COMPANY,
                new Filter.Equal("domain", request.parameter("domain")),
                after,
                (int) Math.min(limit, MAX_OF_DOMAIN),
                Reading.named(
                    body.object("requestOptions")
                        .map(options -> options.texts("properties"))
                        .orElse(List.of())));
    List<RecordView> companies = found.items();
    long portal = request.caller().portal();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              companies.forEach(view -> CompanyJson.write(json, portal, view));
              json.writeEndArray();
              json.writeBooleanProperty("hasMore", found.total() > companies.size());
              json.writeObjectPropertyStart("offset");
              json.writeNumberProperty(
                  "companyId", companies.isEmpty() ? 0 : companies.getLast().id());
              json.writeBooleanProperty("isPrimary", true);
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  private Response recentlyCreated(Request request) {
    return recent(request, crm.records()::recentlyCreated);
  }

  private Response recentlyModified(Request request) {
    return recent(request, crm.records()::recentlyUpdated);
  }

  private static Response recent(Request request, RecentRecords.Order order) {
    long portal = request.caller().portal();
    return RecentRecords.answer(
        request,
        COMPANY,
        order,
        everything(request.query()),
        (json, view) -> CompanyJson.write(json, portal, view));
  }

  private static Reading everything(Query query) {
    return query.isTrue("includePropertyVersions")
        ? Reading.EVERYTHING.withHistory()
        : Reading.EVERYTHING;
  }

  private static Map<String, String> values(Request request) {
    return LegacyProperties.of(Fields.ofBody(request.body()), "name");
  }
}
