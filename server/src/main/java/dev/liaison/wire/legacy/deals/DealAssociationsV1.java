package dev.liaison.wire.legacy.deals;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Percent;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacySettings;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Associates a deal with contacts or companies, and takes the associations away: legacy-api.md
/// section 4. The body of a request is never read.
public final class DealAssociationsV1 {

  /// Distinct ids in one call (legacy-api.md 4.3 row 20).
  private static final int MAX_IDS = 1_000;

  private static final String ASSOCIATE_BATCH = "/batch/associate/default";
  private static final String ARCHIVE_BATCH = "/batch/archive";

  private static final String TEMPLATE = "/deals/v1/deal/{dealId}/associations/{objectType}";

  private final Associations associations;
  private final LegacySettings settings;
  private final LegacyArea area =
      new LegacyArea(
          "Deals v1",
          new LegacyErrors(new DealWording()),
          LegacyArea.NOTICED,
          "/docs/associate-a-deal.md");
  private final Map<ObjectTypeId, List<Scope>> scopes = new HashMap<>();
  private final List<Scope> dealScope;

  public DealAssociationsV1(Crm crm, LegacySettings settings) {
    this.associations = crm.associations();
    this.settings = settings;
    ObjectTypes types = crm.catalogues().hubspotDefined().types();
    Scope deals = Scopes.write(types.byId(ObjectTypes.DEAL));
    this.dealScope = List.of(deals);
    for (ObjectType type : types.all()) {
      Scope scope = Scopes.write(type);
      scopes.put(type.id(), scope.equals(deals) ? dealScope : List.of(deals, scope));
    }
  }

  public List<Route> routes() {
    return List.of(
        area.route(
            "PUT",
            TEMPLATE,
            this::scopes,
            this::associate,
            "PUT /crm/v4/objects/deals/{dealId}/associations/default/{objectType}/{id}",
            DealAssociationsV1::associateSuccessor),
        area.route(
            "DELETE",
            TEMPLATE,
            this::scopes,
            this::dissociate,
            "DELETE /crm/v4/objects/deals/{dealId}/associations/{objectType}/{id}",
            DealAssociationsV1::dissociateSuccessor));
  }

  private Response associate(Request request) {
    ObjectTypeId type = type(request);
    ObjectRef deal = deal(request);
    associations.associate(
        request.caller(), deal, targets(request, type, DealAssociationsV1::associateSuccessor));
    return Response.noContent();
  }

  private Response dissociate(Request request) {
    ObjectTypeId type = type(request);
    ObjectRef deal = deal(request);
    associations.dissociate(
        request.caller(), deal, targets(request, type, DealAssociationsV1::dissociateSuccessor));
    return Response.noContent();
  }

  /// Rows 5 to 7.
  private ObjectTypeId type(Request request) {
    return DealTargets.read(request.parameter("objectType"), settings.lenientObjectType());
  }

  /// Row 8.
  private static ObjectRef deal(Request request) {
    return new ObjectRef(ObjectTypes.DEAL, LegacyIds.path(request, "dealId"));
  }

  /// Rows 9, 10 and 20.
  ///
  /// @param successor the path of the call for more ids than this one takes
  private static List<ObjectRef> targets(
      Request request, ObjectTypeId type, Function<Request, String> successor) {
    List<String> sent = request.query().all("id");
    if (sent.isEmpty()) {
      throw new RefusalException(new Refusal.InvalidValue("id", "At least one id must be given"));
    }
    var targets = new ArrayList<ObjectRef>(sent.size());
    var bad = new ArrayList<Refusal.InvalidValue>(0);
    for (String text : sent) {
      OptionalLong id = LegacyIds.whole(text);
      if (id.isPresent()) {
        targets.add(new ObjectRef(type, id.getAsLong()));
      } else {
        bad.add(new Refusal.InvalidValue("id", "'" + text + "' is not a valid id"));
      }
    }
    if (!bad.isEmpty()) {
      throw new RefusalException(new Refusal.InvalidValues(bad));
    }
    if (targets.size() > MAX_IDS && new HashSet<>(targets).size() > MAX_IDS) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              "id",
              "At most "
                  + MAX_IDS
                  + " different ids can be given in one call. Use POST "
                  + successor.apply(request)
                  + " for more, 100 in each call."));
    }
    return targets;
  }

  /// The scope of deals and that of the type named; a word that names none needs no more, the
  /// handler refuses it.
  private List<Scope> scopes(Request request) {
    String word = request.parameter("objectType");
    return LegacyTypes.find(settings.lenientObjectType() ? word.toUpperCase(Locale.ROOT) : word)
        .map(type -> scopes.getOrDefault(type, dealScope))
        .orElse(dealScope);
  }

  private static String associateSuccessor(Request request) {
    return successor(request, "/associations/default/", ASSOCIATE_BATCH);
  }

  private static String dissociateSuccessor(Request request) {
    return successor(request, "/associations/", ARCHIVE_BATCH);
  }

  /// One id has a call of its own in v4, any other number the batch call; a request that names no
  /// type v4 could tell is led to the deals (legacy-api.md section 16).
  private static String successor(Request request, String one, String batch) {
    Optional<String> type = DealTargets.plural(request.parameter("objectType"));
    if (type.isEmpty()) {
      return "/crm/v3/objects/deals";
    }
    List<String> ids = request.query().all("id");
    return ids.size() == 1
        ? "/crm/v4/objects/deals/"
            + Percent.encode(request.parameter("dealId"))
            + one
            + type.get()
            + "/"
            + Percent.encode(ids.getFirst())
        : "/crm/v4/associations/deals/" + type.get() + batch;
  }
}
