package dev.liaison.wire.modern.imports;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.imports.Import;
import dev.liaison.crm.imports.ImportError;
import dev.liaison.crm.imports.Imports;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Handler;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// Imports (modern-api.md 3.9). Safe for concurrent use.
public final class ImportsApi {

  /// Entries of a list: the usual number and the most; ours.
  private static final int PAGE = 10;

  private static final int MAX_PAGE = 100;
  private static final int MAX_ERRORS = 1_000;

  private final Crm crm;
  private final Imports imports;
  private final ModernErrors errors;

  public ImportsApi(Crm crm, Imports imports, ModernErrors errors) {
    this.crm = crm;
    this.imports = imports;
    this.errors = errors;
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream()
        .flatMap(
            version ->
                Stream.of(
                    route(version, "POST", "", this::start),
                    route(version, "GET", "", this::list),
                    route(version, "GET", "/{importId}", this::get),
                    route(version, "POST", "/{importId}/cancel", this::cancel),
                    route(version, "GET", "/{importId}/errors", this::errors)))
        .toList();
  }

  private Route route(Version version, String method, String path, Handler handler) {
    List<Scope> scopes = List.of(Scopes.named("crm.import"));
    return new ModernArea("Imports", version, version.crm("imports"), errors)
        .route(method, path, _ -> scopes, handler);
  }

  private Response start(Request request) {
    var wanted = ImportBody.read(request, crm.catalogue(request.caller()));
    return answer(imports.start(request.caller(), wanted));
  }

  private Response get(Request request) {
    return answer(find(request));
  }

  private Response list(Request request) {
    Query query = request.query();
    Page<Import> page =
        imports.list(
            request.caller().portal(), Paging.after(query), Paging.limit(query, PAGE, MAX_PAGE));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              page.items().forEach(it -> ImportJson.write(json, it));
              json.writeEndArray();
              if (page.hasMore()) {
                Paging.write(json, request, page.items().getLast().id());
              }
              json.writeEndObject();
            }));
  }

  /// The action is complete, whatever it found: an import that is over stays as it is.
  private Response cancel(Request request) {
    long now = crm.clock().millis();
    long id = id(request);
    Import _ = imports.cancel(request.caller().portal(), id).orElseThrow(() -> missing(id));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("status", "COMPLETE");
              json.writeStringProperty("requestedAt", Times.isoDateTime(now));
              json.writeStringProperty("startedAt", Times.isoDateTime(now));
              json.writeStringProperty("completedAt", Times.isoDateTime(crm.clock().millis()));
              json.writeEndObject();
            }));
  }

  private Response errors(Request request) {
    Query query = request.query();
    Page<ImportError> page =
        imports.errors(
            request.caller().portal(),
            find(request),
            Paging.after(query),
            Paging.limit(query, MAX_PAGE, MAX_ERRORS));
    boolean messages = !query.first("includeErrorMessage").orElse("true").equals("false");
    boolean rows = !query.first("includeRowData").orElse("true").equals("false");
    return Response.json(200, Json.write(json -> write(json, request, page, messages, rows)));
  }

  private void write(
      JsonGenerator json, Request request, Page<ImportError> page, boolean messages, boolean rows) {
    var types = crm.catalogue(request.caller()).types();
    json.writeStartObject();
    json.writeArrayPropertyStart("results");
    page.items().forEach(error -> ImportJson.write(json, error, types, messages, rows));
    json.writeEndArray();
    if (page.hasMore()) {
      Paging.write(json, request, page.items().getLast().id());
    }
    json.writeEndObject();
  }

  private static Response answer(Import it) {
    return Response.json(200, Json.write(json -> ImportJson.write(json, it)));
  }

  private Import find(Request request) {
    long id = id(request);
    return imports.find(request.caller().portal(), id).orElseThrow(() -> missing(id));
  }

  private static long id(Request request) {
    return RecordIds.ofPath(request.parameter("importId"));
  }

  private static CrmException missing(long id) {
    return new CrmException(new Problem.NoSuchThing("import", Long.toString(id)));
  }
}
