package dev.liaison.wire.legacy.owners;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.owner.Owner;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.Wording;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Owners v2 (legacy-api.md section 13).
public final class OwnersV2 {

  private static final LegacyArea AREA =
      new LegacyArea(
          "Owners v2",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/owners.md");

  private final Crm crm;

  public OwnersV2(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    List<Scope> scopes = List.of(Scopes.named("crm.objects.owners.read"));
    String owners = "/owners/v2/owners";
    return List.of(
        AREA.route("GET", owners, _ -> scopes, this::list, "GET /crm/v3/owners"),
        AREA.route(
            "GET", owners + "/{ownerId}", _ -> scopes, this::get, "GET /crm/v3/owners/{ownerId}"));
  }

  private Response list(Request request) {
    Query query = request.query();
    Optional<String> email = query.first("email");
    boolean inactive = query.isTrue("includeInactive");
    List<Owner> owners =
        crm.owners().all(request.caller().portal()).stream()
            .filter(owner -> inactive || !owner.archived())
            .filter(owner -> email.map(owner.email()::equals).orElse(true))
            .toList();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              owners.forEach(owner -> write(json, request.caller().portal(), owner));
              json.writeEndArray();
            }));
  }

  private Response get(Request request) {
    long portal = request.caller().portal();
    long id = LegacyIds.path(request, "ownerId");
    Owner owner =
        crm.owners()
            .find(portal, id)
            .orElseThrow(
                () -> new CrmException(new Problem.NoSuchThing("owner", Long.toString(id))));
    return Response.json(200, Json.write(json -> write(json, portal, owner)));
  }

  /// The fields up to `remoteList` are recorded, the others are those of a client's type.
  private static void write(JsonGenerator json, long portal, Owner owner) {
    boolean active = !owner.archived();
    json.writeStartObject();
    json.writeNumberProperty("portalId", portal);
    json.writeNumberProperty("ownerId", owner.id());
    json.writeStringProperty("type", "PERSON");
    json.writeStringProperty("firstName", owner.firstName());
    json.writeStringProperty("lastName", owner.lastName());
    json.writeStringProperty("email", owner.email());
    json.writeNumberProperty("createdAt", owner.createdAt());
    json.writeNumberProperty("updatedAt", owner.updatedAt());
    json.writeArrayPropertyStart("remoteList");
    json.writeStartObject();
    json.writeNumberProperty("id", owner.id());
    json.writeNumberProperty("portalId", portal);
    json.writeNumberProperty("ownerId", owner.id());
    json.writeStringProperty("remoteId", Long.toString(owner.userId()));
    json.writeStringProperty("remoteType", "HUBSPOT");
    json.writeBooleanProperty("active", active);
    json.writeEndObject();
    json.writeEndArray();
    json.writeBooleanProperty("hasContactsAccess", active);
    if (active) {
      json.writeNumberProperty("activeUserId", owner.userId());
    } else {
      json.writeNullProperty("activeUserId");
    }
    json.writeNullProperty("activeSalesforceId");
    json.writeNumberProperty("userIdIncludingInactive", owner.userId());
    json.writeBooleanProperty("isActive", active);
    json.writeEndObject();
  }
}
