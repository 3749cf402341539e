package dev.liaison.control;

import dev.liaison.crm.Store;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `GET /_liaison/ready`, without credentials: 204 when the store could serve a read and a
/// write just now, else 503. For load balancers, which send requests elsewhere meanwhile; unlike
/// [Liveness] it is no reason to start the process again. Safe for concurrent use.
public final class Readiness implements Filter {

  private static final String PATH = "/_liaison/ready";

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  private static final Response READY = Response.noContent();

  /// Says nothing of the reason: anyone may ask. The log has it.
  private static final Response NOT_READY =
      new Response(
          503,
          "text/plain;charset=utf-8",
          List.of(new Response.Header("Retry-After", "1")),
          "The data cannot be read and written just now.\n".getBytes(StandardCharsets.UTF_8));

  private final Store store;

  /// Held by the one probe that asks the store: a flood of them takes one connection.
  private final ReentrantLock asking = new ReentrantLock();

  private volatile long answers;
  private volatile boolean ready = true;

  public Readiness(Store store) {
    this.store = store;
  }

  @Override
  public Response apply(Request request, Handler next) {
    boolean asked =
        request.path().equals(PATH)
            && (request.method().equals("GET") || request.method().equals("HEAD"));
    if (!asked) {
      return next.handle(request);
    }
    return isReady() ? READY : NOT_READY;
  }

  /// The store's answer, or that to a probe which was under way already.
  private boolean isReady() {
    long seen = answers;
    asking.lock();
    try {
      if (answers == seen) {
        turn(reason());
        answers = seen + 1;
      }
      return ready;
    } finally {
      asking.unlock();
    }
  }

  /// Why the store is not ready; empty when it is.
  private Optional<String> reason() {
    try {
      store.check();
      return Optional.empty();
    } catch (StoreUnavailable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Tells when the answer is another one than before, not at each probe.
  private void turn(Optional<String> reason) {
    boolean now = reason.isEmpty();
    if (now != ready) {
      ready = now;
      if (now) {
        LOG.info("ready again");
      } else {
        LOG.warn("not ready: {}", reason.get());
      }
    }
  }
}
