package dev.liaison.benchmarks;

import dev.liaison.benchmarks.Processes.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Takes measurements one after the other. Used by one thread.
final class Measuring {

  static final int CONNECTIONS = 64;

  private static final int SETTLING_SECONDS = 1;

  private final Processes processes;
  private final Child load;
  private final int warmUp;
  private final int seconds;
  private final Map<Scenario, Long> steps = new EnumMap<>(Scenario.class);

  /// @param load a [LoadClient]
  Measuring(Processes processes, Child load, int warmUp, int seconds) {
    this.processes = processes;
    this.load = load;
    this.warmUp = warmUp;
    this.seconds = seconds;
  }

  /// Lets the server compile what it needs, for all of the work before any of it is measured: on
  /// one core the compilers take their time from the requests.
  void warmUp(List<Scenario> scenarios, Server server) {
    for (Scenario scenario : scenarios) {
      Measured _ = over(scenario, server, 0, warmUp, () -> {});
    }
  }

  Measured over(Scenario scenario, Server server) {
    return over(scenario, server, SETTLING_SECONDS, seconds, () -> {});
  }

  /// @param onStart called when the measuring starts
  Measured over(
      Scenario scenario, Server server, int warmUpSeconds, int forSeconds, Runnable onStart) {
    load.say(
        LoadClient.order(
            scenario, server.port(), CONNECTIONS, next(scenario), warmUpSeconds, forSeconds));
    awaitStart(load);
    onStart.run();
    long serverBefore = server.child().processorTime().toNanos();
    long loadBefore = load.processorTime().toNanos();
    Figures figures = result(load, scenario);
    double nanos = figures.seconds() * 1e9;
    return new Measured(
        scenario.title,
        figures,
        (server.child().processorTime().toNanos() - serverBefore) / nanos,
        (load.processorTime().toNanos() - loadBefore) / nanos);
  }

  /// The associations of [Scenario#ASSOCIATE] through the core.
  Measured withoutHttp(Path data) {
    var scenario = Scenario.ASSOCIATE;
    try (Child core = processes.core(data, CONNECTIONS, next(scenario), warmUp, seconds)) {
      awaitStart(core);
      long before = core.processorTime().toNanos();
      Figures figures = result(core, scenario);
      double nanos = figures.seconds() * 1e9;
      double used = core.processorTime().toNanos() - before;
      return new Measured("the same in the core, without HTTP", figures, used / nanos, Double.NaN);
    }
  }

  private void awaitStart(Child child) {
    String line = child.line(Duration.ofSeconds(warmUp + 30L));
    if (!line.equals(LoadClient.MEASURING)) {
      throw new IllegalStateException("unexpected: " + line);
    }
  }

  private Figures result(Child child, Scenario scenario) {
    Figures figures = Figures.parse(child.line(Duration.ofSeconds(seconds + 60L)));
    steps.merge(scenario, figures.steps(), Long::sum);
    return figures;
  }

  private long next(Scenario scenario) {
    return steps.getOrDefault(scenario, 0L);
  }
}
