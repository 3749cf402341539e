package dev.liaison.benchmarks;

import dev.liaison.http.Response;
import dev.liaison.server.HelidonServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// Liaison's web server with nothing behind it: what any server built on it can reach at most. A
/// PUT gets an empty answer, everything else 600 bytes of JSON. Prints its port; ends with its
/// input.
public final class ConstantServer {

  private static final byte[] BODY =
      ("{\"constant\":\"" + "x".repeat(600 - 15) + "\"}").getBytes(StandardCharsets.US_ASCII);

  private ConstantServer() {}

  /// Serves until the input ends.
  public static void main(String[] arguments) throws IOException {
    LogManager.getLogManager().reset();
    var server =
        HelidonServer.start(
            "127.0.0.1",
            0,
            request ->
                request.method().equals("PUT") ? Response.noContent() : Response.json(200, BODY));
    System.out.println(server.port());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop();
  }
}
