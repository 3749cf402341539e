package dev.liaison.wire.legacy.deals;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.wire.legacy.LegacyError;
import dev.liaison.wire.legacy.Wording;

/// How deals v1 says that a deal is unknown (recorded, legacy-api.md 2.2).
final class DealWording implements Wording {

  @Override
  public LegacyError notFound(Problem.NotFound problem, Caller caller) {
    if (!problem.ref().type().equals(ObjectTypes.DEAL)) {
      return LegacyError.resourceNotFound();
    }
    long id = problem.ref().id();
    return LegacyError.of(404, "No deal found for dealId=" + id + " portalId=" + caller.portal())
        .category("OBJECT_NOT_FOUND")
        .errors("This deal " + id + " does not exist.");
  }
}
