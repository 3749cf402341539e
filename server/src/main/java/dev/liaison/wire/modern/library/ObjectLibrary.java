package dev.liaison.wire.modern.library;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ObjectType;
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
import java.util.stream.Stream;

/// Which object types the account has switched on (modern-api.md 3.11): all that there are. Safe
/// for concurrent use.
public final class ObjectLibrary {

  private final Crm crm;
  private final ModernErrors errors;

  public ObjectLibrary(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream()
        .flatMap(
            version ->
                Stream.of(
                    route(version, "", this::all), route(version, "/{objectTypeId}", this::one)))
        .toList();
  }

  private Route route(Version version, String path, Handler handler) {
    return new ModernArea(
            "Object library", version, version.crm("object-library") + "/enablement", errors)
        .route("GET", path, ScopeRule.NONE, handler);
  }

  private Response all(Request request) {
    List<ObjectType> types = crm.catalogue(request.caller()).types().all();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeObjectPropertyStart("enablementByObjectTypeId");
              types.forEach(type -> json.writeBooleanProperty(type.id().toString(), true));
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  private Response one(Request request) {
    String word = request.parameter("objectTypeId");
    boolean there =
        crm.catalogue(request.caller()).types().all().stream()
            .anyMatch(type -> type.id().toString().equals(word));
    if (!there) {
      throw new CrmException(new Problem.UnknownObjectTypeId(word));
    }
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeBooleanProperty("enablement", true);
              json.writeEndObject();
            }));
  }
}
