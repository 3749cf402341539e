package dev.liaison.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/// `./liaison bench --search N`: [SearchLoad] and a page of what it found. Nothing is pinned to a
/// core: there is no load but the one thread that searches.
final class SearchBench {

  /// For the slowest step, the filling of the store.
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private SearchBench() {}

  static int run(int contacts, Path directory, Machine machine, Path page) {
    var text = new StringBuilder(introduction(contacts, machine));
    try (Child load = new Processes(Cores.shared()).searches(contacts, directory)) {
      String line = load.line(PATIENCE);
      while (!line.equals(SearchLoad.END)) {
        System.out.println(line);
        text.append(line).append('\n');
        line = load.line(PATIENCE);
      }
    }
    text.append(
        """

        A pattern that begins with `*` looks through every token of the property. A search for what was just
        written pays for opening the index anew, which all searches share that wait for it.
        """);
    Page.write(page, text.toString());
    System.out.printf("Written to %s%n", page);
    return 0;
  }

  private static String introduction(int contacts, Machine machine) {
    String load =
        Machine.load() < 0
            ? ""
            : " At the beginning of the run the machine's load was %.1f.".formatted(Machine.load());
    return """
        # Benchmarks of searches

        Written by `./liaison bench --search %d` on %s.

        Machine: %s.%s

        Contacts of eight properties in an embedded store on disk, searched in the core, without HTTP, from one
        thread, with the JVM flags of `./liaison serve`. Each line is the median and the 99th percentile of 300
        searches after as many to warm up; a search reads the ten records of its page from the store. One thread
        builds the index, from a cold start; the JVM's compilers and the merges run beside it, where there is
        another core.

        """
        .formatted(contacts, LocalDate.now(ZoneId.systemDefault()), machine.words(), load);
  }
}
