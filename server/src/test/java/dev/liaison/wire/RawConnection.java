package dev.liaison.wire;

import dev.liaison.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A connection on which requests go out as they are written: no client library puts its headers in
/// or judges paths. Reads what this server sends, which names the length of each body.
final class RawConnection implements AutoCloseable {

  /// Of the connection, not of the answer.
  private static final Set<String> FRAMING = Set.of("connection", "content-length", "date");

  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
  }

  /// Sends a request and reads its answer.
  Response exchange(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    return answer(method);
  }

  private Response answer(String method) throws IOException {
    InputStream in = socket.getInputStream();
    int status = Integer.parseInt(line(in).substring(9, 12));
    String contentType = null;
    int length = 0;
    List<Response.Header> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "content-type" -> contentType = value;
        case "content-length" -> length = Integer.parseInt(value);
        case String other when FRAMING.contains(other) -> {}
        default -> headers.add(new Response.Header(name, value));
      }
    }
    byte[] body = method.equals("HEAD") ? new byte[0] : in.readNBytes(length);
    return new Response(status, contentType, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended within " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
