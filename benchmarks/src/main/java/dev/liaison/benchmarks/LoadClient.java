package dev.liaison.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The load, a process of its own. Reads orders, a line each: scenario, port, connections, first
/// step, seconds of warm-up, seconds. Answers each with [#MEASURING] when the warm-up is over and
/// with a line of [Figures] at the end. Ends with its input.
public final class LoadClient {

  static final String MEASURING = "measuring";

  private LoadClient() {}

  /// Works until the input ends.
  public static void main(String[] arguments) throws IOException {
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(run(order.split(" ")).line());
    }
  }

  static String order(
      Scenario scenario, int port, int connections, long firstStep, int warmUp, int seconds) {
    return "%s %d %d %d %d %d"
        .formatted(scenario.name(), port, connections, firstStep, warmUp, seconds);
  }

  private static Figures run(String[] order) throws IOException {
    try (var run =
        new LoadRun(
            Scenario.valueOf(order[0]),
            Integer.parseInt(order[1]),
            Integer.parseInt(order[2]),
            Long.parseLong(order[3]))) {
      return run.run(
          Integer.parseInt(order[4]),
          Integer.parseInt(order[5]),
          () -> System.out.println(MEASURING));
    }
  }
}
