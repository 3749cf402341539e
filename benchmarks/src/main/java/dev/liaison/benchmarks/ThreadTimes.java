package dev.liaison.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The processor time of a process by groups of its threads, in the program and in the kernel,
/// since its start. Empty where there is no `/proc`.
record ThreadTimes(Map<String, Ticks> groups) {

  private static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("ForkJoinPool", "virtual threads (requests)");
    GROUPS.put("liaison-store", "the store's writer");
    GROUPS.put("liaison-postgres", "the pool and the listener of PostgreSQL");
    GROUPS.put("rocksdb", "RocksDB in the background (flush, compaction)");
    GROUPS.put("C1 Compiler", "the JVM's compilers");
    GROUPS.put("C2 Compiler", "the JVM's compilers");
    GROUPS.put("VM Thread", "garbage collection and safepoints");
    GROUPS.put("G1", "garbage collection and safepoints");
    GROUPS.put("GC Thread", "garbage collection and safepoints");
    GROUPS.put("Read-Poller", "pollers of sockets");
    GROUPS.put("Write-Poller", "pollers of sockets");
    GROUPS.put("Master-Poller", "pollers of sockets");
    GROUPS.put("JFR", "the profiler");
  }

  /// Hundredths of a second.
  record Ticks(long program, long kernel) {

    long both() {
      return program + kernel;
    }

    private Ticks plus(Ticks other) {
      return new Ticks(program + other.program, kernel + other.kernel);
    }
  }

  static ThreadTimes of(long pid) {
    Map<String, Ticks> groups = new TreeMap<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (Files.isDirectory(tasks)) {
      try (Stream<Path> threads = Files.list(tasks)) {
        for (Path thread : threads.toList()) {
          add(groups, thread);
        }
      } catch (IOException e) {
        return new ThreadTimes(Map.of());
      }
    }
    return new ThreadTimes(groups);
  }

  /// What was used after `earlier`.
  ThreadTimes since(ThreadTimes earlier) {
    Map<String, Ticks> used = new TreeMap<>();
    groups.forEach(
        (group, now) -> {
          Ticks before = earlier.groups.getOrDefault(group, new Ticks(0, 0));
          used.put(group, new Ticks(now.program - before.program, now.kernel - before.kernel));
        });
    return new ThreadTimes(used);
  }

  long total() {
    return groups.values().stream().mapToLong(Ticks::both).sum();
  }

  private static void add(Map<String, Ticks> groups, Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
      var ticks = new Ticks(Long.parseLong(fields.get(11)), Long.parseLong(fields.get(12)));
      groups.merge(group(name), ticks, Ticks::plus);
    } catch (IOException e) {
      // The thread has ended.
    }
  }

  private static String group(String name) {
    return GROUPS.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("everything else");
  }
}
