package dev.liaison.wire.modern.pipelines;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.PipelineInput;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.Version;
import java.util.List;

/// Pipelines: the calls of v3 and the dated versions (modern-api.md 3.5); [PipelineStages] has
/// those of stages. Deletes of what is in use are refused in every version, whatever
/// `validateReferencesBeforeDelete` says. Safe for concurrent use.
public final class Pipelines {

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule write;

  public Pipelines(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.read("objectType");
    write = scopes.write("objectType");
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    var area =
        new ModernArea("Pipelines", version, version.crm("pipelines") + "/{objectType}", errors);
    return List.of(
        area.route("GET", "", read, this::list),
        area.route("POST", "", write, this::create),
        area.route("GET", "/{pipelineId}", read, this::get),
        area.route("PUT", "/{pipelineId}", write, this::replace),
        area.route("PATCH", "/{pipelineId}", write, this::update),
        area.route("DELETE", "/{pipelineId}", write, this::delete),
        area.route("GET", "/{pipelineId}/audit", read, this::audit));
  }

  private Response list(Request request) {
    List<Pipeline> pipelines = crm.catalogue(request.caller()).pipelinesOf(type(request, crm));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              pipelines.forEach(pipeline -> PipelineJson.pipeline(json, pipeline, List.of()));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    ObjectTypeId type = type(request, crm);
    PipelineInput input = PipelineBody.pipeline(Fields.ofBody(request.body()));
    Pipeline created = crm.pipelines().create(request.caller(), type, input);
    return answer(201, created, input);
  }

  private Response get(Request request) {
    Pipeline pipeline = find(request, crm);
    return Response.json(200, Json.write(json -> PipelineJson.pipeline(json, pipeline, List.of())));
  }

  private Response replace(Request request) {
    ObjectTypeId type = type(request, crm);
    PipelineInput input = PipelineBody.pipeline(Fields.ofBody(request.body()));
    return answer(200, crm.pipelines().replace(request.caller(), type, id(request), input), input);
  }

  private Response update(Request request) {
    ObjectTypeId type = type(request, crm);
    PipelineInput input = PipelineBody.pipelinePatch(Fields.ofBody(request.body()));
    return answer(200, crm.pipelines().update(request.caller(), type, id(request), input), input);
  }

  private Response delete(Request request) {
    crm.pipelines().delete(request.caller(), type(request, crm), id(request));
    return Response.noContent();
  }

  private Response audit(Request request) {
    return audit(request, crm, id(request));
  }

  private static Response answer(int status, Pipeline pipeline, PipelineInput input) {
    return Response.json(
        status,
        Json.write(
            json -> PipelineJson.pipeline(json, pipeline, input.stages().orElse(List.of()))));
  }

  /// What was done to a pipeline or to one of its stages.
  static Response audit(Request request, Crm crm, String subject) {
    var entries = crm.pipelines().audit(request.caller(), type(request, crm), id(request), subject);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              long portal = request.caller().portal();
              entries.forEach(entry -> PipelineJson.audit(json, entry, portal));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  static ObjectTypeId type(Request request, Crm crm) {
    return crm.catalogue(request.caller()).types().resolve(request.parameter("objectType")).id();
  }

  static String id(Request request) {
    return request.parameter("pipelineId");
  }

  /// @throws CrmException with [Problem.UnknownDefinition]
  static Pipeline find(Request request, Crm crm) {
    String id = id(request);
    return crm.catalogue(request.caller()).pipelinesOf(type(request, crm)).stream()
        .filter(pipeline -> pipeline.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownDefinition(Definition.PIPELINE, id)));
  }
}
