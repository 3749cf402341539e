package dev.liaison;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// `liaison train`: uses a server in memory for a moment, so that the JVM can note what a start
/// loads (`-XX:AOTCacheOutput`). Part of the build.
final class TrainCommand {

  private static final int ROUNDS = 30;
  private static final String TOKEN = "pat-train";

  /// The start that is trained for: its options are read as those of any other.
  static final String[] START = {"serve", "--memory", "--port", "0", "--token", TOKEN};

  /// The first contact has the id 1001, the first deal 1002.
  private static final List<String> CALLS =
      List.of(
          "POST /crm/v3/objects/contacts {\"properties\":{\"email\":\"train%d@example.com\"}}",
          "POST /crm/v3/objects/deals {\"properties\":{\"dealname\":\"Train\"}}",
          "GET /crm/v3/objects/contacts?limit=10&properties=email",
          "GET /crm/v3/objects/deals/1002",
          "POST /deals/v1/deal {\"properties\":[{\"name\":\"dealname\",\"value\":\"Train\"}]}",
          "PUT /deals/v1/deal/1002/associations/CONTACT?id=1001",
          "GET /crm/v4/objects/deals/1002/associations/contacts",
          "GET /crm/objects/2026-03/contacts?limit=1",
          "GET /deals/v1/deal/1002",
          "GET /contacts/v1/contact/vid/1001/profile",
          "GET /nothing/here");

  private TrainCommand() {}

  /// @param config gives the settings as the command line of a start would
  static void run(Config config, PrintStream out) {
    Log.start("error");
    try (App app = App.start(config);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
      var in = new BufferedInputStream(socket.getInputStream());
      for (int round = 0; round < ROUNDS; round++) {
        for (String call : CALLS) {
          send(socket.getOutputStream(), call.formatted(round));
          passOver(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("trained");
  }

  private static void send(OutputStream out, String call) throws IOException {
    String[] words = call.split(" ", 3);
    String body = words.length > 2 ? words[2] : "";
    String request =
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(words[0], words[1], TOKEN, body.length(), body);
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void passOver(InputStream in) throws IOException {
    int length = 0;
    for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
      String header = line.get();
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      if (header.isEmpty()) {
        in.skipNBytes(length);
        return;
      }
    }
    throw new IOException("the server closed the connection");
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return Optional.of(line.toString().strip());
      }
      line.append((char) c);
    }
    return Optional.empty();
  }
}
