package dev.liaison.wire.legacy.properties;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Properties v1 and v2, under each of their paths (legacy-api.md section 12).
public final class Properties {

  private static final String NAMED = "/{propertyName}";

  private final Crm crm;

  public Properties(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    return Base.ALL.stream().flatMap(base -> routes(base).stream()).toList();
  }

  private List<Route> routes(Base base) {
    LegacyArea area = base.area();
    ScopeRule read = base.read(crm);
    ScopeRule write = base.write(crm);
    String all = base.prefix() + "/properties";
    String one = all + "/named" + NAMED;
    String next = base.successor();
    String nextOne = next + NAMED;
    List<Route> routes = new ArrayList<>();
    routes.add(area.route("GET", all, read, request -> list(base, request), "GET " + next));
    routes.add(area.route("POST", all, write, request -> create(base, request), "POST " + next));
    routes.add(area.route("GET", one, read, request -> get(base, request), "GET " + nextOne));
    // v1 changes with PUT, clients of v2 with PATCH.
    for (String method : List.of("PUT", "PATCH")) {
      routes.add(
          area.route(method, one, write, request -> update(base, request), "PATCH " + nextOne));
    }
    routes.add(
        area.route("DELETE", one, write, request -> archive(base, request), "DELETE " + nextOne));
    return routes;
  }

  private Response list(Base base, Request request) {
    List<PropertyDefinition> properties =
        crm.catalogue(request.caller()).properties().of(type(base, request));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              properties.forEach(property -> PropertyJson.write(json, property));
              json.writeEndArray();
            }));
  }

  private Response create(Base base, Request request) {
    ObjectTypeId type = type(base, request);
    return answer(
        crm.properties()
            .create(request.caller(), type, PropertyBody.create(Fields.ofBody(request.body()))));
  }

  private Response get(Base base, Request request) {
    return answer(
        crm.catalogue(request.caller())
            .properties()
            .find(type(base, request), name(request))
            .orElseThrow(
                () ->
                    new CrmException(
                        new Problem.UnknownDefinition(Definition.PROPERTY, name(request)))));
  }

  private Response update(Base base, Request request) {
    ObjectTypeId type = type(base, request);
    return answer(
        crm.properties()
            .update(
                request.caller(),
                type,
                name(request),
                PropertyBody.update(Fields.ofBody(request.body()))));
  }

  private Response archive(Base base, Request request) {
    crm.properties().archive(request.caller(), type(base, request), name(request));
    return Response.noContent();
  }

  private static Response answer(PropertyDefinition property) {
    return Response.json(200, Json.write(json -> PropertyJson.write(json, property)));
  }

  private ObjectTypeId type(Base base, Request request) {
    return base.type(crm, request).id();
  }

  private static String name(Request request) {
    return request.parameter("propertyName").toLowerCase(Locale.ROOT);
  }
}
