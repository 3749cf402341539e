package dev.liaison.control;

import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;

/// Answers `GET /_liaison/live`, without credentials, with 204 for as long as the process answers
/// at all; asks nothing of the store, whose outage no new start of the process would end
/// ([Readiness] tells of it). It stands before routing: the path is no part of HubSpot's API and
/// counts for no limit.
public final class Liveness implements Filter {

  private static final String PATH = "/_liaison/live";

  private static final Response ALIVE = Response.noContent();

  @Override
  public Response apply(Request request, Handler next) {
    return request.path().equals(PATH) && isRead(request.method()) ? ALIVE : next.handle(request);
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }
}
