package dev.liaison.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts the processes of a measurement: servers on one core, the load on another.
record Processes(Cores cores) {

  /// What `./liaison serve` gives the JVM; the launcher passes its own on.
  private static final String SERVER_FLAGS =
      System.getProperty(
          "liaison.serverFlags",
          "-Xms32m -Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xss512k");

  private static final List<String> ACCESS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /// What [dev.liaison.Main] does for itself, for the other programs that run on one core.
  private static final String TWO_CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=2";

  private static final String API = "API ";

  /// A process that listens on a port.
  record Server(Child child, int port) implements AutoCloseable {
    @Override
    public void close() {
      child.close();
    }
  }

  static List<String> serverFlags() {
    return List.of(SERVER_FLAGS.strip().split("\\s+"));
  }

  /// Liaison, as a user starts it.
  Server liaison(Storage storage) {
    Child child =
        Child.start(
            Cores.bound(
                cores.server(),
                java(
                    serverFlags(),
                    "dev.liaison.Main",
                    "serve",
                    "--port",
                    "0",
                    "--token",
                    RequestForm.TOKEN,
                    "--log",
                    "warn")),
            storage.environment());
    String line = child.line();
    while (!line.startsWith(API)) {
      line = child.line();
    }
    return new Server(child, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip()));
  }

  /// The web server alone, with the server's flags.
  Server constant() {
    Child child =
        Child.start(
            Cores.bound(cores.server(), java(flagsOnOneCore(), ConstantServer.class.getName())));
    return new Server(child, Integer.parseInt(child.line()));
  }

  /// The core without HTTP, on the server's core and with its flags.
  Child core(Storage storage, int callers, long firstStep, int warmUp, int seconds) {
    return work(
        storage,
        CoreLoad.class,
        Integer.toString(callers),
        Long.toString(firstStep),
        Integer.toString(warmUp),
        Integer.toString(seconds));
  }

  /// SQL alone, on the server's core and with its flags.
  Child raw(Storage storage, RawLoad.Variant variant, long firstStep, int warmUp, int seconds) {
    return work(
        storage,
        RawLoad.class,
        variant.name(),
        Long.toString(firstStep),
        Integer.toString(warmUp),
        Integer.toString(seconds));
  }

  private Child work(Storage storage, Class<?> program, String... arguments) {
    return Child.start(
        Cores.bound(cores.server(), java(flagsOnOneCore(), program.getName(), arguments)),
        storage.environment());
  }

  /// Searches in the core, on the server's core and with its flags.
  Child searches(int contacts, Path directory) {
    return Child.start(
        Cores.bound(
            cores.server(),
            java(
                flagsOnOneCore(),
                SearchLoad.class.getName(),
                Integer.toString(contacts),
                directory.toString())));
  }

  Child load() {
    return Child.start(
        Cores.bound(
            cores.load(),
            java(List.of("-Xmx256m", "-XX:+UseSerialGC"), LoadClient.class.getName())));
  }

  private List<String> flagsOnOneCore() {
    return cores.pinned()
        ? Stream.concat(serverFlags().stream(), Stream.of(TWO_CARRIERS)).toList()
        : serverFlags();
  }

  private static List<String> java(List<String> flags, String main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(ACCESS);
    command.add("-cp");
    command.add(Optional.ofNullable(System.getProperty("java.class.path")).orElseThrow());
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }
}
