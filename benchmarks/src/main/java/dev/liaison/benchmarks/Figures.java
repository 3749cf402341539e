package dev.liaison.benchmarks;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What one measurement found.
///
/// @param steps how many steps were used up, warm-up included
/// @param p50 nanoseconds from sending a request to having its whole answer, as the other times
/// @param replyBytes of the last answer, headers included
/// @param error the first answer that was not as it must be, empty for none
record Figures(
    long steps,
    long requests,
    double seconds,
    long p50,
    long p99,
    long p999,
    long max,
    long errors,
    int replyBytes,
    String error) {

  static Histogram histogram() {
    return new Histogram(TimeUnit.SECONDS.toNanos(100), 3);
  }

  static Figures of(
      Histogram times, long steps, long nanos, long errors, int replyBytes, String error) {
    return new Figures(
        steps,
        times.getTotalCount(),
        nanos / 1e9,
        times.getValueAtPercentile(50),
        times.getValueAtPercentile(99),
        times.getValueAtPercentile(99.9),
        times.getMaxValue(),
        errors,
        replyBytes,
        error);
  }

  double rate() {
    return requests / seconds;
  }

  /// One line, for [#parse] in another process.
  String line() {
    return String.join(
        "\t",
        Long.toString(steps),
        Long.toString(requests),
        Double.toString(seconds),
        Long.toString(p50),
        Long.toString(p99),
        Long.toString(p999),
        Long.toString(max),
        Long.toString(errors),
        Integer.toString(replyBytes),
        error.replaceAll("\\s+", " "));
  }

  static Figures parse(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 10) {
      throw new IllegalStateException("no figures: " + line);
    }
    return new Figures(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Long.parseLong(parts[5]),
        Long.parseLong(parts[6]),
        Long.parseLong(parts[7]),
        Integer.parseInt(parts[8]),
        parts[9]);
  }
}
