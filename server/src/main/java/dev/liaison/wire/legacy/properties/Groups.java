package dev.liaison.wire.legacy.properties;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.GroupChanges;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyGroup;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Property groups v1 and v2, under each of their paths (legacy-api.md section 12).
public final class Groups {

  private static final String NAMED = "/{groupName}";

  private final Crm crm;

  public Groups(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    return Base.ALL.stream().flatMap(base -> routes(base).stream()).toList();
  }

  private List<Route> routes(Base base) {
    LegacyArea area = base.area();
    ScopeRule read = base.read(crm);
    ScopeRule write = base.write(crm);
    String all = base.prefix() + "/groups";
    String one = all + "/named" + NAMED;
    String next = base.successor() + "/groups";
    String nextOne = next + NAMED;
    return List.of(
        area.route("GET", all, read, request -> list(base, request), "GET " + next),
        area.route("POST", all, write, request -> create(base, request), "POST " + next),
        area.route("GET", one, read, request -> get(base, request), "GET " + nextOne),
        area.route("PUT", one, write, request -> update(base, request), "PATCH " + nextOne),
        area.route("DELETE", one, write, request -> remove(base, request), "DELETE " + nextOne));
  }

  private Response list(Base base, Request request) {
    ObjectTypeId type = type(base, request);
    Catalogue catalogue = crm.catalogue(request.caller());
    boolean whole = includeProperties(request);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              catalogue
                  .properties()
                  .groups(type)
                  .values()
                  .forEach(group -> write(json, catalogue, type, group, whole));
              json.writeEndArray();
            }));
  }

  private Response create(Base base, Request request) {
    ObjectTypeId type = type(base, request);
    Fields body = Fields.ofBody(request.body());
    body.require("name");
    var group =
        new PropertyGroup(
            body.text("name").orElse(""),
            body.text("displayName").orElse(""),
            body.integer("displayOrder").orElse(-1),
            false);
    return answer(request, type, crm.groups().create(request.caller(), type, group));
  }

  private Response get(Base base, Request request) {
    ObjectTypeId type = type(base, request);
    Catalogue catalogue = crm.catalogue(request.caller());
    return answer(request, type, GroupChanges.find(catalogue, type, name(request)));
  }

  private Response update(Base base, Request request) {
    ObjectTypeId type = type(base, request);
    Fields body = Fields.ofBody(request.body());
    return answer(
        request,
        type,
        crm.groups()
            .update(
                request.caller(),
                type,
                name(request),
                body.text("displayName"),
                body.integer("displayOrder")));
  }

  private Response remove(Base base, Request request) {
    crm.groups().remove(request.caller(), type(base, request), name(request));
    return Response.noContent();
  }

  private Response answer(Request request, ObjectTypeId type, PropertyGroup group) {
    Catalogue catalogue = crm.catalogue(request.caller());
    boolean whole = includeProperties(request);
    return Response.json(200, Json.write(json -> write(json, catalogue, type, group, whole)));
  }

  private static void write(
      JsonGenerator json,
      Catalogue catalogue,
      ObjectTypeId type,
      PropertyGroup group,
      boolean whole) {
    json.writeStartObject();
    PropertyJson.group(json, group);
    if (whole) {
      json.writeArrayPropertyStart("properties");
      for (PropertyDefinition property : catalogue.properties().of(type)) {
        if (property.groupName().equals(group.name())) {
          PropertyJson.write(json, property);
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static boolean includeProperties(Request request) {
    return request.query().isTrue("includeProperties");
  }

  private ObjectTypeId type(Base base, Request request) {
    return base.type(crm, request).id();
  }

  private static String name(Request request) {
    return request.parameter("groupName");
  }
}
