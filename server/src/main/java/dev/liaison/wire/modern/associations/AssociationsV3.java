package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Associations.Outcome;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.association.Associations.Start;
import dev.liaison.crm.association.Link;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.StandardError;
import dev.liaison.wire.modern.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Associations v3: batches between two object types, and the types there are (modern-api.md 3.2).
/// A type is named by its v3 name or its id. Safe for concurrent use.
public final class AssociationsV3 {

  /// No source agrees with another: the guide says 100, changelogs took that back. What v4 takes is
  /// taken here too.
  private static final int MAX_WRITES = 2_000;

  private static final int MAX_READS = 1_000;

  private static final String AREA = "Associations " + Version.V3.name();

  private final Associations associations;
  private final Crm crm;
  private final ModernErrors errors;
  private final ObjectScopes scopes;

  public AssociationsV3(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.associations = crm.associations();
    this.errors = errors;
    this.scopes = new ObjectScopes(crm.catalogues());
  }

  public List<Route> routes() {
    String base = Version.V3.associations() + "/{fromObjectType}/{toObjectType}";
    ScopeRule read = scopes.readEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    ScopeRule write = scopes.writeEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    return List.of(
        route("POST", base + "/batch/create", write, this::create),
        route("POST", base + "/batch/read", read, this::read),
        route("POST", base + "/batch/archive", write, this::archive),
        route("GET", base + "/types", read, this::types));
  }

  private Route route(String method, String template, ScopeRule rule, Handler handler) {
    return new Route(method, template, AREA, errors, rule, handler, null);
  }

  /// Adds: only v4 replaces what is there.
  private Response create(Request request) {
    BatchAnswer answer = BatchAnswer.start(crm.clock());
    Ends ends = Ends.of(request, crm);
    AssociationTypes associationTypes = associationTypes(request);
    var pairs = new ArrayList<Pair>();
    var problems = new ArrayList<Problem>(0);
    for (Fields input : Inputs.of(request, MAX_WRITES)) {
      Pair pair = pair(ends, input, List.of());
      String word = word(input);
      Optional<AssociationType> type =
          associationTypes.byName(ends.from().id(), ends.to().id(), word);
      if (type.isPresent()) {
        pairs.add(new Pair(pair.from(), pair.to(), List.of(type.get().key())));
      } else {
        problems.add(new Problem.UnknownAssociationName(ends.from().id(), ends.to().id(), word));
      }
    }
    Outcome outcome = associations.addAll(request.caller(), pairs);
    outcome.refused().forEach(refused -> problems.add(refused.problem()));
    List<StandardError> refused =
        problems.stream().map(problem -> errors.of(problem, request.caller().portal())).toList();
    return answer.complete(
        201,
        refused,
        json -> outcome.done().forEach(pair -> association(json, associationTypes, ends, pair)));
  }

  private Response read(Request request) {
    BatchAnswer answer = BatchAnswer.start(crm.clock());
    Ends ends = Ends.of(request, crm);
    List<Start> starts =
        Inputs.of(request, MAX_READS).stream()
            .map(input -> new Start(ends.fromRecord(Inputs.id(input)), 0))
            .toList();
    List<Page<Link>> pages =
        associations.linksOfEach(request.caller(), starts, ends.to().id(), AssociationsV4.PAGE);
    var misses = new ArrayList<StandardError>(0);
    for (int i = 0; i < starts.size(); i++) {
      if (pages.get(i).items().isEmpty()) {
        misses.add(NoAssociations.of(ends, starts.get(i).from().id()));
      }
    }
    return answer.complete(
        200,
        misses,
        json -> {
          for (int i = 0; i < starts.size(); i++) {
            if (!pages.get(i).items().isEmpty()) {
              page(json, request, ends, starts.get(i).from().id(), pages.get(i));
            }
          }
        });
  }

  private void page(JsonGenerator json, Request request, Ends ends, long fromId, Page<Link> page) {
    json.writeStartObject();
    LinksJson.record(json, "from", fromId);
    json.writeArrayPropertyStart("to");
    TypedLinks.write(json, associationTypes(request), ends, page.items());
    json.writeEndArray();
    if (page.hasMore()) {
      Paging.write(
          json,
          request,
          Version.V3.objects()
              + "/"
              + ends.from().id()
              + "/"
              + fromId
              + "/associations/"
              + ends.to().id(),
          page.items().getLast().to().id());
    }
    json.writeEndObject();
  }

  /// Removes links of the type; with the plain type all go, as in v4.
  private Response archive(Request request) {
    Ends ends = Ends.of(request, crm);
    AssociationTypes associationTypes = associationTypes(request);
    List<Pair> pairs =
        Inputs.of(request, MAX_WRITES).stream()
            .map(
                input ->
                    pair(
                        ends,
                        input,
                        List.of(
                            associationTypes
                                .resolve(ends.from().id(), ends.to().id(), word(input))
                                .key())))
            .toList();
    associations.removeAll(request.caller(), pairs);
    return Response.noContent();
  }

  private Response types(Request request) {
    Ends ends = Ends.of(request, crm);
    AssociationTypes associationTypes = associationTypes(request);
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              for (AssociationType type :
                  associationTypes.between(ends.from().id(), ends.to().id())) {
                json.writeStartObject();
                json.writeStringProperty("id", Integer.toString(type.key().typeId()));
                json.writeStringProperty("name", type.name());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  /// `PublicAssociation`, with the name of the type whichever way it was named.
  private static void association(
      JsonGenerator json, AssociationTypes associationTypes, Ends ends, Pair pair) {
    json.writeStartObject();
    LinksJson.record(json, "from", pair.from().id());
    LinksJson.record(json, "to", pair.to().id());
    json.writeStringProperty(
        "type", TypedLinks.name(associationTypes, ends, pair.keys().getFirst()));
    json.writeEndObject();
  }

  private AssociationTypes associationTypes(Request request) {
    return crm.catalogue(request.caller()).associationTypes();
  }

  private static Pair pair(Ends ends, Fields input, List<AssociationKey> keys) {
    return new Pair(
        ends.fromRecord(Inputs.id(input, "from")), ends.toRecord(Inputs.id(input, "to")), keys);
  }

  private static String word(Fields input) {
    input.require("type");
    return input.text("type").orElseThrow();
  }
}
