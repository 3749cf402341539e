package dev.liaison.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What `./liaison bench` was asked for.
///
/// @param warmUp seconds of each kind of call before anything is measured; on one core the
///   compilers need a minute and a half for all kinds
/// @param seconds of each measurement
/// @param profileOnly whether to measure nothing and show the profile in detail
/// @param search how many contacts to search among, in place of the calls
/// @param page the file to write the result to
/// @param postgres the URL of an empty database, in place of the embedded store
/// @param directory where the data of the measurement is put while it runs
record BenchOptions(
    int warmUp,
    int seconds,
    boolean profileOnly,
    Optional<String> postgres,
    Optional<Integer> search,
    Path page,
    Path directory) {

  private static final String POSTGRES = "--postgres";
  private static final String SEARCH = "--search";
  private static final String POSTGRES_FORM = "jdbc:postgresql:";

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("liaison bench").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("Measures the server on this machine and writes what it found to a page.");
    spec.addOption(number("--seconds", "8", "How long each measurement takes (${DEFAULT-VALUE})."));
    spec.addOption(
        number("--warm-up", "15", "How long each kind of call is made before (${DEFAULT-VALUE})."));
    spec.addOption(
        OptionSpec.builder("--profile")
            .type(boolean.class)
            .description("Do not measure; show in detail where the time goes.")
            .build());
    spec.addOption(
        OptionSpec.builder(POSTGRES)
            .type(String.class)
            .paramLabel("URL")
            .description(
                "Measure on PostgreSQL, in this empty database"
                    + " (jdbc:postgresql://host/db?user=...&password=...).")
            .build());
    spec.addOption(
        OptionSpec.builder(SEARCH)
            .type(int.class)
            .paramLabel("N")
            .description("Measure searches among N contacts instead of calls (1000000).")
            .build());
    spec.addOption(
        OptionSpec.builder("--page")
            .type(Path.class)
            .paramLabel("PATH")
            .description("The page to write (docs/benchmarks.md, -postgres.md, -search.md).")
            .build());
    spec.addOption(
        OptionSpec.builder("--directory")
            .type(Path.class)
            .paramLabel("PATH")
            .description("Where to keep the data while it runs; the disk that is measured.")
            .build());
    return spec;
  }

  static BenchOptions of(ParseResult parsed) {
    int seconds = parsed.matchedOptionValue("--seconds", 8);
    int warmUp = parsed.matchedOptionValue("--warm-up", 15);
    if (seconds < 1 || seconds > 600 || warmUp < 0 || warmUp > 600) {
      throw new CommandLine.ParameterException(
          parsed.commandSpec().commandLine(), "seconds go from 1 to 600");
    }
    Optional<String> postgres = Optional.ofNullable(parsed.matchedOptionValue(POSTGRES, null));
    if (postgres.isPresent() && !postgres.get().startsWith(POSTGRES_FORM)) {
      throw new CommandLine.ParameterException(
          parsed.commandSpec().commandLine(),
          POSTGRES + " takes a URL as " + POSTGRES_FORM + "//...");
    }
    Optional<Integer> search = Optional.ofNullable(parsed.matchedOptionValue(SEARCH, null));
    if (search.isPresent() && (search.get() < 1_000 || postgres.isPresent())) {
      throw new CommandLine.ParameterException(
          parsed.commandSpec().commandLine(),
          SEARCH + " takes at least 1000 contacts, and no " + POSTGRES);
    }
    String page = "docs/benchmarks.md";
    if (postgres.isPresent()) {
      page = "docs/benchmarks-postgres.md";
    } else if (search.isPresent()) {
      page = "docs/benchmarks-search.md";
    }
    return new BenchOptions(
        warmUp,
        seconds,
        parsed.matchedOptionValue("--profile", false),
        postgres,
        search,
        parsed.matchedOptionValue("--page", home().resolve(page)),
        parsed.matchedOptionValue(
            "--directory", Path.of(System.getProperty("java.io.tmpdir", "."))));
  }

  private static Path home() {
    return Path.of(System.getProperty("liaison.home", ".")).toAbsolutePath().normalize();
  }

  private static OptionSpec number(String name, String standard, String description) {
    return OptionSpec.builder(name)
        .type(int.class)
        .paramLabel("N")
        .defaultValue(standard)
        .description(description)
        .build();
  }
}
