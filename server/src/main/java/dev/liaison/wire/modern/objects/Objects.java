package dev.liaison.wire.modern.objects;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of every type: the generic calls of v3 and the dated versions (modern-api.md 3.1). Safe
/// for concurrent use.
public final class Objects {

  /// Entries of a list: the usual number and the most (modern-api.md section 5).
  private static final int PAGE = 10;

  private static final int MAX_PAGE = 100;

  private final Crm crm;
  private final ModernErrors errors;
  private final ObjectBatches batches;
  private final ObjectSearch search;
  private final ScopeRule read;
  private final ScopeRule write;

  public Objects(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    batches = new ObjectBatches(crm, errors);
    search = new ObjectSearch(crm);
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.read("objectType");
    write = scopes.write("objectType");
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Version.WITH_OBJECTS.forEach(version -> routes.addAll(routes(version)));
    Version.WITH_OBJECTS.forEach(version -> routes.add(erasure(version)));
    return routes;
  }

  private List<Route> routes(Version version) {
    var area = new ModernArea("Objects", version, version.objects() + "/{objectType}", errors);
    return List.of(
        area.route("GET", "", read, this::list),
        area.route("POST", "", write, this::create),
        area.route("GET", "/{objectId}", read, this::get),
        area.route("PATCH", "/{objectId}", write, this::update),
        area.route("DELETE", "/{objectId}", write, this::archive),
        area.route("POST", "/batch/read", read, batches::read),
        area.route("POST", "/batch/create", write, batches::create),
        area.route("POST", "/batch/update", write, batches::update),
        area.route("POST", "/batch/upsert", write, batches::upsert),
        area.route("POST", "/batch/archive", write, batches::archive),
        area.route("POST", "/search", read, search::search),
        area.route("POST", "/merge", write, this::merge));
  }

  /// Of contacts only (modern-api.md 3.1).
  private Route erasure(Version version) {
    List<Scope> scopes =
        List.of(Scopes.write(crm.catalogues().hubspotDefined().types().byId(CONTACT)));
    return new Route(
        "POST",
        version.objects() + "/contacts/gdpr-delete",
        "Objects " + version.name(),
        errors,
        _ -> scopes,
        this::erase,
        null);
  }

  private Response list(Request request) {
    ObjectTypeId type = type(request);
    Query query = request.query();
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                type,
                query.isTrue("archived"),
                Paging.after(query),
                Paging.limit(query, PAGE, MAX_PAGE),
                readings(request).of(type, query));
    RecordJson recordJson = recordJson(request);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              for (RecordView view : page.items()) {
                recordJson.write(json, view);
              }
              json.writeEndArray();
              if (page.hasMore()) {
                Paging.write(json, request, page.items().getLast().id());
              }
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    ObjectTypeId type = type(request);
    NewRecord record = ObjectBody.newRecord(Fields.ofBody(request.body()));
    return record(
        request,
        201,
        crm.changes().create(request.caller(), type, record, Reading.EVERYTHING).view());
  }

  private Response get(Request request) {
    ObjectTypeId type = type(request);
    Query query = request.query();
    Reading reading = readings(request).of(type, query);
    return record(
        request,
        200,
        query.isTrue("archived")
            ? crm.records().readArchived(request.caller(), type, key(request), reading)
            : crm.records().read(request.caller(), type, key(request), reading));
  }

  private Response update(Request request) {
    ObjectTypeId type = type(request);
    RecordKey key = key(request);
    Map<String, String> properties = ObjectBody.properties(Fields.ofBody(request.body()));
    return record(
        request,
        200,
        crm.changes().update(request.caller(), type, key, properties, Reading.EVERYTHING));
  }

  private Response archive(Request request) {
    long id = RecordIds.ofPath(request.parameter("objectId"));
    crm.changes().archive(request.caller(), new ObjectRef(type(request), id));
    return Response.noContent();
  }

  private Response erase(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("objectId");
    String id = body.text("objectId").orElseThrow();
    RecordKey key =
        body.text("idProperty")
            .<RecordKey>map(property -> new RecordKey.ByUnique(property, id))
            .orElseGet(() -> new RecordKey.ById(RecordIds.required(body, "objectId")));
    crm.changes().erase(request.caller(), CONTACT, key);
    return Response.noContent();
  }

  private Response merge(Request request) {
    ObjectTypeId type = type(request);
    Fields body = Fields.ofBody(request.body());
    body.require("primaryObjectId", "objectIdToMerge");
    long keep = RecordIds.required(body, "primaryObjectId");
    long away = RecordIds.required(body, "objectIdToMerge");
    return record(
        request, 200, crm.changes().merge(request.caller(), type, keep, away, Reading.EVERYTHING));
  }

  private Response record(Request request, int status, RecordView view) {
    RecordJson recordJson = recordJson(request);
    return Response.json(status, Json.write(json -> recordJson.write(json, view)));
  }

  private Readings readings(Request request) {
    return new Readings(crm.catalogue(request.caller()));
  }

  private RecordJson recordJson(Request request) {
    return new RecordJson(crm.catalogue(request.caller()));
  }

  private ObjectTypeId type(Request request) {
    return objectType(request).id();
  }

  private ObjectType objectType(Request request) {
    return crm.catalogue(request.caller()).types().resolve(request.parameter("objectType"));
  }

  private static RecordKey key(Request request) {
    String id = request.parameter("objectId");
    Optional<String> idProperty = request.query().first("idProperty");
    return idProperty.isPresent()
        ? new RecordKey.ByUnique(idProperty.get(), id)
        : new RecordKey.ById(RecordIds.ofPath(id));
  }
}
