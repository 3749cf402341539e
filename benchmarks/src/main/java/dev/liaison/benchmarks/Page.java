package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The result as a page of Markdown, which is also what is printed.
final class Page {

  private static final int FRAMES = 15;

  /// The server, the load and a little besides.
  private static final double QUIET_LOAD = 3;

  private static final int ALL_FRAMES = 50;

  private final StringBuilder text = new StringBuilder();

  /// The whole page.
  static String of(Result result, Machine machine, Cores cores, BenchOptions options) {
    var page = new Page();
    page.introduction(result, machine, cores, options);
    page.figures(result);
    page.goals(result);
    page.exchanges(result);
    if (!result.profiles().isEmpty()) {
      page.line("## Where the time goes\n");
      page.howProfiled();
      result.profiles().forEach(profile -> page.profile(profile, FRAMES));
    }
    return page.text.toString();
  }

  /// The profiles alone, in detail.
  static String ofProfiles(Result result) {
    var page = new Page();
    result.profiles().forEach(profile -> page.profile(profile, ALL_FRAMES));
    return page.text.toString();
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void introduction(Result result, Machine machine, Cores cores, BenchOptions options) {
    boolean postgres = options.postgres().isPresent();
    line(postgres ? "# Benchmarks on PostgreSQL\n" : "# Benchmarks\n");
    line(
        "Written by `./liaison bench%s --seconds %d --warm-up %d` on %s.\n",
        postgres ? " --postgres URL" : "", options.seconds(), options.warmUp(), result.date());
    line("Machine: %s. Of these cores, %s.", machine.words(), cores.words());
    if (Machine.load() >= 0) {
      line(
          "At the end of the run the machine's load was %.1f%s.",
          Machine.load(),
          Machine.load() > QUIET_LOAD
              ? ": other programs were busy, so these figures are provisional"
              : "; the run itself makes about 2 of it");
    }
    line("");
    line(
        "%d connections are kept alive; each sends a request, waits for the answer and sends the",
        Measuring.CONNECTIONS);
    line("next, so what is slow is also asked less often. The server has the JVM flags of");
    line(
        "`./liaison serve`, without the AOT cache, on %s with %,d contacts and %,d deals, and answers a write when it is",
        postgres ? "a database" : "a store on disk", Dataset.CONTACTS, Dataset.DEALS);
    line(
        "%s. Every status is checked. Figures of different machines, or of a busy",
        postgres ? "committed there" : "synced to that disk");
    line("one, cannot be compared; the ratios below are of one run.\n");
  }

  private void figures(Result result) {
    boolean database =
        result.all().stream().anyMatch(measured -> !Double.isNaN(measured.databaseBusy()));
    line(
        "| Work | requests/s | p50 ms | p99 ms | p99.9 ms | max ms | errors | answer, bytes |"
            + " server, cores | us/request | load, cores |%s",
        database ? " PostgreSQL, cores | us/request |" : "");
    line("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|%s", database ? "--:|--:|" : "");
    for (Measured measured : result.all()) {
      Figures it = measured.figures();
      line(
          "| %s | %,.0f | %.2f | %.2f | %.2f | %.1f | %d | %s | %.2f | %.1f | %s |%s",
          measured.title(),
          measured.rate(),
          it.p50() / 1e6,
          it.p99() / 1e6,
          it.p999() / 1e6,
          it.max() / 1e6,
          it.errors(),
          it.replyBytes() == 0 ? "" : Integer.toString(it.replyBytes()),
          measured.serverBusy(),
          measured.microsPerRequest(),
          Double.isNaN(measured.loadBusy()) ? "" : "%.2f".formatted(measured.loadBusy()),
          database
              ? " %.2f | %.1f |"
                  .formatted(measured.databaseBusy(), measured.databaseMicrosPerRequest())
              : "");
    }
    line("");
    line(
        "\"server, cores\" is how much of a core the server's process had, \"us/request\" what it");
    line("spent on a request, background work included. Where it had much less than a core, it");
    line("waited for the disk, for the load, or for other programs.\n");
    if (database) {
      line(
          "PostgreSQL's part is of all its processes. Where it runs on the cores of the server and");
      line("the load, they take them from each other.\n");
    }
  }

  private void goals(Result result) {
    line("## Targets\n");
    line("| Work | target | reached | |");
    line("|---|--:|--:|---|");
    for (Result.Goal goal : result.goals()) {
      line(
          "| %s | %s | %s | %s |",
          goal.work(), goal.target(), goal.reached(), goal.met() ? "met" : "missed");
    }
    line("");
  }

  private void exchanges(Result result) {
    if (result.exchanges().isEmpty()) {
      return;
    }
    line("## Raw SQL, and what is exchanged\n");
    line(
        "Raw SQL is the same work by a program that is made for nothing else, over %d",
        RawLoad.CONNECTIONS);
    line(
        "connections of pgjdbc, on the server's core, on tables with the same columns, keys, indexes");
    line(
        "and rows. It looks whether three records are live by their keys and, when they are, inserts");
    line(
        "two links from both ends. The second form does all that the server does for its answer: it");
    line(
        "also locks the records, looks which links there are, moves three modified dates and adds two");
    line(
        "rows to the change log. Both begin with the first statement and commit with the last, and");
    line("check no token, parse no request, and know that nothing is linked yet.\n");
    line("Counted under the same load, repeated transactions included; `begin` and `commit` are");
    line("statements too. Work that asks PostgreSQL nothing has it in memory.\n");
    line("| Work | round trips | statements |");
    line("|---|--:|--:|");
    for (Exchange exchange : result.exchanges()) {
      line(
          "| %s | %.2f | %s |",
          exchange.title(),
          exchange.roundTrips(),
          exchange.statements() == 0 && exchange.roundTrips() > 0
              ? ""
              : "%.2f".formatted(exchange.statements()));
    }
    line("");
  }

  private void howProfiled() {
    line(
        "Profiles of the same server under the same load, by the JDK's flight recorder: samples of");
    line(
        "its Java threads by processor time. A sample counts for the innermost frame that belongs");
    line("to a part. The kernel's share and the threads beside Java's come from the system. Being");
    line("recorded makes the server slower; the shares are what counts here.\n");
  }

  private void profile(Profile profile, int frames) {
    line("### %s\n", profile.measured().title());
    line(
        "%,.0f requests/s while recorded, %,d samples. Garbage: %d collections, %.0f ms of pauses,",
        profile.measured().rate(), profile.samples(), profile.collections(), profile.pauseMillis());
    line("the longest %.1f ms.\n", profile.longestPauseMillis());
    threads(profile.threads());
    line("| Part (Java threads) | share |");
    line("|---|--:|");
    profile.parts().forEach(part -> line("| %s | %.1f %% |", part.getKey().title, part.getValue()));
    line("");
    line("| Innermost method | share |");
    line("|---|--:|");
    List<Map.Entry<String, Double>> top = profile.topFrames(frames);
    top.forEach(frame -> line("| `%s` | %.1f %% |", frame.getKey(), frame.getValue()));
    line("");
  }

  private void threads(ThreadTimes threads) {
    double total = threads.total();
    if (total == 0) {
      return;
    }
    line("| Threads | share of the processor time | of it in the kernel |");
    line("|---|--:|--:|");
    threads.groups().entrySet().stream()
        .filter(group -> group.getValue().both() > 0)
        .sorted((one, other) -> Long.compare(other.getValue().both(), one.getValue().both()))
        .forEach(
            group ->
                line(
                    "| %s | %.1f %% | %.1f %% |",
                    group.getKey(),
                    100 * group.getValue().both() / total,
                    100 * group.getValue().kernel() / total));
    line("");
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
