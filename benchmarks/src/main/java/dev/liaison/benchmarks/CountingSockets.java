package dev.liaison.benchmarks;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.SocketFactory;

/// Sockets for pgjdbc (`socketFactory=...&socketFactoryArg=FILE`) that count what virtual threads
/// exchange over them, which is what requests need; pools and listeners have threads of another
/// kind.
public final class CountingSockets extends SocketFactory {

  private final ByteBuffer counters;

  /// @param file of [Traffic]
  public CountingSockets(String file) {
    counters = Traffic.map(Path.of(file));
  }

  /// The storage, reached through such sockets.
  static Storage of(Storage.Database database, Path file) {
    return database
        .with("socketFactory", CountingSockets.class.getName())
        .with("socketFactoryArg", file.toString());
  }

  @Override
  public Socket createSocket() {
    return new CountingSocket(counters);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("pgjdbc connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return createSocket(address, port);
  }

  private static void count(ByteBuffer counters, int counter) {
    synchronized (counters) {
      counters.putLong(counter, counters.getLong(counter) + 1);
    }
  }

  /// Used by one thread at a time.
  private static final class CountingSocket extends Socket {
    private final ByteBuffer counters;
    private final Messages messages = new Messages();
    private boolean asked;

    CountingSocket(ByteBuffer counters) {
      this.counters = counters;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          if (asked && Thread.currentThread().isVirtual()) {
            count(counters, Traffic.ROUND_TRIPS);
          }
          asked = false;
          return super.read(bytes, offset, length);
        }
      };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(int value) throws IOException {
          write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          asked = true;
          for (int i = offset; i < offset + length; i++) {
            if (messages.startsStatement(bytes[i]) && Thread.currentThread().isVirtual()) {
              count(counters, Traffic.STATEMENTS);
            }
          }
          out.write(bytes, offset, length);
        }
      };
    }
  }

  /// Finds the statements in what a client sends: messages of a type, a length and that many bytes;
  /// the first ones have no type.
  private static final class Messages {
    private static final int ASKS_FOR_ENCRYPTION = 8;
    private static final int LONGEST_FIRST = 10_000;

    private boolean typed;
    private boolean opaque;
    private int type;
    private int lengthBytes;
    private long length;
    private long rest;

    /// @param next the next byte that is sent
    boolean startsStatement(byte next) {
      if (opaque) {
        return false;
      }
      if (rest > 0) {
        rest--;
        return false;
      }
      if (typed && type == 0) {
        type = next;
        return type == 'E' || type == 'Q';
      }
      length = length << 8 | next & 0xff;
      lengthBytes++;
      if (lengthBytes == 4) {
        endOfLength();
      }
      return false;
    }

    private void endOfLength() {
      opaque = !typed && length > LONGEST_FIRST;
      typed |= length != ASKS_FOR_ENCRYPTION;
      rest = length - 4;
      length = 0;
      lengthBytes = 0;
      type = 0;
    }
  }
}
