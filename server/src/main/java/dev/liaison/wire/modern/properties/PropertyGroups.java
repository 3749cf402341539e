package dev.liaison.wire.modern.properties;

import dev.liaison.crm.Crm;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.GroupChanges;
import dev.liaison.crm.property.PropertyGroup;
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
import java.util.Collection;
import java.util.List;

/// Property groups: the calls of v3 and the dated versions (modern-api.md 3.4). Safe for concurrent
/// use.
public final class PropertyGroups {

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule write;

  public PropertyGroups(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.readDefinitions("objectType");
    write = scopes.writeDefinitions("objectType");
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    var area =
        new ModernArea(
            "Properties", version, version.crm("properties") + "/{objectType}/groups", errors);
    return List.of(
        area.route("GET", "", read, this::list),
        area.route("POST", "", write, this::create),
        area.route("GET", "/{groupName}", read, this::get),
        area.route("PATCH", "/{groupName}", write, this::update),
        area.route("DELETE", "/{groupName}", write, this::remove));
  }

  private Response list(Request request) {
    Collection<PropertyGroup> groups =
        crm.catalogue(request.caller()).properties().groups(type(request)).values();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              groups.forEach(group -> PropertyJson.group(json, group));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    ObjectTypeId type = type(request);
    Fields body = Fields.ofBody(request.body());
    body.require("name", "label");
    var group =
        new PropertyGroup(
            body.text("name").orElse(""),
            body.text("label").orElse(""),
            body.integer("displayOrder").orElse(-1),
            false);
    return answer(201, crm.groups().create(request.caller(), type, group))
        .with("Location", PropertyJson.location(request, group.name()));
  }

  private Response get(Request request) {
    return answer(
        200, GroupChanges.find(crm.catalogue(request.caller()), type(request), name(request)));
  }

  private Response update(Request request) {
    ObjectTypeId type = type(request);
    Fields body = Fields.ofBody(request.body());
    return answer(
        200,
        crm.groups()
            .update(
                request.caller(),
                type,
                name(request),
                body.text("label"),
                body.integer("displayOrder")));
  }

  private Response remove(Request request) {
    crm.groups().remove(request.caller(), type(request), name(request));
    return Response.noContent();
  }

  private static Response answer(int status, PropertyGroup group) {
    return Response.json(status, Json.write(json -> PropertyJson.group(json, group)));
  }

  private ObjectTypeId type(Request request) {
    return crm.catalogue(request.caller()).types().resolve(request.parameter("objectType")).id();
  }

  private static String name(Request request) {
    return request.parameter("groupName");
  }
}
