package dev.liaison.control;

import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Answers `GET /docs/...` with the project's own pages, without credentials: the `Link` header of
/// a legacy answer leads there. It stands before routing, like [Liveness].
public final class Pages implements Filter {

  private static final String PREFIX = "/docs/";
  private static final String MARKDOWN = "text/markdown;charset=utf-8";

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /// Names of our own pages only: nothing that climbs out of the folder.
  private static final Pattern NAME = Pattern.compile("(legacy/)?[a-z-]+\\.md");

  @Override
  public Response apply(Request request, Handler next) {
    if (!request.path().startsWith(PREFIX) || !READS.contains(request.method())) {
      return next.handle(request);
    }
    return page(request.path().substring(PREFIX.length()))
        .map(text -> new Response(200, MARKDOWN, List.of(), text))
        .orElseGet(() -> next.handle(request));
  }

  private static Optional<byte[]> page(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Pages.class.getResourceAsStream(PREFIX + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
