package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// One measurement: so many connections, each of which sends a request, waits for the answer and
/// sends the next; all on one thread, so that the load takes as little as can be from the machine.
final class LoadRun implements AutoCloseable {

  /// How long an answer may take before the run gives it up.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Scenario scenario;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final long[] numbers;
  private final Histogram times = Figures.histogram();
  private final long firstStep;
  private long step;
  private int open;
  private boolean ending;
  private long errors;
  private int replyBytes;
  private String error = "";

  LoadRun(Scenario scenario, int port, int count, long firstStep) throws IOException {
    this.scenario = scenario;
    this.firstStep = firstStep;
    step = firstStep;
    numbers = new long[scenario.form.slotCount()];
    selector = Selector.open();
    for (int i = 0; i < count; i++) {
      Connection connection = new Connection(port);
      connection.channel().register(selector, SelectionKey.OP_READ, connection);
      connections.add(connection);
    }
  }

  /// Loads for a while, then measures for a while.
  ///
  /// @param onStart called when the measuring starts
  Figures run(int warmUpSeconds, int seconds, Runnable onStart) throws IOException {
    for (Connection connection : connections) {
      sendNext(connection);
    }
    turn(System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds));
    onStart.run();
    times.reset();
    long start = System.nanoTime();
    turn(start + TimeUnit.SECONDS.toNanos(seconds));
    long took = System.nanoTime() - start;
    Figures figures = Figures.of(times, 0, took, errors, replyBytes, error);
    drain();
    return new Figures(
        step - firstStep,
        figures.requests(),
        figures.seconds(),
        figures.p50(),
        figures.p99(),
        figures.p999(),
        figures.max(),
        errors,
        replyBytes,
        error);
  }

  private void turn(long end) throws IOException {
    while (System.nanoTime() < end && open > 0) {
      selector.select(this::receive, 50);
    }
  }

  /// Waits for the answers that are still to come.
  private void drain() throws IOException {
    ending = true;
    turn(System.nanoTime() + PATIENCE);
    if (open > 0) {
      fail(open + " answers did not come");
    }
  }

  private void receive(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (!connection.receive()) {
        return;
      }
      times.recordValue(System.nanoTime() - connection.sentAt());
      open--;
      replyBytes = connection.length();
      if (connection.status() != scenario.status) {
        fail(connection.text());
      }
      if (!ending) {
        sendNext(connection);
      }
    } catch (IOException e) {
      open--;
      key.cancel();
      fail(String.valueOf(e.getMessage()));
    }
  }

  private void sendNext(Connection connection) throws IOException {
    scenario.numbers.at(step++, numbers);
    connection.send(scenario.form, numbers);
    open++;
  }

  private void fail(String what) {
    errors++;
    if (error.isEmpty()) {
      error = what;
    }
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
