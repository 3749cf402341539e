package dev.liaison.wire.legacy.associations;

import dev.liaison.access.ScopeCheck;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.http.Handler;
import dev.liaison.http.Query;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyPaging;
import dev.liaison.wire.legacy.LegacyTypes;
import dev.liaison.wire.legacy.Wording;
import java.util.ArrayList;
import java.util.List;

/// CRM associations v1: legacy-api.md section 9.
public final class AssociationsV1 {

  private static final String BASE = "/crm-associations/v1/associations";
  private static final String READ = BASE + "/{objectId}/{category}/{definitionId}";

  /// The object types are in the body or behind a definition; where they cannot be told, the
  /// associations of v4 as a whole are the successor.
  private static final String COLLECTION = "/crm/v4/associations";

  private static final int MAX_ENTRIES = 100;

  private final Associations associations;
  private final Definitions definitions;
  private final DefinedLinks links;
  private final LegacyArea area =
      new LegacyArea(
          "CRM associations v1",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/associations.md");

  public AssociationsV1(Crm crm) {
    this.associations = crm.associations();
    this.definitions = new Definitions(crm.catalogues().hubspotDefined());
    this.links =
        new DefinedLinks(associations, crm.catalogues().hubspotDefined().associationTypes());
  }

  /// The scopes of the writing routes depend on the definitions in the body; the handlers ask for
  /// them.
  public List<Route> routes() {
    String types = "POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/";
    return List.of(
        put(BASE, this::associate, types + "create"),
        put(BASE + "/create-batch", this::associateBatch, types + "create"),
        put(BASE + "/delete", this::remove, types + "archive"),
        put(BASE + "/delete-batch", this::removeBatch, types + "archive"),
        area.route("GET", READ, this::readScopes, this::read, types + "read", this::readSuccessor));
  }

  private Route put(String template, Handler handler, String successor) {
    return area.route("PUT", template, ScopeRule.NONE, handler, successor, _ -> COLLECTION);
  }

  private Response associate(Request request) {
    Fields entry = Fields.ofBody(request.body());
    associations.associateAllOrNone(request.caller(), List.of(pair(request, entry)));
    return Response.noContent();
  }

  private Response associateBatch(Request request) {
    associations.associateAllOrNone(request.caller(), pairs(request));
    return Response.noContent();
  }

  private Response remove(Request request) {
    Fields entry = Fields.ofBody(request.body());
    associations.removeAllWithPlain(request.caller(), List.of(pair(request, entry)));
    return Response.noContent();
  }

  private Response removeBatch(Request request) {
    associations.removeAllWithPlain(request.caller(), pairs(request));
    return Response.noContent();
  }

  private List<Pair> pairs(Request request) {
    List<Fields> entries = Fields.listOfBody(request.body());
    if (entries.size() > MAX_ENTRIES) {
      throw new RefusalException(new Refusal.TooMany("associations", MAX_ENTRIES, entries.size()));
    }
    var pairs = new ArrayList<Pair>(entries.size());
    for (Fields entry : entries) {
      pairs.add(pair(request, entry));
    }
    return pairs;
  }

  private Pair pair(Request request, Fields entry) {
    entry.require("fromObjectId", "toObjectId", "category", "definitionId");
    long from = entry.number("fromObjectId").orElseThrow();
    long to = entry.number("toObjectId").orElseThrow();
    Definition definition =
        definitions.require(
            entry.text("category").orElseThrow(), entry.text("definitionId").orElseThrow());
    ScopeCheck.require(request, definitions.writeScopes(definition));
    return switch (definition) {
      case Definition.Between between ->
          new Pair(
              new ObjectRef(between.from(), from), new ObjectRef(between.to(), to), between.keys());
      case Definition.ToEngagements(var type) ->
          new Pair(new ObjectRef(type, from), engagement(request.caller(), to), List.of());
      case Definition.FromEngagement(var type) ->
          new Pair(engagement(request.caller(), from), new ObjectRef(type, to), List.of());
    };
  }

  /// The engagement with this id. Where there is none, a reference that leads nowhere, so that the
  /// core names it together with the other records that are missing.
  private ObjectRef engagement(Caller caller, long id) {
    return links
        .engagement(caller, id)
        .orElseGet(() -> new ObjectRef(LegacyTypes.ENGAGEMENTS.getFirst(), id));
  }

  private Response read(Request request) {
    Definition definition =
        definitions.require(request.parameter("category"), request.parameter("definitionId"));
    Query query = request.query();
    Page<Long> page =
        links.page(
            request.caller(),
            definition,
            LegacyIds.path(request, "objectId"),
            LegacyPaging.start(query, "offset"),
            LegacyPaging.size(query, "limit", 10, 100));
    return LegacyPaging.byId(
        "results",
        page.items(),
        page.hasMore(),
        Long::longValue,
        (json, id) -> json.writeNumber(id.longValue()));
  }

  private List<Scope> readScopes(Request request) {
    return definitions
        .find(request.parameter("definitionId"))
        .map(definitions::readScopes)
        .orElse(List.of());
  }

  private String readSuccessor(Request request) {
    return definitions
        .find(request.parameter("definitionId"))
        .flatMap(definition -> definitions.successor(definition, "/batch/read"))
        .orElse(COLLECTION);
  }
}
