package dev.liaison.http;

import dev.liaison.http.Response.Header;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells callers of deprecated routes what follows on them, on every answer, errors included (RFC
/// 9745, RFC 8594, RFC 5829), and refuses the call after the operator's end date.
final class SuccessionHeaders implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(SuccessionHeaders.class);

  private final Sunset sunset;

  /// One line a day, so that a server may keep its encoded form.
  private final Map<LocalDate, Header> lines = new ConcurrentHashMap<>();

  SuccessionHeaders(Sunset sunset) {
    this.sunset = sunset;
  }

  @Override
  public Response apply(Request request, Handler next) {
    Route route = request.route();
    if (route.deprecation() == null) {
      return next.handle(request);
    }
    Succession succession = route.deprecation();
    boolean gone = sunset instanceof Sunset.On on && on.passed();
    Response response =
        gone ? route.family().refusal(new Refusal.Gone(lastDay()), request) : next.handle(request);
    return response.with(headers(succession, request));
  }

  private String lastDay() {
    return sunset instanceof Sunset.On on ? on.lastDay().toString() : "";
  }

  private List<Header> headers(Succession succession, Request request) {
    var headers = new ArrayList<Header>(3);
    headers.add(Header.constant("Deprecation", "@" + succession.deprecatedAt()));
    headers.add(new Header("Link", link(succession, request)));
    switch (sunset) {
      case Sunset.Upstream() -> headers.add(line(UpstreamEnd.of(request.route().template())));
      case Sunset.On on -> headers.add(line(on.lastDay()));
      case Sunset.Off() -> {}
    }
    return headers;
  }

  private Header line(LocalDate lastDay) {
    return lines.computeIfAbsent(lastDay, day -> Header.constant("Sunset", Sunset.httpDate(day)));
  }

  private static String link(Succession succession, Request request) {
    String deprecation =
        "<" + succession.documentation() + ">; rel=\"deprecation\"; type=\"text/markdown\"";
    try {
      String exact = uri(succession.exact().apply(request));
      return "<" + exact + ">; rel=\"successor-version\", " + deprecation;
    } catch (RuntimeException e) {
      // The answer matters more than this header of it.
      LOG.error("no successor for {}", Journal.printable(request.path()), e);
      return deprecation;
    }
  }

  /// Keeps what a client put into its path from ending the link or the header line.
  private static String uri(String text) {
    return isUri(text) ? text : escaped(text);
  }

  private static boolean isUri(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isUri(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUri(int c) {
    return c > ' ' && c < 127 && "<>\"\\^`{|}".indexOf(c) < 0;
  }

  private static String escaped(String text) {
    var uri = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUri(b)) {
        uri.append((char) b);
      } else {
        uri.append('%').append("%02X".formatted(b & 0xFF));
      }
    }
    return uri.toString();
  }
}
