package dev.liaison.wire.legacy.companies;

import static dev.liaison.crm.object.ObjectTypes.COMPANY;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.Reading;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Scope;
import dev.liaison.wire.legacy.BatchUpdate;
import java.util.List;

/// Companies v1: changes of several companies in one call (legacy-api.md section 8). Applied at
/// once, all or nothing; upstream does it later, in the background.
public final class CompanyBatchV1 {

  /// What such changes are stamped with (recorded).
  private static final String SOURCE_ID = "CompaniesBatchMutation";

  private final Crm crm;

  public CompanyBatchV1(Crm crm) {
    this.crm = crm;
  }

  public List<Route> routes() {
    List<Scope> writing =
        List.of(Scopes.write(crm.catalogues().hubspotDefined().types().byId(COMPANY)));
    return List.of(
        CompaniesV2.WRITES.route(
            "POST",
            "/companies/v1/batch-async/update",
            _ -> writing,
            this::update,
            "POST /crm/v3/objects/companies/batch/update"));
  }

  private Response update(Request request) {
    Caller caller = request.caller();
    crm.changes()
        .upsertAllOrNone(
            caller.through(caller.source(), SOURCE_ID),
            COMPANY,
            BatchUpdate.read(request.body()),
            Reading.named(List.of()));
    return Response.empty(202);
  }
}
