package dev.liaison.wire.modern.owners;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.owner.Owner;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Handler;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// The owners of the account (modern-api.md 3.7). Safe for concurrent use.
public final class Owners {

  /// Entries of a list: the usual number and the most (modern-api.md 3.7).
  private static final int PAGE = 100;

  private static final int MAX_PAGE = 500;

  private final Crm crm;
  private final ModernErrors errors;

  public Owners(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
  }

  public List<Route> routes() {
    return Version.WITH_OBJECTS.stream()
        .flatMap(
            version ->
                Stream.of(route(version, "", this::list), route(version, "/{ownerId}", this::get)))
        .toList();
  }

  private Route route(Version version, String path, Handler handler) {
    List<Scope> scopes = List.of(Scopes.named("crm.objects.owners.read"));
    return new ModernArea("Owners", version, version.crm("owners"), errors)
        .route("GET", path, _ -> scopes, handler);
  }

  private Response list(Request request) {
    Query query = request.query();
    Optional<String> email = query.first("email");
    boolean archived = query.isTrue("archived");
    Page<Owner> page =
        crm.owners()
            .list(
                request.caller().portal(),
                owner ->
                    owner.archived() == archived
                        && email.map(owner.email()::equalsIgnoreCase).orElse(true),
                Paging.after(query),
                Paging.limit(query, PAGE, MAX_PAGE));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              page.items().forEach(owner -> write(json, owner));
              json.writeEndArray();
              if (page.hasMore()) {
                Paging.write(json, request, page.items().getLast().id());
              }
              json.writeEndObject();
            }));
  }

  private Response get(Request request) {
    long portal = request.caller().portal();
    long id = RecordIds.ofPath(request.parameter("ownerId"));
    String idProperty = request.query().first("idProperty").orElse("id");
    Optional<Owner> found =
        switch (idProperty) {
          case "id" -> crm.owners().find(portal, id);
          case "userId" -> crm.owners().findUser(portal, id);
          default ->
              throw new RefusalException(
                  new Refusal.InvalidValue(
                      "idProperty", "'" + idProperty + "' is not one of [id, userId]"));
        };
    boolean archived = request.query().isTrue("archived");
    Owner owner =
        found
            .filter(it -> it.archived() == archived)
            .orElseThrow(
                () -> new CrmException(new Problem.NoSuchThing("owner", Long.toString(id))));
    return Response.json(200, Json.write(json -> write(json, owner)));
  }

  /// A `PublicOwner`. Who is a user no more has a `userIdIncludingInactive` only, as its name says.
  private static void write(JsonGenerator json, Owner owner) {
    json.writeStartObject();
    json.writeStringProperty("id", Long.toString(owner.id()));
    json.writeStringProperty("email", owner.email());
    json.writeStringProperty("type", "PERSON");
    json.writeStringProperty("firstName", owner.firstName());
    json.writeStringProperty("lastName", owner.lastName());
    if (owner.archived()) {
      json.writeNullProperty("userId");
    } else {
      json.writeNumberProperty("userId", owner.userId());
    }
    json.writeNumberProperty("userIdIncludingInactive", owner.userId());
    json.writeStringProperty("createdAt", Times.isoDateTime(owner.createdAt()));
    json.writeStringProperty("updatedAt", Times.isoDateTime(owner.updatedAt()));
    json.writeBooleanProperty("archived", owner.archived());
    json.writeEndObject();
  }
}
