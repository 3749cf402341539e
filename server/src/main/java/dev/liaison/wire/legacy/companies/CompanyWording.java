package dev.liaison.wire.legacy.companies;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Problem;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.wire.legacy.LegacyError;
import dev.liaison.wire.legacy.Wording;

/// How the calls of companies v2 that change something say what is not there (legacy-api.md 2.2,
/// recorded); its reads have the common words.
final class CompanyWording implements Wording {

  @Override
  public LegacyError notFound(Problem.NotFound problem, Caller caller) {
    return missing(problem.ref(), caller);
  }

  @Override
  public LegacyError invalidTargets(Problem.InvalidTargets problem, Caller caller) {
    return missing(problem.missing().getFirst(), caller);
  }

  private static LegacyError missing(ObjectRef ref, Caller caller) {
    String what =
        ref.type().equals(CONTACT) ? "a Contact with the vid '" : "a company with the ID '";
    return LegacyError.of(
        404, "Couldn't find " + what + ref.id() + "' in portal '" + caller.portal() + "'");
  }
}
