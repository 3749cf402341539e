package dev.liaison.wire.legacy.deals;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.NewLink;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordChanges;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Percent;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyPaging;
import dev.liaison.wire.legacy.LegacyProperties;
import dev.liaison.wire.legacy.RecentRecords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/// Deals v1: legacy-api.md section 5.
public final class DealsV1 {

  private static final String DEALS = "/deals/v1/deal";
  private static final String SEARCH = "POST /crm/v3/objects/deals/search";

  private static final Reading FULL = Reading.EVERYTHING.withAllAssociations(DealJson.LINKED);

  private final Crm crm;
  private final DealJson dealJson;
  private final LegacyArea area =
      new LegacyArea(
          "Deals v1",
          new LegacyErrors(new DealWording()),
          LegacyArea.NOTICED,
          "/docs/legacy/deals.md");
  private final ScopeRule read;
  private final ScopeRule write;

  public DealsV1(Crm crm) {
    this.crm = crm;
    this.dealJson = new DealJson(crm.catalogues().hubspotDefined().associationTypes());
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(DEAL);
    var readScopes = List.of(Scopes.read(type));
    var writeScopes = List.of(Scopes.write(type));
    this.read = _ -> readScopes;
    this.write = _ -> writeScopes;
  }

  public List<Route> routes() {
    String one = "/crm/v3/objects/deals/{dealId}";
    String linked = "/crm/v4/objects/{objectType}/{objectId}/associations/deals";
    return List.of(
        area.route("POST", DEALS, write, this::create, "POST /crm/v3/objects/deals"),
        area.route("GET", DEALS + "/{dealId}", read, this::get, "GET " + one),
        area.route("PUT", DEALS + "/{dealId}", write, this::update, "PATCH " + one),
        area.route("DELETE", DEALS + "/{dealId}", write, this::delete, "DELETE " + one),
        area.route("GET", DEALS + "/paged", read, this::paged, "GET /crm/v3/objects/deals"),
        area.route("GET", DEALS + "/recent/modified", read, this::recentlyModified, SEARCH),
        area.route("GET", DEALS + "/recent/created", read, this::recentlyCreated, SEARCH),
        area.route(
            "GET",
            DEALS + "/associated/{objectType}/{objectId}",
            read,
            this::associated,
            "GET " + linked,
            DealsV1::associatedSuccessor),
        area.route(
            "GET",
            DEALS + "/associated/{objectType}/{objectId}/paged",
            read,
            this::associatedPaged,
            "GET " + linked,
            DealsV1::associatedSuccessor));
  }

  private Reading whole(Request request) {
    return DealReadings.whole(request.query(), crm.catalogue(request.caller()).properties());
  }

  private Response create(Request request) {
    Fields body = Fields.ofBody(request.body());
    var links = new ArrayList<NewLink>();
    body.object("associations")
        .ifPresent(
            associations -> {
              addLinks(links, associations, "associatedCompanyIds", COMPANY);
              addLinks(links, associations, "associatedVids", CONTACT);
            });
    var deal = new NewRecord(LegacyProperties.of(body, "name"), links);
    RecordChanges.Created created = crm.changes().create(request.caller(), DEAL, deal, FULL);
    return deal(request, created.view(), created.unlinked());
  }

  /// Links that may fail, each id once.
  private static void addLinks(
      List<NewLink> links, Fields associations, String name, ObjectTypeId type) {
    Set<Long> ids = new LinkedHashSet<>();
    for (String text : associations.texts(name)) {
      OptionalLong id = LegacyIds.whole(text);
      ids.add(
          id.orElseThrow(
              () ->
                  new RefusalException(
                      new Refusal.WrongType(associations.path(name), "whole numbers"))));
    }
    ids.forEach(id -> links.add(new NewLink.Lenient(new ObjectRef(type, id))));
  }

  private Response get(Request request) {
    return deal(
        request,
        crm.records().read(request.caller(), DEAL, key(request), whole(request)),
        List.of());
  }

  /// Other fields of the body are ignored, `associations` among them: clients relied on that.
  private Response update(Request request) {
    RecordKey key = key(request);
    Map<String, String> values = LegacyProperties.of(Fields.ofBody(request.body()), "name");
    Reading reading = FULL.withHistory(DealReadings.touched(values.keySet()));
    return deal(
        request, crm.changes().update(request.caller(), DEAL, key, values, reading), List.of());
  }

  private Response delete(Request request) {
    var ref = new ObjectRef(DEAL, LegacyIds.path(request, "dealId"));
    if (!crm.changes().archive(request.caller(), ref)) {
      throw new CrmException(new Problem.NotFound(ref));
    }
    return Response.noContent();
  }

  private Response paged(Request request) {
    Query query = request.query();
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                DEAL,
                false,
                LegacyPaging.start(query, "offset"),
                LegacyPaging.size(query, "limit", 100, 250),
                DealReadings.asked(query));
    return LegacyPaging.byId("deals", page.items(), page.hasMore(), RecordView::id, item(request));
  }

  private Response recentlyModified(Request request) {
    return recent(request, crm.records()::recentlyUpdated);
  }

  private Response recentlyCreated(Request request) {
    return recent(request, crm.records()::recentlyCreated);
  }

  private Response recent(Request request, RecentRecords.Order order) {
    return RecentRecords.answer(request, DEAL, order, whole(request), item(request));
  }

  private Response associated(Request request) {
    Associations.Start start = linked(request);
    Page<Link> page =
        crm.associations()
            .links(request.caller(), start.from(), DEAL, start.afterId(), linkedSize(request));
    return LegacyPaging.byId(
        "results",
        page.items(),
        page.hasMore(),
        link -> link.to().id(),
        (json, link) -> json.writeNumber(link.to().id()));
  }

  private Response associatedPaged(Request request) {
    Associations.Start start = linked(request);
    Page<RecordView> page =
        crm.records()
            .linked(
                request.caller(),
                start,
                DEAL,
                linkedSize(request),
                DealReadings.full(request.query()));
    return LegacyPaging.byId("deals", page.items(), page.hasMore(), RecordView::id, item(request));
  }

  /// The record in the path, of which a page of deals is wanted; none when there is no such record.
  private static Associations.Start linked(Request request) {
    ObjectTypeId type = DealTargets.read(request.parameter("objectType"), true);
    var record = new ObjectRef(type, LegacyIds.path(request, "objectId"));
    return new Associations.Start(record, LegacyPaging.start(request.query(), "offset"));
  }

  private static int linkedSize(Request request) {
    return LegacyPaging.size(request.query(), "limit", 100, 100);
  }

  private static RecordKey key(Request request) {
    return new RecordKey.ById(LegacyIds.path(request, "dealId"));
  }

  private Response deal(Request request, RecordView deal, List<ObjectRef> unlinked) {
    long portal = request.caller().portal();
    return Response.json(200, Json.write(json -> dealJson.write(json, deal, portal, unlinked)));
  }

  private BiConsumer<JsonGenerator, RecordView> item(Request request) {
    long portal = request.caller().portal();
    return (json, deal) -> dealJson.write(json, deal, portal, List.of());
  }

  private static String associatedSuccessor(Request request) {
    return DealTargets.plural(request.parameter("objectType"))
        .map(type -> "/crm/v4/objects/" + type + "/" + id(request) + "/associations/deals")
        .orElse("/crm/v3/objects/deals");
  }

  private static String id(Request request) {
    return Percent.encode(request.parameter("objectId"));
  }
}
