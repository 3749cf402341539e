package dev.liaison;

import dev.liaison.crm.transfer.Meter;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/// Shows how far something is: on a terminal as a bar that stays in its line, elsewhere as a line
/// every few seconds. Safe for concurrent use.
final class ProgressBar implements Meter {

  private static final int CELLS = 24;
  private static final Duration REDRAWN = Duration.ofMillis(200);
  private static final Duration TOLD = Duration.ofSeconds(5);

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;
  private String what = "";
  private long begunWith;
  private long done;
  private long total;
  private long begunAt;
  private long shownAt;
  private int width;

  ProgressBar(PrintStream out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public synchronized void begin(String what, long done, long total) {
    this.what = what;
    this.begunWith = done;
    this.done = done;
    this.total = total;
    begunAt = clock.millis();
    shownAt = begunAt;
    if (terminal) {
      show(bar());
    }
  }

  @Override
  public synchronized void add(long more) {
    done += more;
    long now = clock.millis();
    if (now - shownAt >= (terminal ? REDRAWN : TOLD).toMillis()) {
      shownAt = now;
      show(terminal ? bar() : "%s: %d%%, %s".formatted(what, percent(), numbers()));
    }
  }

  @Override
  public synchronized void end() {
    long seconds = (clock.millis() - begunAt) / 1000;
    show(
        String.format(
            Locale.ROOT,
            "%s: done, %,d in %s, %,d/s",
            what,
            done - begunWith,
            time(seconds),
            rate()));
    if (terminal) {
      out.println();
      width = 0;
    }
  }

  /// Leaves the line of a bar that has not ended.
  synchronized void leave() {
    if (width > 0) {
      out.println();
      width = 0;
    }
  }

  private void show(String line) {
    if (!terminal) {
      out.println(line);
      return;
    }
    out.print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  private String bar() {
    int full = (int) (CELLS * percent() / 100);
    return "%-8s [%s%s] %3d%%  %s"
        .formatted(what, "#".repeat(full), ".".repeat(CELLS - full), percent(), numbers());
  }

  private String numbers() {
    long rate = rate();
    String left = rate == 0 ? "-:--" : time(Math.max(0, total - done) / rate);
    return String.format(
        Locale.ROOT, "%,d of %,d, %,d/s, %s left", done, Math.max(done, total), rate, left);
  }

  /// The total is an estimate: all of it is done when [#end] says so.
  private long percent() {
    return total <= 0 ? 0 : Math.min(99, 100 * done / total);
  }

  private long rate() {
    long milliseconds = Math.max(1, clock.millis() - begunAt);
    return (done - begunWith) * 1000 / milliseconds;
  }

  private static String time(long seconds) {
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
