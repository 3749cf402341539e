package dev.liaison;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The log: one line an event, to standard error.
final class Log {

  /// The logging library forgets the levels of loggers that nobody holds.
  private static final List<Logger> HELD =
      List.of(
          Logger.getLogger(""),
          Logger.getLogger("io.helidon"),
          Logger.getLogger("io.helidon.webserver.LoomServer"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("org.postgresql"),
          // Advises an incubator module to all who have no use for it.
          Logger.getLogger("org.apache.lucene.internal.vectorization"));

  private Log() {}

  /// @param level `error`, `warn`, `info` or `debug`
  static void start(String level) {
    LogManager.getLogManager().reset();
    var handler = new ConsoleHandler();
    handler.setFormatter(new Line());
    handler.setLevel(Level.ALL);
    Logger root = HELD.getFirst();
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    Logger.getLogger("dev.liaison").setLevel(level(level));
    // Broken connections are its warnings, with stack traces; they are no concern of an operator.
    HELD.get(1).setLevel(Level.SEVERE);
    // What it says when it cannot listen, HelidonServer says in one line.
    HELD.get(2).setLevel(Level.OFF);
    // What goes wrong between them and the database, the store says in its own words.
    HELD.subList(3, HELD.size()).forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private static Level level(String level) {
    return switch (level) {
      case "error" -> Level.SEVERE;
      case "warn" -> Level.WARNING;
      case "debug" -> Level.FINE;
      default -> Level.INFO;
    };
  }

  /// `2026-11-24T07:15:30.123Z INFO dev.liaison.requests: message`.
  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord event) {
      var line = new StringBuilder(160);
      line.append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
          .append(' ')
          .append("%-5s".formatted(word(event.getLevel())).toUpperCase(Locale.ROOT))
          .append(' ')
          .append(event.getLoggerName())
          .append(": ")
          .append(formatMessage(event))
          .append('\n');
      if (event.getThrown() != null) {
        var trace = new StringWriter();
        event.getThrown().printStackTrace(new PrintWriter(trace));
        line.append(trace);
      }
      return line.toString();
    }

    private static String word(Level level) {
      int value = level.intValue();
      if (value >= Level.SEVERE.intValue()) {
        return "error";
      }
      if (value >= Level.WARNING.intValue()) {
        return "warn";
      }
      return value >= Level.INFO.intValue() ? "info" : "debug";
    }
  }
}
