package dev.liaison.wire.legacy.engagements;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.http.Percent;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyPaging;
import dev.liaison.wire.legacy.Wording;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/// Engagements v1: legacy-api.md section 14. They are notes, calls, emails, meetings and tasks.
public final class EngagementsV1 {

  private static final String BASE = "/engagements/v1/engagements";
  private static final String ONE = BASE + "/{engagementId}";

  /// An engagement's id does not say which of the types it is of, so that a path can name no more.
  private static final String COLLECTION = "/crm/v3/objects";

  /// What shows the content of emails (legacy-api.md section 3).
  private static final String EMAIL_SCOPE = "sales-email-read";

  private static final String OUTCOME = "hs_call_disposition";

  private static final Reading NOTHING = Reading.named(List.of());

  private final Crm crm;
  private final LegacyArea area =
      new LegacyArea(
          "Engagements v1",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/engagements.md");

  public EngagementsV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectTypes types = crm.catalogues().hubspotDefined().types();
    List<Scope> reading = scopes(types, false);
    List<Scope> writing = scopes(types, true);
    ScopeRule read = _ -> reading;
    ScopeRule write = _ -> writing;
    String v3 = COLLECTION + "/{objectType}";
    String v3One = v3 + "/{engagementId}";
    String link = ONE + "/associations/{type}/{objectId}";
    String v4 = "/crm/v4/objects/{objectType}/{engagementId}/associations/";
    return List.of(
        area.route(
            "POST",
            BASE,
            write,
            this::create,
            "POST " + v3,
            this::createSuccessor,
            this::createExample),
        area.route("GET", ONE, read, this::get, "GET " + v3One, this::successor),
        updating("PATCH", write, v3One),
        updating("PUT", write, v3One),
        area.route("DELETE", ONE, write, this::delete, "DELETE " + v3One, this::successor),
        area.route(
            "PUT",
            link,
            write,
            this::associate,
            "PUT " + v4 + "default/{type}/{objectId}",
            _ -> COLLECTION),
        area.route(
            "DELETE",
            link,
            write,
            this::dissociate,
            "DELETE " + v4 + "{type}/{objectId}",
            _ -> COLLECTION),
        area.route(
            "GET",
            BASE + "/associated/{type}/{objectId}/paged",
            read,
            this::associated,
            "GET /crm/v4/objects/{type}/{objectId}/associations/{objectType}",
            this::associatedSuccessor),
        area.route("GET", BASE + "/paged", read, this::paged, "GET " + v3, _ -> COLLECTION),
        area.route(
            "GET",
            BASE + "/recent/modified",
            read,
            this::recentlyModified,
            "POST " + v3 + "/search",
            _ -> COLLECTION),
        area.route(
            "GET",
            "/calling/v1/dispositions",
            read,
            this::dispositions,
            "GET /crm/v3/properties/calls/" + OUTCOME));
  }

  private Route updating(String method, ScopeRule write, String v3One) {
    return area.route(
        method, ONE, write, this::update, "PATCH " + v3One, this::successor, this::updateExample);
  }

  /// Those of every type: a call does not say beforehand which ones it is about.
  private static List<Scope> scopes(ObjectTypes types, boolean write) {
    return EngagementType.objectTypes().stream()
        .map(types::byId)
        .map(type -> write ? Scopes.write(type) : Scopes.read(type))
        .distinct()
        .toList();
  }

  private Response create(Request request) {
    EngagementBody body = EngagementBody.of(request.body());
    EngagementType type = body.type();
    RecordView view =
        crm.changes()
            .create(
                request.caller(),
                type.objectType(),
                new NewRecord(body.values(type), body.links()),
                EngagementJson.READING)
            .view();
    return engagement(request, view);
  }

  private Response get(Request request) {
    return engagement(request, require(request, EngagementJson.READING));
  }

  private Response update(Request request) {
    EngagementBody body = EngagementBody.of(request.body());
    RecordView found = require(request, Reading.EVERYTHING);
    EngagementType type = EngagementType.of(found.record().ref().type());
    body.requireType(type.word(found));
    RecordView view =
        crm.changes()
            .update(
                request.caller(),
                type.objectType(),
                new RecordKey.ById(found.id()),
                record -> body.changes(type, record),
                EngagementJson.READING);
    return engagement(request, view);
  }

  private Response delete(Request request) {
    ObjectRef ref = ref(request);
    if (!crm.changes().archive(request.caller(), ref)) {
      throw new CrmException(new Problem.NotFound(ref));
    }
    return Response.noContent();
  }

  private Response associate(Request request) {
    ObjectRef other = other(request);
    crm.associations().associate(request.caller(), ref(request), List.of(other));
    return Response.noContent();
  }

