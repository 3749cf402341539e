package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.association.AssociationPair;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.LabelChanges.Label;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;

/// Association labels of v4, in both its spellings, and of the dated versions (modern-api.md 3.3).
/// Safe for concurrent use.
public final class AssociationLabels {

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule write;

  public AssociationLabels(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.readEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    write = scopes.writeEither(Ends.FROM_TYPE, Ends.TO_TYPE);
  }

  public List<Route> routes() {
    return Version.WITH_LABELS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    var routes = new ArrayList<Route>();
    for (String base : version.labels()) {
      String labels = base + "/{fromObjectType}/{toObjectType}/labels";
      routes.add(route("GET", labels, version, read, request -> list(request, version)));
      routes.add(route("POST", labels, version, write, request -> create(request, version)));
      routes.add(route("PUT", labels, version, write, this::update));
      routes.add(route("DELETE", labels + "/{associationTypeId}", version, write, this::delete));
    }
    return routes;
  }

  private Route route(
      String method, String template, Version version, ScopeRule rule, Handler handler) {
    return new ModernArea("Associations", version, "", errors)
        .route(method, template, rule, handler);
  }

  private Response list(Request request, Version version) {
    Ends ends = Ends.of(request, crm);
    return answer(types(request).between(ends.from().id(), ends.to().id()), version);
  }

  /// Answers both directions, the one asked for first.
  private Response create(Request request, Version version) {
    Ends ends = Ends.of(request, crm);
    Fields body = Fields.ofBody(request.body());
    body.require("name", "label");
    var label =
        new Label(
            body.text("name").orElseThrow(),
            body.text("label").orElseThrow(),
            body.text("inverseLabel"));
    AssociationPair pair =
        crm.labels().create(request.caller(), ends.from().id(), ends.to().id(), label);
    AssociationTypes types = types(request);
    var both = new ArrayList<AssociationType>(2);
    types.find(pair.from(), pair.to(), pair.key()).ifPresent(both::add);
    types.find(pair.to(), pair.from(), pair.inverseKey()).ifPresent(both::add);
    return answer(both, version);
  }

  private Response update(Request request) {
    Ends ends = Ends.of(request, crm);
    Fields body = Fields.ofBody(request.body());
    body.require("associationTypeId", "label");
    crm.labels()
        .update(
            request.caller(),
            ends.from().id(),
            ends.to().id(),
            body.integer("associationTypeId").orElseThrow(),
            body.text("label").orElseThrow(),
            body.text("inverseLabel"));
    return Response.noContent();
  }

  private Response delete(Request request) {
    Ends ends = Ends.of(request, crm);
    long typeId = RecordIds.ofPath(request.parameter("associationTypeId"));
    crm.labels()
        .delete(
            request.caller(),
            ends.from().id(),
            ends.to().id(),
            (int) Math.min(typeId, Integer.MAX_VALUE));
    return Response.noContent();
  }

  private AssociationTypes types(Request request) {
    return crm.catalogue(request.caller()).associationTypes();
  }

  private static Response answer(List<AssociationType> types, Version version) {
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              for (AssociationType type : types) {
                json.writeStartObject();
                LinksJson.type(json, type);
                if (version.labelsWithObjectTypes()) {
                  json.writeNullProperty("fromObjectTypeId");
                  json.writeNullProperty("toObjectTypeId");
                }
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
