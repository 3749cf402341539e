package dev.liaison.wire.modern.limits;

import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.usage.LinkUsage;
import dev.liaison.crm.usage.Usage;
import dev.liaison.crm.usage.Usage.OfType;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Limits and usage of v3 and the dated versions (modern-api.md 3.10). Any scope may ask: they tell
/// nothing of a record but that it has many links. Safe for concurrent use.
public final class Limits {

  private final Crm crm;
  private final ModernErrors errors;

  public Limits(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    String records = "/associations/records";
    return List.of(
        route(version, "/associations/labels", this::labels),
        route(version, records + "/from", this::from),
        route(version, records + "/{fromObjectTypeId}/to", this::to),
        route(version, records + "/{fromObjectTypeId}/{toObjectTypeId}", this::between),
        route(version, "/calculated-properties", this::calculatedProperties),
        route(version, "/custom-object-types", this::customTypes),
        route(version, "/custom-properties", this::customProperties),
        route(version, "/pipelines", this::pipelines),
        route(version, "/records", this::records));
  }

  private Route route(Version version, String path, Handler handler) {
    return new ModernArea("Limits", version, version.crm("limits"), errors)
        .route("GET", path, ScopeRule.NONE, handler);
  }

  private Response labels(Request request) {
    Optional<ObjectTypeId> from = queried(request, "fromObjectTypeId");
    Optional<ObjectTypeId> to = queried(request, "toObjectTypeId");
    List<Usage.Labels> labels =
        crm.usage().labels(request.caller()).stream()
            .filter(each -> from.isEmpty() || from.get().equals(each.from().id()))
            .filter(each -> to.isEmpty() || to.get().equals(each.to().id()))
            .toList();
    return results(json -> labels.forEach(each -> labels(json, each)));
  }

  private static void labels(JsonGenerator json, Usage.Labels labels) {
    json.writeStartObject();
    json.writeObjectPropertyStart("fromObjectType");
    LimitsJson.type(json, labels.from());
    json.writeEndObject();
    json.writeObjectPropertyStart("toObjectType");
    LimitsJson.type(json, labels.to());
    json.writeEndObject();
    LimitsJson.figures(json, labels.labels().size(), Usage.Labels.LIMIT);
    json.writeArrayPropertyStart("allLabels");
    labels.labels().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private Response from(Request request) {
    return crowdedTypes(crm.linkUsage().from(request.caller()));
  }

  private Response to(Request request) {
    ObjectTypeId from = type(request, request.parameter("fromObjectTypeId"));
    return crowdedTypes(crm.linkUsage().to(request.caller(), from));
  }

  private static Response crowdedTypes(List<LinkUsage.OfType> types) {
    return results(
        json -> {
          for (LinkUsage.OfType each : types) {
            json.writeStartObject();
            LimitsJson.type(json, each.type());
            json.writeBooleanProperty("hasRecordsNearLimit", each.near());
            json.writeBooleanProperty("hasRecordsAtLimit", each.at());
            json.writeEndObject();
          }
        });
  }

  private Response between(Request request) {
    LinkUsage.Crowded crowded =
        crm.linkUsage()
            .crowded(
                request.caller(),
                type(request, request.parameter("fromObjectTypeId")),
                type(request, request.parameter("toObjectTypeId")));
    return answer(
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("limit", crowded.limit());
          json.writeNumberProperty("totalRecordsNearLimit", crowded.near());
          json.writeNumberProperty("totalRecordsAtLimit", crowded.at());
          LimitsJson.samples(
              json, "nearLimitFromRecordSamples", crowded.nearSamples(), crowded.limit(), true);
          LimitsJson.samples(
              json, "atLimitFromRecordSamples", crowded.atSamples(), crowded.limit(), false);
          json.writeEndObject();
        });
  }

  private Response calculatedProperties(Request request) {
    List<OfType> types = crm.usage().calculatedProperties(request.caller());
    return answer(
        json -> {
          json.writeStartObject();
          LimitsJson.overall(json, types, Usage.CALCULATED);
          LimitsJson.used(json, types);
          json.writeEndObject();
        });
  }

  private Response customTypes(Request request) {
    long usage = crm.usage().customTypes(request.caller());
    return answer(
        json -> {
          json.writeStartObject();
          LimitsJson.figures(json, usage, Usage.CUSTOM_TYPES);
          json.writeEndObject();
        });
  }

  private Response customProperties(Request request) {
    List<OfType> types = crm.usage().customProperties(request.caller());
    return answer(
        json -> {
          json.writeStartObject();
          LimitsJson.overall(json, types, (long) Usage.PROPERTIES * types.size());
          LimitsJson.limited(json, "byObjectType", types, Usage.PROPERTIES);
          json.writeEndObject();
        });
  }

  private Response pipelines(Request request) {
    List<OfType> types = crm.usage().pipelines(request.caller());
    long limit = crm.usage().mostPipelines();
    long custom = types.stream().filter(each -> each.type().custom()).count();
    return answer(json -> LimitsJson.byOrigin(json, types, limit, limit * custom));
  }

  private Response records(Request request) {
    List<OfType> types = crm.usage().records(request.caller());
    return answer(json -> LimitsJson.byOrigin(json, types, Usage.RECORDS, Usage.CUSTOM_RECORDS));
  }

  private static Response results(Consumer<JsonGenerator> entries) {
    return answer(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("results");
          entries.accept(json);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static Response answer(Consumer<JsonGenerator> body) {
    return Response.json(200, Json.write(body));
  }

  private Optional<ObjectTypeId> queried(Request request, String name) {
    return request
        .query()
        .first(name)
        .filter(word -> !word.isEmpty())
        .map(word -> type(request, word));
  }

  private ObjectTypeId type(Request request, String word) {
    return crm.catalogue(request.caller()).types().resolve(word).id();
  }
}
