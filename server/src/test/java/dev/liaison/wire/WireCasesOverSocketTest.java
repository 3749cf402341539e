package dev.liaison.wire;

import static org.junit.jupiter.api.Assertions.fail;

import dev.liaison.TestApi;
import dev.liaison.http.Handler;
import dev.liaison.server.HelidonServer;
import dev.liaison.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every wire case over a socket: what the web server makes of requests and answers is part of
/// the wire too. On one store only: what a store makes of a case is the same without the socket,
/// and `WireCasesTest` sees that on all of them. `-Dwire=deals` runs those whose path has the word.
class WireCasesOverSocketTest {

  /// The API of the case that runs; one server serves them all, in turn.
  private static final AtomicReference<Handler> CURRENT =
      new AtomicReference<>(request -> fail("no case runs"));

  private static final HelidonServer SERVER =
      HelidonServer.start("127.0.0.1", 0, request -> CURRENT.get().handle(request));

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return WireCaseRun.all(Stores.ROCKS, WireCasesOverSocketTest::door);
  }

  private static WireCaseRun.Door door(TestApi api) {
    CURRENT.set(api.api().entry());
    return (method, target, headers, body) -> {
      try (var connection = new RawConnection(SERVER.port())) {
        return connection.exchange(method, target, headers, body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
