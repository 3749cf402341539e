package dev.liaison.wire.modern.pipelines;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
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
import java.util.Map;

/// Stages of pipelines: the calls of v3 and the dated versions (modern-api.md 3.5). Safe for
/// concurrent use.
public final class PipelineStages {

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule write;

  public PipelineStages(Crm crm, ModernErrors errors) {
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
        new ModernArea(
            "Pipelines",
            version,
            version.crm("pipelines") + "/{objectType}/{pipelineId}/stages",
            errors);
    return List.of(
        area.route("GET", "", read, this::list),
        area.route("POST", "", write, this::create),
        area.route("GET", "/{stageId}", read, this::get),
        area.route("PUT", "/{stageId}", write, this::replace),
        area.route("PATCH", "/{stageId}", write, this::update),
        area.route("DELETE", "/{stageId}", write, this::delete),
        area.route("GET", "/{stageId}/audit", read, this::audit));
  }

  private Response list(Request request) {
    Pipeline pipeline = Pipelines.find(request, crm);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              pipeline.stages().forEach(stage -> PipelineJson.stage(json, stage, Map.of()));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    ObjectTypeId type = Pipelines.type(request, crm);
    StageInput input = PipelineBody.stage(Fields.ofBody(request.body()));
    Stage created =
        crm.pipelines().createStage(request.caller(), type, Pipelines.id(request), input);
    return answer(201, created, input.metadata());
  }

  private Response get(Request request) {
    Stage stage =
        Pipelines.find(request, crm)
            .stage(id(request))
            .orElseThrow(
                () ->
                    new CrmException(new Problem.UnknownDefinition(Definition.STAGE, id(request))));
    return answer(200, stage, Map.of());
  }

  private Response replace(Request request) {
    return change(request, PipelineBody.stage(Fields.ofBody(request.body())), true);
  }

  private Response update(Request request) {
    return change(request, PipelineBody.stagePatch(Fields.ofBody(request.body())), false);
  }

  private Response change(Request request, StageInput input, boolean whole) {
    Stage changed =
        crm.pipelines()
            .changeStage(
                request.caller(),
                Pipelines.type(request, crm),
                Pipelines.id(request),
                id(request),
                input,
                whole);
    return answer(200, changed, input.metadata());
  }

  private Response delete(Request request) {
    crm.pipelines()
        .deleteStage(
            request.caller(), Pipelines.type(request, crm), Pipelines.id(request), id(request));
    return Response.noContent();
  }

  private Response audit(Request request) {
    return Pipelines.audit(request, crm, id(request));
  }

  private static Response answer(int status, Stage stage, Map<String, String> echoed) {
    return Response.json(status, Json.write(json -> PipelineJson.stage(json, stage, echoed)));
  }

  private static String id(Request request) {
    return request.parameter("stageId");
  }
}
