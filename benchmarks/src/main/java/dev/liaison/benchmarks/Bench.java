package dev.liaison.benchmarks;

import dev.liaison.benchmarks.Processes.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// `./liaison bench`: a server in one process, a load in another, and a page of what was found.
public final class Bench {

  private static final int PROFILE_WARM_UP = 1;
  private static final int PROFILE_SECONDS = 5;
  private static final int REMOVALS = 20;

  private static final List<Scenario> LIMITS =
      List.of(Scenario.CONSTANT_PUT, Scenario.CONSTANT_GET);

  /// Reads come first: they find the data as it was loaded.
  private static final List<Scenario> MEASURED =
      List.of(
          Scenario.EMPTY,
          Scenario.GET_RECORD,
          Scenario.GET_ASSOCIATIONS,
          Scenario.GET_LEGACY_DEAL,
          Scenario.CREATE,
          Scenario.ASSOCIATE);

  private static final List<Scenario> PROFILED =
      List.of(Scenario.GET_RECORD, Scenario.GET_ASSOCIATIONS, Scenario.ASSOCIATE);

  private final BenchOptions options;
  private final Path directory;
  private final Optional<BenchDatabase> database;
  private final Storage storage;
  private final Cores cores = Cores.ofThisMachine();
  private final Processes processes = new Processes(cores);
  private final Result result = new Result();

  private Bench(BenchOptions options, Path directory, Optional<BenchDatabase> database) {
    this.options = options;
    this.directory = directory;
    this.database = database;
    storage =
        database
            .<Storage>map(BenchDatabase::storage)
            .orElseGet(() -> new Storage.Directory(directory.resolve("data")));
  }

  public static void main(String[] arguments) throws IOException {
    quiet();
    var command = new CommandLine(BenchOptions.spec());
    try {
      var parsed = command.parseArgs(arguments);
      if (CommandLine.executeHelpRequest(parsed) == null) {
        System.exit(run(BenchOptions.of(parsed)));
      }
    } catch (ParameterException | BenchDatabase.Refused e) {
      System.err.println("liaison bench: " + e.getMessage());
      System.exit(2);
    }
  }

  /// Keeps what the parts of a store tell of their work out of the output.
  static void quiet() {
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  private static int run(BenchOptions options) throws IOException {
    Optional<BenchDatabase> database = options.postgres().map(BenchDatabase::take);
    database.ifPresent(it -> Runtime.getRuntime().addShutdownHook(new Thread(it::close)));
    Path directory = Files.createTempDirectory(options.directory(), "liaison-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
    if (options.search().isPresent()) {
      return SearchBench.run(
          options.search().get(),
          directory,
          Machine.describe(directory, Optional.empty()),
          options.page());
    }
    Machine machine = Machine.describe(directory, database.map(BenchDatabase::words));
    var bench = new Bench(options, directory, database);
    System.out.printf("%s; %s%n", machine.words(), bench.cores.words());
    return options.profileOnly() ? bench.profileOnly() : bench.measure(machine);
  }

  private int measure(Machine machine) {
    prepare();
    try (Child load = processes.load()) {
      var measuring = measuring(load);
      try (Server server = processes.constant()) {
        measuring.warmUp(LIMITS, server);
        LIMITS.forEach(scenario -> tell(scenario, measuring.over(scenario, server)));
      }
      try (Server server = processes.liaison(storage)) {
        measuring.warmUp(MEASURED, server);
        MEASURED.forEach(scenario -> tell(scenario, measuring.over(scenario, server)));
        Written.check(server.port());
        profile(measuring, server);
      }
      Measured core = measuring.withoutHttp(storage);
      result.addCore(core);
      tell(core);
      database.ifPresent(it -> againstRaw(measuring, it));
    }
    String page = Page.of(result, machine, cores, options);
    Page.write(options.page(), page);
    System.out.printf("%n%s%nWritten to %s%n", page, options.page());
    return result.errors() == 0 ? 0 : 1;
  }

  private int profileOnly() {
    prepare();
    try (Child load = processes.load();
        Server server = processes.liaison(storage)) {
      var measuring = measuring(load);
      measuring.warmUp(PROFILED, server);
      profile(measuring, server);
    }
    System.out.printf("%n%s%n", Page.ofProfiles(result));
    return 0;
  }

  private Measuring measuring(Child load) {
    return new Measuring(
        processes,
        load,
        database.map(BenchDatabase::time).orElse(DatabaseTime.UNKNOWN),
        options.warmUp(),
        options.seconds());
  }

  private void againstRaw(Measuring measuring, BenchDatabase postgres) {
    for (RawLoad.Variant variant : RawLoad.Variant.values()) {
      Measured measured = measuring.raw(postgres.rawStorage(), variant);
      result.add(variant, measured);
      tell(measured);
    }
    Path file = directory.resolve("traffic");
    ByteBuffer counters = Traffic.map(file);
    for (RawLoad.Variant variant : RawLoad.Variant.values()) {
      result.add(
          measuring.exchange(CountingSockets.of(postgres.rawStorage(), file), variant, counters));
    }
    try (Server server = processes.liaison(CountingSockets.of(postgres.storage(), file))) {
      for (Scenario scenario : MEASURED) {
        result.add(measuring.exchange(scenario, server, counters));
      }
    }
  }

  private void prepare() {
    long start = System.nanoTime();
    Dataset.load(storage);
    database.ifPresent(BenchDatabase::loaded);
    try (Server server = processes.liaison(storage)) {
      IndexBuilt.await(server.port());
    }
    System.out.printf(
        "%,d contacts and %,d deals loaded and indexed in %.1f s%n",
        Dataset.CONTACTS, Dataset.DEALS, (System.nanoTime() - start) / 1e9);
  }

  private void profile(Measuring measuring, Server server) {
    var profiler = new Profiler(measuring, directory);
    int seconds = options.profileOnly() ? options.seconds() : PROFILE_SECONDS;
    for (Scenario scenario : PROFILED) {
      System.out.printf("Recording: %s%n", scenario.title);
      result.add(profiler.profile(scenario, server, PROFILE_WARM_UP, seconds));
    }
  }

  private void tell(Scenario scenario, Measured measured) {
    result.add(scenario, measured);
    tell(measured);
  }

  private static void tell(Measured measured) {
    Figures figures = measured.figures();
    System.out.printf(
        "%-45s %,9.0f/s  p50 %6.2f ms  p99 %7.2f ms  most %7.1f ms%n",
        measured.title(),
        measured.rate(),
        figures.p50() / 1e6,
        figures.p99() / 1e6,
        figures.max() / 1e6);
    if (figures.errors() > 0) {
      System.out.printf("  %,d errors, the first: %s%n", figures.errors(), figures.error());
    }
  }

  /// The processes may be writing still when this one is told to stop.
  private static void remove(Path directory) {
    for (int attempt = 0; attempt < REMOVALS && Files.exists(directory); attempt++) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      }
    }
  }
}
