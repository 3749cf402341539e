package dev.liaison.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.http.Families;
import dev.liaison.http.Handler;
import dev.liaison.http.NamedFamily;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.Routes;
import dev.liaison.http.ScopeRule;
import dev.liaison.http.Sunset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What really goes over the wire.
class HelidonServerTest {

  private static final NamedFamily FAMILY = new NamedFamily("x");

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final HelidonServer server =
      HelidonServer.start(
          "127.0.0.1",
          0,
          new Pipeline(
              new Routes(
                  List.of(
                      route("PUT", "/unread", r -> Response.noContent()),
                      route(
                          "POST",
                          "/length",
                          r -> Response.json(200, bytes(Integer.toString(r.body().length)))),
                      route("GET", "/page", r -> Response.json(200, bytes("page"))),
                      route("GET", "/slow", r -> slow()))),
              new Families(FAMILY, FAMILY),
              new Sunset.Off(),
              List.of(),
              List.of()));

  private static Route route(String method, String path, Handler handler) {
    return new Route(method, path, "Test", FAMILY, ScopeRule.NONE, handler, null);
  }

  private Response slow() {
    try {
      entered.countDown();
      release.await();
      return Response.json(200, bytes("late"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop();
  }

  /// Sends bytes and returns all that comes until the server closes or has answered the last
  /// request, which asks it to close.
  private String exchange(String... sent) throws IOException {
    try (Socket socket = connect()) {
      for (String part : sent) {
        socket.getOutputStream().write(bytes(part));
      }
      socket.getOutputStream().flush();
      return all(socket.getInputStream());
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static final String LAST = "GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private static String status(String answer) {
    return answer.substring(9, 12);
  }

  @Test
  void theNextRequestIsReadAfterABodyThatNobodyRead() throws Exception {
    String fixed = "PUT /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    String chunked =
        "PUT /unread HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n0\r\n\r\n";

    String answers = exchange(fixed, chunked, fixed, LAST);

    assertEquals(4, answers.split("HTTP/1.1 20", -1).length - 1, answers);
    assertTrue(answers.endsWith("page"), answers);
  }

  @Test
  void anEmptyAnswerKeepsItsContentType() throws Exception {
    String answer = exchange("PUT /unread HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertEquals("204", status(answer));
    assertTrue(answer.contains("Content-Type: application/json;charset=utf-8\r\n"), answer);
    assertTrue(answer.contains("X-HubSpot-Correlation-Id: "), answer);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    int size = 17 * 1024 * 1024;
    String fixed = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";
    String chunked = "POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    String data = "x".repeat(size);
    String chunk = Integer.toHexString(size) + "\r\n" + data + "\r\n0\r\n\r\n";

    assertEquals("413", status(exchange(fixed, data)));
    assertEquals("413", status(exchange(chunked, chunk)));
  }

  @Test
  void theLargestBodyIsTaken() throws Exception {
    int size = 16 * 1024 * 1024;
    String head = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";

    assertTrue(exchange(head, "x".repeat(size), LAST).contains("\r\n\r\n" + size));
  }

  @Test
  void aFormWithFilesMayBeLarger() throws Exception {
    int size = 17 * 1024 * 1024;
    String head =
        "POST /length HTTP/1.1\r\nHost: a\r\nContent-Type: Multipart/form-data; boundary=b\r\n"
            + "Content-Length: %d\r\n\r\n";

    assertTrue(exchange(head.formatted(size), "x".repeat(size), LAST).contains("\r\n\r\n" + size));
    String asking = head.replace("Host: a", "Host: a\r\nExpect: 100-continue");
    assertEquals("413", status(exchange(asking.formatted(64 * 1024 * 1024 + 1))));
  }

  @Test
  void aClientThatAsksBeforeItSendsATooLargeBodyIsToldAtOnce() throws Exception {
    String answer =
        exchange(
            "POST /length HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                + "Content-Length: 99999999\r\n\r\n");

    assertEquals("413", status(answer));
  }

  @Test
  void brokenChunksAreAClientsMistake() throws Exception {
    String broken =
        "/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n";

    assertEquals("404", status(exchange("POST /length" + broken.substring(1))));
    assertEquals("204", status(exchange("PUT /unread" + broken.substring(1))));
  }

  @Test
  void aLongRequestLineIsReadAndALongerOneIsRefused() throws Exception {
    String start = "GET /page?x=";
    String end = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    int room = 64 * 1024 - start.length() - " HTTP/1.1".length();

    assertEquals("200", status(exchange(start + "y".repeat(room) + end)));
    String refused = exchange(start + "y".repeat(room + 3) + end);
    assertEquals("414", status(refused));
    assertTrue(refused.contains("\"status\":\"error\""), refused);
    assertTrue(refused.contains("X-HubSpot-Correlation-Id: "), refused);
  }

  @Test
  void whatIsNoRequestIsRefusedWithABody() throws Exception {
    for (String bad :
        List.of(
            "GARBAGE\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
            "PUT /unread HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(70_000) + "\r\n\r\n")) {
      String answer = exchange(bad);
      assertEquals("400", status(answer), bad);
      assertTrue(answer.contains("\"status\":\"error\""), answer);
    }
    assertEquals("505", status(exchange("GET / HTTP/1.0\r\n\r\n")));
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    String answers = exchange("HEAD /page HTTP/1.1\r\nHost: a\r\n\r\n", LAST);

    assertEquals(2, answers.split("Content-Length: 4\r\n", -1).length - 1, answers);
    assertEquals(1, answers.split("page", -1).length - 1, answers);
  }

  @Test
  void aWholeUrlInTheRequestLineIsRead() throws Exception {
    assertEquals(
        "200",
        status(exchange("GET http://a/page?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")));
  }

  @Test
  void aPortThatIsTakenIsAFailure() {
    var failure =
        assertThrows(
            UncheckedIOException.class,
            () -> HelidonServer.start("127.0.0.1", server.port(), r -> Response.noContent()));

    assertEquals(BindException.class, failure.getCause().getClass());
  }

  @Test
  void stoppingLetsARequestInFlightFinish() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
      entered.await();
      var stopped = CompletableFuture.runAsync(server::stop);
      release.countDown();
      String answer = all(socket.getInputStream());
      stopped.join();
      assertTrue(answer.endsWith("late"), answer);
    }
  }
}
