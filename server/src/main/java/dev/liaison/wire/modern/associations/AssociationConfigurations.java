package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Attempt;
import dev.liaison.crm.Crm;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.LimitChanges.Wanted;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.AssociationSpecs;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.StandardError;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The limits that a portal sets on associations, of v4 in both its spellings and of the dated
/// versions (modern-api.md 3.3). Safe for concurrent use.
public final class AssociationConfigurations {

  private static final int MAX = 100;

  private final Crm crm;
  private final ModernErrors errors;
  private final ScopeRule read;
  private final ScopeRule readAny;
  private final ScopeRule write;

  public AssociationConfigurations(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    var scopes = new ObjectScopes(crm.catalogues());
    read = scopes.readEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    readAny = scopes.readAny();
    write = scopes.writeEither(Ends.FROM_TYPE, Ends.TO_TYPE);
  }

  public List<Route> routes() {
    return Version.WITH_LABELS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    var routes = new ArrayList<Route>();
    for (String base : version.labels()) {
      String all = base + "/definitions/configurations";
      String pair = all + "/{fromObjectType}/{toObjectType}";
      routes.add(route("GET", all + "/all", version, readAny, this::listAll));
      routes.add(route("GET", pair, version, read, this::list));
      routes.add(route("POST", pair + "/batch/create", version, write, this::create));
      routes.add(route("POST", pair + "/batch/update", version, write, this::update));
      routes.add(route("POST", pair + "/batch/purge", version, write, this::purge));
    }
    return routes;
  }

  private Route route(
      String method, String template, Version version, ScopeRule rule, Handler handler) {
    return new ModernArea("Associations", version, "", errors)
        .route(method, template, rule, handler);
  }

  private Response listAll(Request request) {
    return answer(request, types(request).all());
  }

  private Response list(Request request) {
    Ends ends = Ends.of(request, crm);
    return answer(request, types(request).between(ends.from().id(), ends.to().id()));
  }

  private Response answer(Request request, List<AssociationType> among) {
    AssociationTypes types = types(request);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              for (AssociationType type : among) {
                types.limit(type.key()).ifPresent(limit -> configuration(json, type, limit));
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Response create(Request request) {
    return set(request, 201, true);
  }

  private Response update(Request request) {
    return set(request, 200, false);
  }

  private Response set(Request request, int success, boolean anew) {
    BatchAnswer answer = BatchAnswer.start(crm.clock());
    Ends ends = Ends.of(request, crm);
    List<Wanted> wanted =
        Inputs.of(request, MAX).stream().map(AssociationConfigurations::wanted).toList();
    var refused = new ArrayList<StandardError>(0);
    var done = new ArrayList<Wanted>(wanted.size());
    for (Attempt<Wanted> attempt :
        crm.linkLimits()
            .setEach(request.caller(), ends.from().id(), ends.to().id(), wanted, anew)) {
      switch (attempt) {
        case Attempt.Done<Wanted>(Wanted limit) -> done.add(limit);
        case Attempt.Refused<Wanted>(var problem) ->
            refused.add(errors.of(problem, request.caller().portal()));
      }
    }
    AssociationTypes types = types(request);
    return answer.complete(
        success,
        refused,
        json -> {
          for (Wanted limit : done) {
            types
                .find(ends.from().id(), ends.to().id(), limit.key())
                .ifPresent(type -> configuration(json, type, limit.most()));
          }
        });
  }

  private Response purge(Request request) {
    Ends ends = Ends.of(request, crm);
    AssociationTypes types = types(request);
    List<AssociationKey> keys =
        Inputs.of(request, MAX).stream()
            .map(AssociationConfigurations::key)
            .filter(key -> types.find(ends.from().id(), ends.to().id(), key).isPresent())
            .toList();
    crm.linkLimits().removeAll(request.caller(), keys);
    return Response.noContent();
  }

  private static Wanted wanted(Fields input) {
    input.require("category", "typeId", "maxToObjectIds");
    return new Wanted(key(input), input.integer("maxToObjectIds").orElseThrow());
  }

  private static AssociationKey key(Fields input) {
    return AssociationSpecs.key(input, "category", "typeId");
  }

  private static void configuration(JsonGenerator json, AssociationType type, int limit) {
    json.writeStartObject();
    LinksJson.type(json, type);
    json.writeNumberProperty("userEnforcedMaxToObjectIds", limit);
    json.writeEndObject();
  }

  private AssociationTypes types(Request request) {
    return crm.catalogue(request.caller()).associationTypes();
  }
}
