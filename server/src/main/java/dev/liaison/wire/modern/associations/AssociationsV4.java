package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Link;
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
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.Version;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Associations v4 of single records and their dated forms (modern-api.md 3.2);
/// [BatchAssociationsV4] has the batches, [AssociationLabels] the labels. Safe for concurrent use.
public final class AssociationsV4 {

  /// How many associations a page holds at most, and when `limit` is absent: documented for the
  /// former, ours for the latter.
  static final int PAGE = 500;

  private final Crm crm;
  private final Associations associations;
  private final ModernErrors errors;
  private final ObjectScopes scopes;
  private final InstantSource clock;

  public AssociationsV4(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.associations = crm.associations();
    this.errors = errors;
    this.scopes = new ObjectScopes(crm.catalogues());
    this.clock = crm.clock();
  }

  public List<Route> routes() {
    return Version.WITH_LABELS.stream().flatMap(version -> routes(version).stream()).toList();
  }

  private List<Route> routes(Version version) {
    String record = version.objects() + "/{fromObjectType}/{fromObjectId}/associations";
    String pair = "/{toObjectType}/{toObjectId}";
    ScopeRule read = scopes.readEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    ScopeRule write = scopes.writeEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    var routes = new ArrayList<Route>();
    routes.add(route("GET", record + "/{toObjectType}", version, read, this::list));
    routes.add(route("PUT", record + pair, version, write, this::relabel));
    routes.add(route("PUT", record + "/default" + pair, version, write, this::associate));
    routes.add(route("DELETE", record + pair, version, write, this::remove));
    return routes;
  }

  private Route route(
      String method, String template, Version version, ScopeRule rule, Handler handler) {
    return new ModernArea("Associations", version, "", errors)
        .route(method, template, rule, handler);
  }

  /// 200 also for a record without associations (docs), and for one that does not exist (ours: the
  /// batch read tells the two apart no more, recorded).
  private Response list(Request request) {
    Ends ends = Ends.of(request, crm);
    Page<Link> page =
        associations.links(
            request.caller(),
            ends.fromRecord(request),
            ends.to().id(),
            Paging.after(request.query()),
            Paging.limit(request.query(), PAGE, PAGE));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              links(request).links(json, ends, page.items());
              json.writeEndArray();
              if (page.hasMore()) {
                Paging.write(json, request, page.items().getLast().to().id());
              }
              json.writeEndObject();
            }));
  }

  private Response relabel(Request request) {
    Ends ends = Ends.of(request, crm);
    var pair =
        new Associations.Pair(
            ends.fromRecord(request),
            ends.toRecord(request),
            AssociationSpecs.keys(Fields.listOfBody(request.body()), "body"));
    associations.relabel(request.caller(), pair);
    return Response.json(201, Json.write(json -> links(request).labels(json, pair)));
  }

  /// A refusal is the answer, not an entry of the batch: 400 is recorded for it.
  ///
  /// @throws CrmException as [Associations#associateAllOrNone]
  private Response associate(Request request) {
    BatchAnswer answer = BatchAnswer.start(clock);
    Ends ends = Ends.of(request, crm);
    var pair = new Associations.Pair(ends.fromRecord(request), ends.toRecord(request), List.of());
    associations.associateAllOrNone(request.caller(), List.of(pair));
    return answer.complete(200, List.of(), json -> links(request).defaults(json, pair));
  }

  private Response remove(Request request) {
    Ends ends = Ends.of(request, crm);
    associations.removeAll(
        request.caller(),
        List.of(
            new Associations.Pair(ends.fromRecord(request), ends.toRecord(request), List.of())));
    return Response.noContent();
  }

  private LinksJson links(Request request) {
    return new LinksJson(crm.catalogue(request.caller()).associationTypes());
  }
}
