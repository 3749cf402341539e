package dev.liaison;

import dev.liaison.crm.Problem;
import dev.liaison.http.Family;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;

/// Stands in for the dialects' errors. MERGE: goes away with them.
final class PlainErrors implements Family {

  @Override
  public Response problem(Problem problem, Request request) {
    return Pipeline.unreadable(400, "Refused");
  }

  @Override
  public Response refusal(Refusal refusal, Request request) {
    return Pipeline.unreadable(404, "Refused");
  }

  @Override
  public Response fault(Request request) {
    return Pipeline.unreadable(500, "Fault");
  }
}
