package dev.liaison.wire.legacy.pipelines;

import static dev.liaison.crm.object.ObjectTypes.DEAL;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.PipelineInput;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Pipelines of deals v1 (legacy-api.md section 11). Safe for concurrent use.
public final class DealPipelinesV1 {

  private static final String PIPELINES = "/deals/v1/pipelines";
  private static final String V3 = "/crm/v3/pipelines/deals";

  private final Crm crm;
  private final LegacyArea area = PipelineArea.named("Deals v1");
  private final ScopeRule read;
  private final ScopeRule write;

  public DealPipelinesV1(Crm crm) {
    this.crm = crm;
    ObjectType type = crm.catalogues().hubspotDefined().types().byId(DEAL);
    var readScopes = List.of(Scopes.read(type));
    var writeScopes = List.of(Scopes.write(type));
    this.read = _ -> readScopes;
    this.write = _ -> writeScopes;
  }

  public List<Route> routes() {
    String one = PIPELINES + "/{pipelineId}";
    String v3One = V3 + "/{pipelineId}";
    return List.of(
        area.route("GET", PIPELINES, read, this::list, "GET " + V3),
        area.route("POST", PIPELINES, write, this::create, "POST " + V3),
        area.route("GET", one, read, this::get, "GET " + v3One),
        area.route("PUT", one, write, this::replace, "PUT " + v3One),
        area.route("DELETE", one, write, this::delete, "DELETE " + v3One));
  }

  /// A bare list (recorded).
  private Response list(Request request) {
    List<Pipeline> pipelines = crm.catalogue(request.caller()).pipelines().of(DEAL);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              pipelines.forEach(pipeline -> write(json, pipeline));
              json.writeEndArray();
            }));
  }

  private Response get(Request request) {
    return answer(PipelineArea.find(crm.catalogue(request.caller()), DEAL, id(request)));
  }

  /// One that comes without stages has those of the account's first pipeline (recorded).
  private Response create(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("label");
    PipelineInput input = input(body, body.text("pipelineId"), Optional.of(usualStages()));
    return answer(crm.pipelines().create(request.caller(), DEAL, input));
  }

  /// Stages that are not given stay, those that are given take the place of all.
  private Response replace(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("label");
    PipelineInput input = input(body, Optional.empty(), Optional.empty());
    return answer(crm.pipelines().update(request.caller(), DEAL, id(request), input));
  }

  private Response delete(Request request) {
    crm.pipelines().delete(request.caller(), DEAL, id(request));
    return Response.noContent();
  }

  private static PipelineInput input(
      Fields body, Optional<String> id, Optional<List<StageInput>> otherwise) {
    return new PipelineInput(
        id,
        body.text("label"),
        body.integer("displayOrder"),
        body.has("stages")
            ? Optional.of(body.objects("stages").stream().map(DealPipelinesV1::stage).toList())
            : otherwise);
  }

  private static StageInput stage(Fields stage) {
    stage.require("label", "probability");
    return new StageInput(
        stage.text("stageId"),
        stage.text("label"),
        stage.integer("displayOrder"),
        Map.of("probability", stage.text("probability").orElse("")));
  }

  private static List<StageInput> usualStages() {
    return Pipelines.hubspotDefined().ofNew(DEAL).stream()
        .flatMap(pipeline -> pipeline.stages().stream())
        .map(
            stage ->
                new StageInput(
                    Optional.empty(),
                    Optional.of(stage.label()),
                    Optional.of(stage.displayOrder()),
                    stage.metadata()))
        .toList();
  }

  private static Response answer(Pipeline pipeline) {
    return Response.json(200, Json.write(json -> write(json, pipeline)));
  }

  private static void write(JsonGenerator json, Pipeline pipeline) {
    json.writeStartObject();
    json.writeStringProperty("pipelineId", pipeline.id());
    json.writeStringProperty("label", pipeline.label());
    json.writeBooleanProperty("active", true);
    json.writeNumberProperty("displayOrder", pipeline.displayOrder());
    json.writeBooleanProperty("staticDefault", Pipelines.isHubspotDefined(DEAL, pipeline.id()));
    json.writeArrayPropertyStart("stages");
    for (Stage stage : pipeline.stages()) {
      double probability = Double.parseDouble(stage.metadata().getOrDefault("probability", "0"));
      json.writeStartObject();
      json.writeStringProperty("stageId", stage.id());
      json.writeStringProperty("label", stage.label());
      json.writeNumberProperty("probability", probability);
      json.writeBooleanProperty("active", true);
      json.writeNumberProperty("displayOrder", stage.displayOrder());
      json.writeBooleanProperty("closedWon", probability == 1.0);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String id(Request request) {
    return request.parameter("pipelineId");
  }
}
