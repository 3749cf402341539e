package dev.liaison.server;

import dev.liaison.http.Handler;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The web server: gives a handler what comes in and sends what it answers, nothing else. Every
/// connection has a virtual thread, on which the handler may block.
public final class HelidonServer {

  /// The longest request line (legacy-api.md 4.3, row 20, asks for 64 KiB at least), line end
  /// included.
  static final int MAX_REQUEST_LINE = 64 * 1024 + 2;

  static final int MAX_HEADERS = 64 * 1024;

  /// What requests in flight get to finish.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final WebServer web;
  private final Handler handler;

  /// Encoded forms of lines that go out again and again.
  private final Map<Response.Header, Header> constants = new ConcurrentHashMap<>();

  /// Names are few and come from this program.
  private final Map<String, HeaderName> headerNames = new ConcurrentHashMap<>();

  /// Starts to listen.
  ///
  /// @param port 0 for any that is free
  /// @throws UncheckedIOException when the address cannot be had
  public static HelidonServer start(String host, int port, Handler handler) {
    var server = new HelidonServer(host, port, handler);
    server.web.start();
    if (!server.web.isRunning()) {
      // Helidon logs why and returns as if all were well.
      throw new UncheckedIOException(whyNot(host, port));
    }
    return server;
  }

  /// @return true
  /// @throws UncheckedIOException when nothing could listen there now
  public static boolean requireFree(String host, int port) {
    try (var socket = ServerSocketChannel.open()) {
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IOException whyNot(String host, int port) {
    try {
      requireFree(host, port);
      return new BindException("the address could not be bound");
    } catch (UncheckedIOException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }

  private HelidonServer(String host, int port, Handler handler) {
    this.handler = handler;
    this.web =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .backlog(1024)
            .maxPayloadSize(-1)
            .protocolsDiscoverServices(false)
            .featuresDiscoverServices(false)
            .addProtocol(http1())
            .directHandlers(directHandlers())
            .routing(routing -> routing.any(this::handle))
            .build();
  }

  public int port() {
    return web.port();
  }

  /// Takes no more connections, lets requests in flight finish, for ten seconds at most, and
  /// returns then.
  public void stop() {
    web.stop();
  }

  /// Paths and queries are not judged here: what they mean, and how a wrong one is refused, is the
  /// handler's.
  private static Http1Config http1() {
    return Http1Config.builder()
        .maxPrologueLength(MAX_REQUEST_LINE)
        .maxHeadersSize(MAX_HEADERS)
        .validatePath(false)
        .validatePrologue(false)
        .sendKeepAliveHeader(false)
        .build();
  }

  private void handle(ServerRequest incoming, ServerResponse outgoing) {
    var body = new IncomingBody(incoming);
    var prologue = incoming.prologue();
    String path = OriginForm.path(prologue.uriPath().rawPath());
    var request =
        new Request(
            prologue.method().text(),
            path,
            Query.parse(prologue.query().rawValue()),
            name -> incoming.headers().first(HeaderNames.create(name)).orElse(null),
            body);
    Response response = handler.handle(request);
    boolean last =
        !body.leavesConnectionUsable()
            || incoming.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    if (last) {
      outgoing.header(HeaderValues.CONNECTION_CLOSE);
    }
    send(response, prologue.method().text().equals("HEAD"), outgoing);
    if (last) {
      // Helidon sends the header, but would go on to read what follows as the next request.
      throw new CloseConnectionException("the last answer of this connection has been sent");
    }
  }

  private void send(Response response, boolean head, ServerResponse outgoing) {
    outgoing.status(Status.create(response.status()));
    String contentType = response.contentType();
    if (contentType != null) {
      outgoing.header(encoded(Response.Header.constant("Content-Type", contentType)));
    }
    for (Response.Header header : response.headers()) {
      outgoing.header(encoded(header));
    }
    if (head && response.body().length > 0) {
      outgoing.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, response.body().length));
      outgoing.send();
    } else if (response.body().length == 0) {
      // Without a body Helidon leaves Content-Length out of a 204, which must not have one (RFC
      // 9110
      // section 8.6).
      outgoing.send();
    } else {
      outgoing.send(response.body());
    }
  }

  private Header encoded(Response.Header header) {
    if (!header.constant()) {
      return HeaderValues.create(name(header), header.value());
    }
    Header known = constants.get(header);
    return known != null
        ? known
        : constants.computeIfAbsent(
            header, line -> HeaderValues.createCached(name(line), line.value()));
  }

  private HeaderName name(Response.Header header) {
    return headerNames.computeIfAbsent(header.name(), HeaderNames::create);
  }

  /// Answers for what is no request: a bad request line, bad headers, too much of either.
  private static DirectHandlers directHandlers() {
    var handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, (request, event, status, headers, message) -> refuse(status));
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse refuse(Status status) {
    Response response = Pipeline.unreadable(status.code(), status.reasonPhrase());
    var headers = ServerResponseHeaders.create();
    headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, Response.JSON));
    for (Response.Header header : response.headers()) {
      headers.set(HeaderValues.create(HeaderNames.create(header.name()), header.value()));
    }
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .entity(response.body())
        .keepAlive(false)
        .build();
  }
}
