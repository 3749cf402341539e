package dev.liaison.benchmarks;

import dev.liaison.benchmarks.Processes.Server;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Takes measurements one after the other. Used by one thread.
final class Measuring {

  static final int CONNECTIONS = 64;

  private static final int SETTLING_SECONDS = 1;
  private static final int COUNTING_SECONDS = 1;

  private final Processes processes;
  private final Child load;
  private final DatabaseTime database;
  private final int warmUp;
  private final int seconds;
  private final Map<Scenario, Long> steps = new EnumMap<>(Scenario.class);
  private long rawSteps;

  /// @param load a [LoadClient]
  Measuring(Processes processes, Child load, DatabaseTime database, int warmUp, int seconds) {
    this.database = database;
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
    double databaseBefore = database.used();
    Figures figures = result(load, scenario);
    double nanos = figures.seconds() * 1e9;
    return new Measured(
        scenario.title,
        figures,
        (server.child().processorTime().toNanos() - serverBefore) / nanos,
        (load.processorTime().toNanos() - loadBefore) / nanos,
        (database.used() - databaseBefore) / nanos);
  }

  /// What a request exchanges with PostgreSQL, under the usual load for a second.
  ///
  /// @param server one whose [CountingSockets] have these counters
  Exchange exchange(Scenario scenario, Server server, ByteBuffer counters) {
    Traffic before = Traffic.read(counters);
    Measured measured = over(scenario, server, 0, COUNTING_SECONDS, () -> {});
    return Exchange.of(
        scenario.title, Traffic.read(counters).since(before), measured.figures().steps());
  }

  /// The associations of [Scenario#ASSOCIATE] through the core.
  Measured withoutHttp(Storage storage) {
    Scenario scenario = Scenario.ASSOCIATE;
    Measured measured =
        of(
            "the same in the core, without HTTP",
            processes.core(storage, CONNECTIONS, next(scenario), warmUp, seconds));
    steps.merge(scenario, measured.figures().steps(), Long::sum);
    return measured;
  }

  /// The associations of [Scenario#ASSOCIATE] in SQL.
  ///
  /// @param storage with tables for it
  Measured raw(Storage storage, RawLoad.Variant variant) {
    return raw(variant, first -> processes.raw(storage, variant, first, warmUp, seconds));
  }

  /// What they exchange with PostgreSQL.
  Exchange exchange(Storage storage, RawLoad.Variant variant, ByteBuffer counters) {
    Traffic before = Traffic.read(counters);
    Measured measured =
        raw(variant, first -> processes.raw(storage, variant, first, 0, COUNTING_SECONDS));
    return Exchange.of(
        variant.title, Traffic.read(counters).since(before), measured.figures().steps());
  }

  private Measured raw(RawLoad.Variant variant, LongFunction<Child> start) {
    Measured measured = of(variant.title, start.apply(rawSteps));
    rawSteps += measured.figures().steps();
    return measured;
  }

  /// What a process measures by itself.
  private Measured of(String title, Child child) {
    try (child) {
      awaitStart(child);
      long before = child.processorTime().toNanos();
      double databaseBefore = database.used();
      Figures figures = Figures.parse(child.line(Duration.ofSeconds(seconds + 60L)));
      double nanos = figures.seconds() * 1e9;
      return new Measured(
          title,
          figures,
          (child.processorTime().toNanos() - before) / nanos,
          Double.NaN,
          (database.used() - databaseBefore) / nanos);
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
