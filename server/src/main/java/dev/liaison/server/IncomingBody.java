package dev.liaison.server;

import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The body of one request, read when a handler asks for it, or passed over when none does, so that
/// the next request on the connection can be read. Used by one thread.
final class IncomingBody implements Request.Body {

  static final int MAX_BYTES = 16 * 1024 * 1024;

  /// Of a form with files: an import of some hundred thousand rows.
  static final int MAX_FORM_BYTES = 64 * 1024 * 1024;

  /// How much more of a body that nobody wants is read, so that its sender comes to read the
  /// answer; closing a connection on unread bytes would destroy it.
  private static final int MAX_DISCARDED = 16 * 1024 * 1024;

  private static final byte[] NONE = {};

  private final ServerRequest incoming;
  private byte @Nullable [] bytes;
  private boolean abandoned;

  IncomingBody(ServerRequest incoming) {
    this.incoming = incoming;
  }

  @Override
  public byte[] bytes() {
    if (bytes == null) {
      bytes = incoming.content().hasEntity() ? read() : NONE;
    }
    return bytes;
  }

  /// Whether another request can follow this one; passes over what nobody has read.
  boolean leavesConnectionUsable() {
    if (abandoned) {
      return false;
    }
    if (bytes != null || !incoming.content().hasEntity()) {
      return true;
    }
    if (awaitsContinue()) {
      // The client waits for a word before it sends the body, and gets the answer instead.
      return false;
    }
    if (!discard(stream())) {
      abandoned = true;
    }
    return !abandoned;
  }

  private byte[] read() {
    int most = most();
    if (declaredLength() > most) {
      throw refuse();
    }
    try (InputStream stream = stream()) {
      byte[] read = stream.readNBytes(most + 1);
      if (read.length > most) {
        discard(stream);
        abandoned = true;
        throw tooLarge();
      }
      return read;
    } catch (RefusalException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      abandoned = true;
      throw new RefusalException(
          new Refusal.MalformedJson(1, 1, "The body ends early or its chunks are broken"));
    }
  }

  private RefusalException refuse() {
    if (!awaitsContinue()) {
      discard(stream());
    }
    abandoned = true;
    return tooLarge();
  }

  private RefusalException tooLarge() {
    return new RefusalException(new Refusal.BodyTooLarge(most()));
  }

  private int most() {
    boolean form =
        headers()
            .first(HeaderNames.CONTENT_TYPE)
            .filter(type -> type.regionMatches(true, 0, "multipart/", 0, "multipart/".length()))
            .isPresent();
    return form ? MAX_FORM_BYTES : MAX_BYTES;
  }

  private InputStream stream() {
    return incoming.content().inputStream();
  }

  /// @return whether the end was reached
  private static boolean discard(InputStream stream) {
    try {
      byte[] buffer = new byte[16 * 1024];
      int left = MAX_DISCARDED;
      while (left > 0) {
        int count = stream.read(buffer);
        if (count < 0) {
          return true;
        }
        left -= count;
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private boolean awaitsContinue() {
    return headers().containsToken(HeaderValues.EXPECT_100) && bytes == null;
  }

  private long declaredLength() {
    return headers().contains(HeaderNames.CONTENT_LENGTH) ? headers().contentLength().orElse(0) : 0;
  }

  private ServerRequestHeaders headers() {
    return incoming.headers();
  }
}