  private Response dissociate(Request request) {
    ObjectRef other = other(request);
    crm.associations().dissociate(request.caller(), ref(request), List.of(other));
    return Response.noContent();
  }

  private Response associated(Request request) {
    Query query = request.query();
    Page<RecordView> page =
        crm.records()
            .linked(
                request.caller(),
                new Associations.Start(other(request), LegacyPaging.start(query, "offset")),
                EngagementType.objectTypes(),
                LegacyPaging.size(query, "limit", 100, 100),
                EngagementJson.READING);
    return page(request, page);
  }

  private Response paged(Request request) {
    Query query = request.query();
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                EngagementType.objectTypes(),
                LegacyPaging.start(query, "offset"),
                LegacyPaging.size(query, "limit", 100, 250),
                EngagementJson.READING);
    return page(request, page);
  }

  private Response page(Request request, Page<RecordView> page) {
    return LegacyPaging.byId(
        "results", page.items(), page.hasMore(), RecordView::id, item(request));
  }

  private Response recentlyModified(Request request) {
    Query query = request.query();
    int offset = LegacyPaging.position(query, "offset");
    Records.Recent recent =
        crm.records()
            .recentlyUpdated(
                request.caller(),
                EngagementType.objectTypes(),
                LegacyPaging.start(query, "since"),
                offset,
                LegacyPaging.size(query, "count", 20, 100),
                EngagementJson.READING);
    return LegacyPaging.byPosition(recent.items(), offset, recent.total(), item(request));
  }

  /// The outcomes that a call can have.
  private Response dispositions(Request request) {
    List<PropertyDefinition.Option> outcomes =
        crm.catalogue(request.caller())
            .properties()
            .find(ObjectTypes.CALL, OUTCOME)
            .map(PropertyDefinition::options)
            .orElse(List.of());
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              for (PropertyDefinition.Option outcome : outcomes) {
                json.writeStartObject();
                json.writeStringProperty("id", outcome.value());
                json.writeStringProperty("label", outcome.label());
                json.writeBooleanProperty("deleted", outcome.hidden());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private RecordView require(Request request, Reading reading) {
    return find(request, reading)
        .orElseThrow(() -> new CrmException(new Problem.NotFound(refs(request).getFirst())));
  }

  private Optional<RecordView> find(Request request, Reading reading) {
    return crm.records().readFirst(request.caller(), refs(request), reading);
  }

  private static List<ObjectRef> refs(Request request) {
    return EngagementType.refs(LegacyIds.path(request, "engagementId"));
  }

  private ObjectRef ref(Request request) {
    return require(request, NOTHING).record().ref();
  }

  private static ObjectRef other(Request request) {
    ObjectTypeId type = EngagementLinks.read(request.parameter("type"));
    return new ObjectRef(type, LegacyIds.path(request, "objectId"));
  }

  private static Response engagement(Request request, RecordView view) {
    return Response.json(200, Json.write(json -> item(request).accept(json, view)));
  }

  private static BiConsumer<JsonGenerator, RecordView> item(Request request) {
    var form =
        new EngagementJson(
            request.caller().portal(), request.grant().scopes().includes(EMAIL_SCOPE));
    return form::write;
  }

  /// Exact for those who may know what the request is about: neither the body nor the records are
  /// looked at for a caller who is not authenticated.
  private String createSuccessor(Request request) {
    return request.authenticated() && request.method().equals("POST")
        ? collection(EngagementBody.of(request.body()).type().objectType())
        : COLLECTION;
  }

  private String successor(Request request) {
    return request.authenticated()
        ? find(request, NOTHING)
            .map(view -> collection(view.record().ref().type()) + "/" + view.id())
            .orElse(COLLECTION)
        : COLLECTION;
  }

  private String createExample(Request request) {
    EngagementBody body = EngagementBody.of(request.body());
    return new EngagementExample(crm.catalogue(request.caller()), body.type(), body).ofCreate();
  }

  private String updateExample(Request request) {
    return find(request, NOTHING)
        .map(view -> EngagementType.of(view.record().ref().type()))
        .map(
            type ->
                new EngagementExample(
                    crm.catalogue(request.caller()), type, EngagementBody.of(request.body())))
        .map(EngagementExample::ofUpdate)
        .orElse("");
  }

  private String collection(ObjectTypeId type) {
    return COLLECTION + "/" + crm.catalogues().hubspotDefined().types().byId(type).plural();
  }

  private String associatedSuccessor(Request request) {
    Optional<ObjectTypeId> type = EngagementLinks.find(request.parameter("type"));
    return type.map(
            it ->
                "/crm/v4/objects/"
                    + crm.catalogues().hubspotDefined().types().byId(it).plural()
                    + "/"
                    + Percent.encode(request.parameter("objectId"))
                    + "/associations/notes")
        .orElse(COLLECTION);
  }
}
