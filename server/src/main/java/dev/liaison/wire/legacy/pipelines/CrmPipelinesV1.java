package dev.liaison.wire.legacy.pipelines;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.pipeline.PipelineInput;
import dev.liaison.crm.pipeline.PipelineInput.StageInput;
import dev.liaison.crm.pipeline.Pipelines;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// CRM pipelines v1, of deals and tickets (legacy-api.md section 11). Safe for concurrent use.
public final class CrmPipelinesV1 {

  private static final String PIPELINES = "/crm-pipelines/v1/pipelines/{objectType}";
  private static final String V3 = "/crm/v3/pipelines/{objectType}";

  /// Documented.
  private static final int LABEL = 36;

  private static final Set<String> INACTIVE = Set.of("EXCLUDE_DELETED", "INCLUDE_DELETED");

  private final Crm crm;
  private final LegacyArea area = PipelineArea.named("CRM pipelines v1");

  public CrmPipelinesV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    ScopeRule read = scopes(Scopes::read);
    ScopeRule write = scopes(Scopes::write);
    String one = PIPELINES + "/{pipelineId}";
    String v3One = V3 + "/{pipelineId}";
    return List.of(
        area.route("GET", PIPELINES, read, this::list, "GET " + V3),
        area.route("POST", PIPELINES, write, this::create, "POST " + V3),
        area.route("PUT", one, write, this::replace, "PUT " + v3One),
        area.route("DELETE", one, write, this::delete, "DELETE " + v3One));
  }

  /// Other words than those of the two types need nothing: the handler refuses them.
  private ScopeRule scopes(Function<ObjectType, Scope> scope) {
    return request ->
        find(request).stream()
            .map(type -> scope.apply(crm.catalogues().hubspotDefined().types().byId(type)))
            .toList();
  }

  /// What is deleted is gone for good, so that nothing inactive is there to be included.
  private Response list(Request request) {
    ObjectTypeId type = type(request);
    String inactive = request.query().first("includeInactive").orElse("EXCLUDE_DELETED");
    if (!INACTIVE.contains(inactive)) {
      throw new RefusalException(new Refusal.UnknownConstant(inactive, "IncludeInactive"));
    }
    List<Pipeline> pipelines = crm.catalogue(request.caller()).pipelines().of(type);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              pipelines.forEach(pipeline -> write(json, type, pipeline));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    ObjectTypeId type = type(request);
    return answer(type, crm.pipelines().create(request.caller(), type, input(request)));
  }

  private Response replace(Request request) {
    ObjectTypeId type = type(request);
    return answer(
        type,
        crm.pipelines()
            .replace(request.caller(), type, request.parameter("pipelineId"), input(request)));
  }

  private Response delete(Request request) {
    crm.pipelines().delete(request.caller(), type(request), request.parameter("pipelineId"));
    return Response.noContent();
  }

  private static PipelineInput input(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("label", "stages");
    if (body.text("label").orElse("").length() > LABEL) {
      throw new RefusalException(
          new Refusal.InvalidValue("label", "A label has at most " + LABEL + " characters"));
    }
    return new PipelineInput(
        body.text("pipelineId"),
        body.text("label"),
        body.integer("displayOrder"),
        Optional.of(body.objects("stages").stream().map(CrmPipelinesV1::stage).toList()));
  }

  private static StageInput stage(Fields stage) {
    stage.require("label");
    var metadata = new LinkedHashMap<String, String>();
    stage.object("metadata").ifPresent(it -> it.forEachText(metadata::put));
    return new StageInput(
        stage.text("stageId"), stage.text("label"), stage.integer("displayOrder"), metadata);
  }

  private static Optional<ObjectTypeId> find(Request request) {
    return switch (request.parameter("objectType").toLowerCase(Locale.ROOT)) {
      case "deals", "deal" -> Optional.of(ObjectTypes.DEAL);
      case "tickets", "ticket" -> Optional.of(ObjectTypes.TICKET);
      default -> Optional.empty();
    };
  }

  private static ObjectTypeId type(Request request) {
    return find(request)
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.UnknownConstant(request.parameter("objectType"), "ObjectType")));
  }

  private static Response answer(ObjectTypeId type, Pipeline pipeline) {
    return Response.json(200, Json.write(json -> write(json, type, pipeline)));
  }

  private static void write(JsonGenerator json, ObjectTypeId type, Pipeline pipeline) {
    json.writeStartObject();
    json.writeStringProperty("pipelineId", pipeline.id());
    json.writeStringProperty("objectType", type.equals(ObjectTypes.DEAL) ? "DEAL" : "TICKET");
    json.writeStringProperty("label", pipeline.label());
    json.writeNumberProperty("displayOrder", pipeline.displayOrder());
    json.writeBooleanProperty("active", true);
    json.writeBooleanProperty("default", Pipelines.isHubspotDefined(type, pipeline.id()));
    time(json, "createdAt", pipeline.createdAt());
    time(json, "updatedAt", pipeline.updatedAt());
    json.writeArrayPropertyStart("stages");
    for (Stage stage : pipeline.stages()) {
      json.writeStartObject();
      json.writeStringProperty("stageId", stage.id());
      json.writeStringProperty("label", stage.label());
      json.writeNumberProperty("displayOrder", stage.displayOrder());
      json.writeBooleanProperty("active", true);
      time(json, "createdAt", stage.createdAt());
      time(json, "updatedAt", stage.updatedAt());
      json.writeObjectPropertyStart("metadata");
      stage.metadata().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Null for what HubSpot defines (recorded).
  private static void time(JsonGenerator json, String name, long at) {
    if (at == 0) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, at);
    }
  }
}
