package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.Paging;
import dev.liaison.wire.modern.Version;
import dev.liaison.wire.modern.objects.RecordJson;
import java.util.List;

/// The v3 associations of single records, which older clients still call. Evidence: memory only.
/// They are no longer published and no source says whether they still answer (modern-api.md section
/// 1); only the address of the list is recorded, in the pages of v3's batch read. Safe for
/// concurrent use.
public final class RecordAssociationsV3 {

  private final Crm crm;
  private final ModernErrors errors;
  private final ObjectScopes scopes;

  public RecordAssociationsV3(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
    this.scopes = new ObjectScopes(crm.catalogues());
  }

  public List<Route> routes() {
    String list =
        Version.V3.objects() + "/{fromObjectType}/{fromObjectId}/associations/{toObjectType}";
    String one = list + "/{toObjectId}/{associationType}";
    ScopeRule read = scopes.readEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    ScopeRule write = scopes.writeEither(Ends.FROM_TYPE, Ends.TO_TYPE);
    return List.of(
        route("GET", list, read, this::list),
        route("PUT", one, write, this::add),
        route("DELETE", one, write, this::remove));
  }

  private Route route(String method, String template, ScopeRule rule, Handler handler) {
    return new ModernArea("Associations", Version.V3, "", errors)
        .route(method, template, rule, handler);
  }

  private Response list(Request request) {
    Ends ends = Ends.of(request, crm);
    Page<Link> page =
        crm.associations()
            .links(
                request.caller(),
                ends.fromRecord(request),
                ends.to().id(),
                Paging.after(request.query()),
                Paging.limit(request.query(), AssociationsV4.PAGE, AssociationsV4.PAGE));
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              TypedLinks.write(json, associationTypes(request), ends, page.items());
              json.writeEndArray();
              if (page.hasMore()) {
                Paging.write(json, request, page.items().getLast().to().id());
              }
              json.writeEndObject();
            }));
  }

  /// Answers with the record and its associations to the other type.
  private Response add(Request request) {
    Ends ends = Ends.of(request, crm);
    Pair pair = pair(request, ends);
    crm.associations().add(request.caller(), pair);
    RecordView view =
        crm.records()
            .read(
                request.caller(),
                ends.from().id(),
                new RecordKey.ById(pair.from().id()),
                Reading.DEFAULTS.withAssociations(List.of(ends.to().id())));
    return Response.json(
        200, Json.write(json -> new RecordJson(crm.catalogue(request.caller())).write(json, view)));
  }

  private Response remove(Request request) {
    Ends ends = Ends.of(request, crm);
    crm.associations().removeAll(request.caller(), List.of(pair(request, ends)));
    return Response.noContent();
  }

  private AssociationTypes associationTypes(Request request) {
    return crm.catalogue(request.caller()).associationTypes();
  }

  private Pair pair(Request request, Ends ends) {
    String word = request.parameter("associationType");
    return new Pair(
        ends.fromRecord(request),
        ends.toRecord(request),
        List.of(associationTypes(request).resolve(ends.from().id(), ends.to().id(), word).key()));
  }
}
