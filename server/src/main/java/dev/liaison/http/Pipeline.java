package dev.liaison.http;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of every request: filters, routing, the handler. The order of the refusals is part of
/// the interface (legacy-api.md 4.3): credentials, scopes, limits, and only then the method.
/// Immutable.
public final class Pipeline implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Routes routes;
  private final Families families;
  private final List<Filter> gates;
  private final Handler entry;
  private final Handler found;

  /// @param open what is asked before routing, outermost first: it may answer without credentials
  /// @param gates what a routed request must pass, outermost first: authentication, scopes, limits
  public Pipeline(
      Routes routes, Families families, Sunset sunset, List<Filter> open, List<Filter> gates) {
    this.routes = routes;
    this.families = families;
    var errors = new FamilyErrors();
    var all = new ArrayList<Filter>();
    all.add(new SuccessionHeaders(sunset));
    all.add(errors);
    all.addAll(gates);
    all.add(errors);
    this.gates = List.copyOf(all);
    found = through(this.gates, request -> request.route().handler().handle(request));
    Handler unrouted = through(open, this::route);
    entry =
        through(List.of(new Correlation(), new Journal()), request -> safely(request, unrouted));
  }

  @Override
  public Response handle(Request request) {
    return entry.handle(request);
  }

  /// The answer to bytes that are no request at all: they reach no route and no family, so it says
  /// the least that both families' clients understand.
  public static Response unreadable(int status, String message) {
    String id = Correlation.newId();
    Journal.write("-", "-", status, 0, id);
    return Envelope.response(status, message, id).with(Correlation.HEADER, id);
  }

  private Response route(Request request) {
    return switch (routes.find(request.method(), request.path())) {
      case Routes.Finding.Found(var match) -> found.handle(request.at(match));
      case Routes.Finding.OtherMethods(var allowed, var any) -> {
        if (request.method().equals("HEAD") && allowed.contains("GET")) {
          yield route(request.as("GET"));
        }
        var refusal = new Refusal.WrongMethod(allowed);
        Handler refuse =
            wrong -> {
              throw new RefusalException(refusal);
            };
        yield through(gates, refuse).handle(request.at(any));
      }
      case Routes.Finding.Nothing() ->
          families
              .of(request.path())
              .refusal(new Refusal.NoSuchRoute(request.method(), request.path()), request);
    };
  }

  /// What fails before there is a route is answered by the family that the path looks like.
  private Response safely(Request request, Handler unrouted) {
    try {
      return unrouted.handle(request);
    } catch (RuntimeException e) {
      LOG.error("{} failed, correlation {}", request.method(), request.correlationId(), e);
      return families.of(request.path()).fault(request);
    }
  }

  /// The handler behind the filters, outermost first. The innermost of the gates is the errors
  /// filter once more, so that a handler that throws still gets the headers that gates add.
  private static Handler through(List<Filter> filters, Handler handler) {
    Handler behind = handler;
    for (Filter filter : filters.reversed()) {
      behind = filter.around(behind);
    }
    return behind;
  }
}
