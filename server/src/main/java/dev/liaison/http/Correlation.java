package dev.liaison.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Gives every request an id, and every answer that id in a header, so that a client's report and a
/// line of the log can be brought together.
final class Correlation implements Filter {

  static final String HEADER = "X-HubSpot-Correlation-Id";

  @Override
  public Response apply(Request request, Handler next) {
    String id = newId();
    return next.handle(request.correlated(id)).with(HEADER, id);
  }

  /// A version 4 UUID. Not a secret, so the cheap generator does.
  static String newId() {
    var random = ThreadLocalRandom.current();
    return new UUID(
            random.nextLong() & ~0xF000L | 0x4000L,
            random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L)
        .toString();
  }
}
