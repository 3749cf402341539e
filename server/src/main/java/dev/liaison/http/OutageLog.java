package dev.liaison.http;

import dev.liaison.crm.StoreUnavailable;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs that the store is unavailable: the first time with all there is to say, then a line a
/// second at most with the number of requests that were refused for it. Safe for concurrent use.
final class OutageLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

  private static final long SECOND = 1_000_000_000;

  /// What comes after so much quiet is another outage.
  private static final long QUIET = 10 * SECOND;

  /// When the last line was written, by [System#nanoTime].
  private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - QUIET);

  /// Refused since the last line.
  private final AtomicLong refused = new AtomicLong();

  void add(StoreUnavailable reason, Request request) {
    long now = System.nanoTime();
    long count = refused.incrementAndGet();
    long last = lastLine.get();
    if (now - last < SECOND || !lastLine.compareAndSet(last, now)) {
      return;
    }
    refused.addAndGet(-count);
    if (now - last >= QUIET) {
      LOG.error("the store is unavailable, correlation {}", request.correlationId(), reason);
    } else {
      LOG.error(
          "the store is unavailable: {} requests refused since the last line; the last one,"
              + " correlation {}: {}",
          count,
          request.correlationId(),
          reason.getMessage());
    }
  }
}
