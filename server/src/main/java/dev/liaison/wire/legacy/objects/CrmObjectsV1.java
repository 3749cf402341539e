package dev.liaison.wire.legacy.objects;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.object.RecordChanges.Created;
import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.BatchUpdate;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyPaging;
import dev.liaison.wire.legacy.LegacyProperties;
import dev.liaison.wire.legacy.Wording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// CRM objects v1: tickets, products and line items (legacy-api.md section 10).
public final class CrmObjectsV1 {

  static final LegacyArea AREA =
      new LegacyArea(
          "CRM objects v1",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/objects.md");

  /// `limit` is not supported upstream; ignored.
  private static final int PAGE = 100;

  private final Crm crm;

  public CrmObjectsV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ObjectTypes types = crm.catalogues().hubspotDefined().types();
    ScopeRule read = ObjectWords.reading(types);
    ScopeRule write = ObjectWords.writing(types);
    String all = "/crm-objects/v1/objects/{type}";
    String one = all + "/{objectId}";
    String v3 = "/crm/v3/objects/{type}";
    String v3One = v3 + "/{objectId}";
    String batch = "POST " + v3 + "/batch/";
    return List.of(
        AREA.route("POST", all, write, this::create, "POST " + v3),
        AREA.route("GET", one, read, this::get, "GET " + v3One),
        AREA.route("PUT", one, write, this::update, "PATCH " + v3One),
        AREA.route("DELETE", one, write, this::delete, "DELETE " + v3One),
        AREA.route("GET", all + "/paged", read, this::paged, "GET " + v3),
        AREA.route("POST", all + "/batch-read", read, this::readBatch, batch + "read"),
        AREA.route("POST", all + "/batch-create", write, this::createBatch, batch + "create"),
        AREA.route("POST", all + "/batch-update", write, this::updateBatch, batch + "update"),
        AREA.route("POST", all + "/batch-delete", write, this::deleteBatch, batch + "archive"));
  }

  private Response create(Request request) {
    Map<String, String> values = LegacyProperties.of(Fields.listOfBody(request.body()), "name");
    ObjectReading reading = ObjectReading.whole();
    RecordView view =
        crm.changes()
            .create(
                request.caller(),
                ObjectWords.read(request),
                new NewRecord(values, List.of()),
                reading.reading())
            .view();
    return object(request, reading, view);
  }

  /// A deleted one too, where the query asks for those.
  private Response get(Request request) {
    ObjectReading reading = ObjectReading.asked(request.query());
    RecordKey key = new RecordKey.ById(LegacyIds.path(request, "objectId"));
    var type = ObjectWords.read(request);
    if (request.query().isTrue("includeDeletes")) {
      Records.Found deleted =
          crm.records().readAll(request.caller(), type, List.of(key), true, reading.reading());
      if (!deleted.found().isEmpty()) {
        return object(request, reading, deleted.found().getFirst());
      }
    }
    return object(
        request, reading, crm.records().read(request.caller(), type, key, reading.reading()));
  }

  private Response update(Request request) {
    Map<String, String> values = LegacyProperties.of(Fields.listOfBody(request.body()), "name");
    ObjectReading reading = ObjectReading.updated(values.keySet());
    RecordView view =
        crm.changes()
            .update(
                request.caller(),
                ObjectWords.read(request),
                new RecordKey.ById(LegacyIds.path(request, "objectId")),
                values,
                reading.reading());
    return object(request, reading, view);
  }

  private Response delete(Request request) {
    var ref = new ObjectRef(ObjectWords.read(request), LegacyIds.path(request, "objectId"));
    if (!crm.changes().archive(request.caller(), ref)) {
      throw new CrmException(new Problem.NotFound(ref));
    }
    return Response.noContent();
  }

  private Response paged(Request request) {
    ObjectReading reading = ObjectReading.asked(request.query());
    Page<RecordView> page =
        crm.records()
            .list(
                request.caller(),
                ObjectWords.read(request),
                false,
                LegacyPaging.start(request.query(), "offset"),
                PAGE,
                reading.reading());
    var form = form(request, reading);
    return LegacyPaging.byId("objects", page.items(), page.hasMore(), RecordView::id, form::write);
  }

  /// The objects by their ids; those that are not there are absent.
  private Response readBatch(Request request) {
    ObjectReading reading = ObjectReading.asked(request.query());
    Records.Found found =
        crm.records()
            .readAll(
                request.caller(),
                ObjectWords.read(request),
                ids(request).stream().<RecordKey>map(RecordKey.ById::new).toList(),
                false,
                reading.reading());
    var form = form(request, reading);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              for (RecordView view : found.found()) {
                json.writeName(Long.toString(view.id()));
                form.write(json, view);
              }
              json.writeEndObject();
            }));
  }

  private Response createBatch(Request request) {
    List<List<Fields>> lists = Fields.listsOfBody(request.body());
    BatchUpdate.requireAtMost(lists.size());
    List<NewRecord> news =
        lists.stream()
            .map(list -> new NewRecord(LegacyProperties.of(list, "name"), List.of()))
            .toList();
    ObjectReading reading = ObjectReading.whole();
    List<RecordView> created =
        crm
            .changes()
            .createAll(request.caller(), ObjectWords.read(request), news, reading.reading())
            .stream()
            .map(Created::view)
            .toList();
    return objects(request, reading, created);
  }

  private Response updateBatch(Request request) {
    List<Update> updates = BatchUpdate.read(request.body());
    Set<String> written = new LinkedHashSet<>();
    updates.forEach(update -> written.addAll(update.properties().keySet()));
    ObjectReading reading = ObjectReading.updated(written);
    List<RecordView> updated =
        crm.changes()
            .upsertAllOrNone(
                request.caller(), ObjectWords.read(request), updates, reading.reading());
    return objects(request, reading, updated);
  }

  /// Those that are not there are passed over.
  private Response deleteBatch(Request request) {
    var type = ObjectWords.read(request);
    crm.changes()
        .archiveAll(
            request.caller(), ids(request).stream().map(id -> new ObjectRef(type, id)).toList());
    return Response.noContent();
  }

  private static List<Long> ids(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("ids");
    List<Long> ids = body.numbers("ids");
    BatchUpdate.requireAtMost(ids.size());
    return ids;
  }

  private static CrmObjectJson form(Request request, ObjectReading reading) {
    return new CrmObjectJson(request.caller().portal(), reading.historic());
  }

  private static Response object(Request request, ObjectReading reading, RecordView view) {
    return Response.json(200, Json.write(json -> form(request, reading).write(json, view)));
  }

  private static Response objects(Request request, ObjectReading reading, List<RecordView> views) {
    var form = form(request, reading);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              views.forEach(view -> form.write(json, view));
              json.writeEndArray();
            }));
  }
}
