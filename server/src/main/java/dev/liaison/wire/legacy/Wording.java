package dev.liaison.wire.legacy;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Problem;

/// How a resource says what the legacy resources say differently from each other. The defaults are
/// what most of them do.
public interface Wording {

  /// The wording of resources that have none of their own.
  Wording COMMON = new Wording() {};

  /// A record that is not there.
  default LegacyError notFound(Problem.NotFound problem, Caller caller) {
    return LegacyError.resourceNotFound();
  }

  /// A record that a unique value should have led to.
  default LegacyError notFoundBy(Problem.NotFoundBy problem, Caller caller) {
    return LegacyError.resourceNotFound();
  }

  /// Records to link that are not there (recorded on associations v1).
  default LegacyError invalidTargets(Problem.InvalidTargets problem, Caller caller) {
    return LegacyError.of(400, "One or more associations are invalid")
        .plainErrors(problem.missing().stream().map(LegacyTypes::invalid).toList());
  }

  /// A unique value that another record has.
  default LegacyError uniqueValueTaken(Problem.UniqueValueTaken problem, Caller caller) {
    return LegacyError.of(
            409,
            "A record with the "
                + problem.property()
                + " '"
                + problem.value()
                + "' exists already: "
                + problem.holder().ref().id())
        .category("CONFLICT");
  }
}
