package dev.liaison.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a line of the log for each answer: refusals at INFO, all others at DEBUG, and with them
/// those that an outage of the store refuses, which are too many for a line each ([OutageLog]
/// counts them). Queries stay out of it, keys may be in them.
final class Journal implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger("dev.liaison.requests");

  /// A path can be as long as a request line; the log needs its beginning.
  private static final int MAX_PATH = 200;

  @Override
  public Response apply(Request request, Handler next) {
    long start = System.nanoTime();
    Response response = next.handle(request);
    write(
        request.method(),
        request.path(),
        response.status(),
        System.nanoTime() - start,
        request.correlationId());
    return response;
  }

  static void write(String method, String path, int status, long nanos, String correlationId) {
    boolean refusal = status >= 400 && status != 503;
    if (refusal ? !LOG.isInfoEnabled() : !LOG.isDebugEnabled()) {
      return;
    }
    String line =
        "%s %s %d %.1f ms %s"
            .formatted(
                printable(method), printable(path), status, nanos / 1_000_000.0, correlationId);
    if (refusal) {
      LOG.info(line);
    } else {
      LOG.debug(line);
    }
  }

  /// Text from a client in a form that cannot end the line or move the cursor of a terminal.
  static String printable(String text) {
    var printable = new StringBuilder(Math.min(text.length(), MAX_PATH) + 3);
    for (int i = 0; i < text.length() && i < MAX_PATH; i++) {
      char c = text.charAt(i);
      printable.append(c > ' ' && c < 127 ? c : '?');
    }
    return (text.length() > MAX_PATH ? printable.append("...") : printable).toString();
  }
}
