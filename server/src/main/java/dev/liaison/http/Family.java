package dev.liaison.http;

import dev.liaison.crm.Problem;

/// An API family: it decides how a refusal looks on the wire.
public interface Family {

  /// Whether clients of the family may name their credentials in the query.
  default boolean takesQueryCredentials() {
    return false;
  }

  /// The core refused.
  Response problem(Problem problem, Request request);

  /// The request was refused beside the core.
  Response refusal(Refusal refusal, Request request);

  /// The storage failed while a write was being made durable: it is kept as a whole or not at all,
  /// and which of the two is not known. Status 500, and nothing that asks to repeat the call.
  Response inDoubt(Request request);

  /// Something broke in the server; says nothing of what. Status 500.
  Response fault(Request request);
}
