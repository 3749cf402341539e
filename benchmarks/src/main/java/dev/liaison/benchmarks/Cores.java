package dev.liaison.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which processor cores the server and the load get: one each on Linux with `taskset` and at least
/// two cores, whatever the system gives them elsewhere.
record Cores(Optional<Integer> server, Optional<Integer> load) {

  private static final String ALLOWED = "Cpus_allowed_list:";

  /// Whatever the system gives them.
  static Cores shared() {
    return new Cores(Optional.empty(), Optional.empty());
  }

  static Cores ofThisMachine() {
    List<Integer> allowed = allowed();
    if (allowed.size() < 2 || !hasTaskset()) {
      return shared();
    }
    return new Cores(Optional.of(allowed.getFirst()), Optional.of(allowed.getLast()));
  }

  boolean pinned() {
    return server.isPresent();
  }

  /// What was done, in words.
  String words() {
    return pinned()
        ? "the server is pinned to one core, the load to another"
        : "nothing is pinned to a core, the server and the load share all of them";
  }

  /// The command, bound to a core.
  static List<String> bound(Optional<Integer> core, List<String> command) {
    return core.map(
            number ->
                Stream.concat(
                        Stream.of("taskset", "-c", Integer.toString(number)), command.stream())
                    .toList())
        .orElse(command);
  }

  private static boolean hasTaskset() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "taskset")));
  }

  private static List<Integer> allowed() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(ALLOWED))
          .findFirst()
          .map(line -> numbers(line.substring(ALLOWED.length()).strip()))
          .orElse(List.of());
    } catch (IOException e) {
      // Not a Linux.
      return List.of();
    }
  }

  /// `0-3,8` as numbers.
  private static List<Integer> numbers(String list) {
    var numbers = new ArrayList<Integer>();
    for (String part : list.split(",")) {
      String[] ends = part.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
