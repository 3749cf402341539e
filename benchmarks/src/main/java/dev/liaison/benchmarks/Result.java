package dev.liaison.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run found, as it goes on.
final class Result {

  /// What the store must reach of raw SQL.
  private static final double LEAST_OF_RAW = 0.6;

  private final LocalDate date = LocalDate.now(ZoneOffset.UTC);
  private final Map<Scenario, Measured> overHttp = new EnumMap<>(Scenario.class);
  private final List<Measured> all = new ArrayList<>();
  private final Map<RawLoad.Variant, Measured> raw = new EnumMap<>(RawLoad.Variant.class);
  private Optional<Measured> core = Optional.empty();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<Profile> profiles = new ArrayList<>();

  /// A line of the design's table of targets.
  ///
  /// @param reached in words
  /// @param met whether it is enough
  record Goal(String work, String target, String reached, boolean met) {}

  void add(Scenario scenario, Measured measured) {
    overHttp.put(scenario, measured);
    all.add(measured);
  }

  void add(RawLoad.Variant variant, Measured measured) {
    raw.put(variant, measured);
    all.add(measured);
  }

  /// [Scenario#ASSOCIATE] through the core.
  void addCore(Measured measured) {
    core = Optional.of(measured);
    all.add(measured);
  }

  void add(Exchange exchange) {
    exchanges.add(exchange);
  }

  void add(Profile profile) {
    profiles.add(profile);
  }

  LocalDate date() {
    return date;
  }

  List<Measured> all() {
    return all;
  }

  List<Exchange> exchanges() {
    return exchanges;
  }

  List<Profile> profiles() {
    return profiles;
  }

  long errors() {
    return all.stream().mapToLong(measured -> measured.figures().errors()).sum();
  }

  /// The design's targets that this run can judge.
  List<Goal> goals() {
    var goals = new ArrayList<Goal>();
    if (raw.isEmpty()) {
      rate(goals);
      p99(goals);
    } else {
      raw.forEach((variant, base) -> againstRaw(goals, variant, base));
    }
    ratio(goals, Scenario.ASSOCIATE, Scenario.EMPTY, 0.2, "the server's empty reply");
    ratio(goals, Scenario.GET_RECORD, Scenario.CONSTANT_GET, 0.6, "constant 600 bytes");
    ratio(goals, Scenario.GET_ASSOCIATIONS, Scenario.CONSTANT_GET, 0.6, "constant 600 bytes");
    return goals;
  }

  private void rate(List<Goal> goals) {
    found(Scenario.ASSOCIATE)
        .map(Measured::rate)
        .ifPresent(
            rate ->
                goals.add(
                    new Goal(
                        Scenario.ASSOCIATE.title,
                        "25,000/s",
                        "%,.0f/s".formatted(rate),
                        rate >= 25_000)));
  }

  private void p99(List<Goal> goals) {
    found(Scenario.ASSOCIATE)
        .map(measured -> measured.figures().p99() / 1e6)
        .ifPresent(
            millis ->
                goals.add(
                    new Goal(
                        "the same, p99", "under 10 ms", "%.1f ms".formatted(millis), millis < 10)));
  }

  private void againstRaw(List<Goal> goals, RawLoad.Variant variant, Measured base) {
    Stream.concat(core.stream(), found(Scenario.ASSOCIATE).stream())
        .forEach(
            measured -> {
              double ratio = measured.rate() / base.rate();
              goals.add(
                  new Goal(
                      measured.title() + " / " + variant.title,
                      Double.toString(LEAST_OF_RAW),
                      "%.2f".formatted(ratio),
                      ratio >= LEAST_OF_RAW));
            });
  }

  private void ratio(
      List<Goal> goals, Scenario scenario, Scenario base, double least, String baseName) {
    Optional<Measured> measured = found(scenario);
    Optional<Measured> limit = found(base);
    if (measured.isPresent() && limit.isPresent()) {
      double ratio = measured.get().rate() / limit.get().rate();
      goals.add(
          new Goal(
              scenario.title + " / " + baseName,
              Double.toString(least),
              "%.2f".formatted(ratio),
              ratio >= least));
    }
  }

  private Optional<Measured> found(Scenario scenario) {
    return Optional.ofNullable(overHttp.get(scenario));
  }
}
