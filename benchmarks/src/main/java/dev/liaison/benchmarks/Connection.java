package dev.liaison.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A keep-alive connection of the load: sends a request, and finds the end of its answer with as
/// little work as possible. Used by one thread.
final class Connection implements AutoCloseable {

  private static final byte[] CONTENT_LENGTH =
      "content-length:".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(4096);
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);

  /// What has come of the answer.
  private final byte[] answer = new byte[64 * 1024];

  private int size;

  /// How long the answer is, 0 while its headers are incomplete.
  private int expected;

  private long sentAt;

  Connection(int port) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
  }

  SocketChannel channel() {
    return channel;
  }

  /// When the request was sent.
  long sentAt() {
    return sentAt;
  }

  void send(RequestForm form, long[] numbers) throws IOException {
    size = 0;
    expected = 0;
    form.fill(out, numbers);
    sentAt = System.nanoTime();
    while (out.hasRemaining()) {
      // A request is far smaller than the buffer of an idle socket.
      channel.write(out);
    }
  }

  /// Takes in what has come.
  ///
  /// @return whether the answer is complete
  boolean receive() throws IOException {
    in.clear();
    in.limit(answer.length - size);
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    in.flip();
    in.get(answer, size, count);
    size += count;
    if (expected == 0) {
      findLength();
    }
    if (expected > answer.length) {
      throw new IOException("an answer of " + expected + " bytes");
    }
    return expected > 0 && size >= expected;
  }

  /// The status of the complete answer.
  int status() {
    return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + answer[11] - '0';
  }

  /// How many bytes the complete answer has, with its headers.
  int length() {
    return expected;
  }

  /// The complete answer, for a message.
  String text() {
    return new String(answer, 0, Math.min(size, 600), StandardCharsets.UTF_8);
  }

  private void findLength() throws IOException {
    int length = -1;
    for (int i = 0; i + 2 < size; i++) {
      if (answer[i] != '\n') {
        continue;
      }
      if (answer[i + 1] == '\r') {
        if (length < 0 && status() != 204) {
          throw new IOException("an answer without Content-Length: " + text());
        }
        expected = i + 3 + Math.max(length, 0);
        return;
      }
      if (isContentLength(i + 1)) {
        length = number(i + 1 + CONTENT_LENGTH.length);
      }
    }
  }

  private boolean isContentLength(int start) {
    if (start + CONTENT_LENGTH.length > size) {
      return false;
    }
    for (int i = 0; i < CONTENT_LENGTH.length; i++) {
      int c = answer[start + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != CONTENT_LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int start) {
    int at = start;
    while (at < size && answer[at] == ' ') {
      at++;
    }
    int number = 0;
    while (at < size && answer[at] >= '0' && answer[at] <= '9') {
      number = number * 10 + answer[at++] - '0';
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
