package dev.liaison.http;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.crm.search.IndexNotReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what a handler or a filter throws into an answer in the form of the route's family.
/// Nothing thrown gets past it.
final class FamilyErrors implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(FamilyErrors.class);

  /// The store heals itself or stays broken; a second is long enough not to be hammered.
  private static final int RETRY_SECONDS = 1;

  private final OutageLog outages = new OutageLog();

  @Override
  public Response apply(Request request, Handler next) {
    Family family = request.route().family();
    try {
      return next.handle(request);
    } catch (RefusalException e) {
      return refuse(family, e.refusal(), request);
    } catch (CrmException e) {
      return family.problem(e.problem(), request);
    } catch (StoreUnavailable e) {
      outages.add(e, request);
      return refuse(family, new Refusal.Unavailable(RETRY_SECONDS), request);
    } catch (IndexNotReady e) {
      LOG.debug("{}, correlation {}", e.getMessage(), request.correlationId());
      return refuse(family, new Refusal.Unavailable(RETRY_SECONDS), request);
    } catch (WriteInDoubt e) {
      LOG.error(
          "{} {}: it is not known whether its writes were kept, correlation {}",
          request.method(),
          Journal.printable(request.path()),
          request.correlationId(),
          e);
      return family.inDoubt(request);
    } catch (Throwable e) {
      LOG.error(
          "{} {} failed, correlation {}",
          request.method(),
          Journal.printable(request.path()),
          request.correlationId(),
          e);
      return family.fault(request);
    }
  }

  /// The family's answer, with the headers that HTTP itself asks for.
  static Response refuse(Family family, Refusal refusal, Request request) {
    Response response = family.refusal(refusal, request);
    if (refusal instanceof Refusal.WrongMethod(var allowed)) {
      return ensure(response, "Allow", String.join(", ", allowed));
    }
    if (refusal instanceof Refusal.RateLimited limited) {
      return retryAfter(response, limited.retryAfterSeconds());
    }
    return refusal instanceof Refusal.Unavailable(int seconds)
        ? retryAfter(response, seconds)
        : response;
  }

  private static Response retryAfter(Response response, int seconds) {
    return ensure(response, "Retry-After", Integer.toString(seconds));
  }

  private static Response ensure(Response response, String name, String value) {
    return response.has(name) ? response : response.with(name, value);
  }
}
