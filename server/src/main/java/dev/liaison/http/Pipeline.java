package dev.liaison.http;

import java.util.List;

/// The way of every request: filters, routing, the handler. The order of the refusals is part of
/// the interface (legacy-api.md 4.3): credentials, scopes, limits, and only then the method.
/// Immutable.
public final class Pipeline implements Handler {

  private static final FamilyErrors ERRORS = new FamilyErrors();

  private final Routes routes;
  private final Families families;
  private final Handler entry;
  private final Filter routed;
  private final Handler found;

  /// @param gates what a routed request must pass, outermost first: authentication, scopes, limits
  public Pipeline(Routes routes, Families families, Sunset sunset, List<Filter> gates) {
    this.routes = routes;
    this.families = families;
    routed = chain(chain(new SuccessionHeaders(sunset), ERRORS), gates.toArray(Filter[]::new));
    found = routed.around(answeringErrors(request -> request.route().handler().handle(request)));
    entry = chain(new Correlation(), new Journal()).around(this::route);
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
            answeringErrors(
                wrong -> {
                  throw new RefusalException(refusal);
                });
        yield routed.around(refuse).handle(request.at(any));
      }
      case Routes.Finding.Nothing() ->
          families
              .of(request.path())
              .refusal(new Refusal.NoSuchRoute(request.method(), request.path()), request);
    };
  }

  /// A handler that throws still gets the headers that the gates add to answers.
  private static Handler answeringErrors(Handler handler) {
    return ERRORS.around(handler);
  }

  private static Filter chain(Filter outer, Filter... inner) {
    Filter chain = outer;
    for (Filter filter : inner) {
      Filter before = chain;
      chain = (request, next) -> before.apply(request, filter.around(next));
    }
    return chain;
  }
}
