package dev.liaison.wire.modern.exports;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.export.Export;
import dev.liaison.crm.export.ExportRequest;
import dev.liaison.crm.export.Exports;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.Origin;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.StandardError;
import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// Exports (modern-api.md 3.9). The task of an export has the export's id. Safe for concurrent use.
public final class ExportsApi {

  private final Crm crm;
  private final Exports exports;
  private final ModernErrors errors;

  public ExportsApi(Crm crm, Exports exports, ModernErrors errors) {
    this.crm = crm;
    this.exports = exports;
    this.errors = errors;
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream()
        .flatMap(
            version ->
                Stream.of(
                    route(version, "POST", "/async", request -> start(request, version)),
                    route(version, "GET", "/async/tasks/{taskId}/status", this::status),
                    route(version, "GET", "/{exportId}", this::get)))
        .toList();
  }

  private Route route(Version version, String method, String path, Handler handler) {
    List<Scope> scopes = List.of(Scopes.named("crm.export"));
    return new ModernArea("Exports", version, version.crm("exports") + "/export", errors)
        .route(method, path, _ -> scopes, handler);
  }

  private Response start(Request request, Version version) {
    ExportRequest wanted =
        ExportBody.read(Fields.ofBody(request.body()), crm.catalogue(request.caller()).types());
    Export export = exports.start(request.caller(), wanted);
    return Response.json(
        202,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("id", Long.toString(export.id()));
              json.writeObjectPropertyStart("links");
              json.writeStringProperty("status", statusAddress(request, version, export));
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  /// Where it is told how far an export is, and in the end where its file is.
  public static String statusAddress(Request request, Version version, Export export) {
    String exports = Origin.of(request) + version.crm("exports");
    return exports + "/export/async/tasks/" + export.id() + "/status";
  }

  private Response status(Request request) {
    Export export = export(request, "taskId");
    return Response.json(200, Json.write(json -> writeStatus(json, request, export)));
  }

  /// A failed export is `CANCELED`, the one word of the four for work that ended without a result.
  private void writeStatus(JsonGenerator json, Request request, Export export) {
    json.writeStartObject();
    json.writeStringProperty(
        "status",
        switch (export.state()) {
          case ENQUEUED -> "PENDING";
          case PROCESSING -> "PROCESSING";
          case DONE -> "COMPLETE";
          case FAILED -> "CANCELED";
        });
    json.writeStringProperty("requestedAt", Times.isoDateTime(export.requestedAt()));
    if (export.startedAt() != 0) {
      json.writeStringProperty("startedAt", Times.isoDateTime(export.startedAt()));
    }
    if (export.completedAt() != 0) {
      json.writeStringProperty("completedAt", Times.isoDateTime(export.completedAt()));
    }
    if (export.state() == Export.State.DONE) {
      long portal = request.caller().portal();
      String path = DownloadLinks.path(portal, export, exports.key(portal), crm.clock().millis());
      json.writeStringProperty("result", Origin.of(request) + path);
    }
    if (export.state() == Export.State.FAILED) {
      json.writeNumberProperty("numErrors", 1);
      json.writeArrayPropertyStart("errors");
      StandardError.of(500, "EXPORT_FAILED", export.reason()).writeEntry(json);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /// A `PublicExportResponse` of the official client types.
  private Response get(Request request) {
    Export export = export(request, "exportId");
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("id", Long.toString(export.id()));
              json.writeStringProperty("exportName", export.request().name());
              json.writeStringProperty("exportState", export.state().name());
              switch (export.request()) {
                case ExportRequest.OfRecords records -> writeRecords(json, request, records);
                case ExportRequest.OfHighUsage() ->
                    json.writeStringProperty("exportType", "HIGH_USAGE_REPORT");
              }
              json.writeNumberProperty("recordCount", export.records());
              json.writeStringProperty("createdAt", Times.isoDateTime(export.requestedAt()));
              json.writeStringProperty("updatedAt", Times.isoDateTime(export.aliveAt()));
              json.writeEndObject();
            }));
  }

  private void writeRecords(JsonGenerator json, Request request, ExportRequest.OfRecords wanted) {
    String type = crm.catalogue(request.caller()).types().byId(wanted.type()).name();
    json.writeStringProperty("exportType", wanted.list().isPresent() ? "LIST" : "VIEW");
    json.writeStringProperty("objectType", type.toUpperCase(Locale.ROOT));
    json.writeArrayPropertyStart("objectProperties");
    wanted.properties().forEach(json::writeString);
    json.writeEndArray();
  }

  private Export export(Request request, String parameter) {
    long id = RecordIds.ofPath(request.parameter(parameter));
    return exports
        .find(request.caller().portal(), id)
        .orElseThrow(() -> new CrmException(new Problem.NoSuchThing("export", Long.toString(id))));
  }
}
