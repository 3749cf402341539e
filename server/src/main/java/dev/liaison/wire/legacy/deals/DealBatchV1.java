package dev.liaison.wire.legacy.deals;

import static dev.liaison.crm.object.ObjectTypes.DEAL;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.Reading;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.legacy.BatchUpdate;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import java.util.List;

/// Deals v1: changes of several deals in one call (legacy-api.md section 5). Applied at once, all
/// or nothing; upstream does it later, in the background.
public final class DealBatchV1 {

  private static final String TEMPLATE = "/deals/v1/batch-async/update";
  private static final String SUCCESSOR = "POST /crm/v3/objects/deals/batch/update";

  private static final LegacyArea AREA =
      new LegacyArea(
          "Deals v1",
          new LegacyErrors(new DealWording()),
          LegacyArea.NOTICED,
          "/docs/legacy/deals.md");

  private final Crm crm;

  public DealBatchV1(Crm crm) {
    this.crm = crm;
  }

  /// One page says PUT, clients send POST.
  public List<Route> routes() {
    List<Scope> writing =
        List.of(Scopes.write(crm.catalogues().hubspotDefined().types().byId(DEAL)));
    ScopeRule write = _ -> writing;
    return List.of(
        AREA.route("POST", TEMPLATE, write, this::update, SUCCESSOR),
        AREA.route("PUT", TEMPLATE, write, this::update, SUCCESSOR));
  }

  private Response update(Request request) {
    crm.changes()
        .upsertAllOrNone(
            request.caller(), DEAL, BatchUpdate.read(request.body()), Reading.named(List.of()));
    return Response.empty(202);
  }
}
