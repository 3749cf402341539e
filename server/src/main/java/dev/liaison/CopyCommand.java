package dev.liaison;

import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.crm.transfer.Comparison;
import dev.liaison.crm.transfer.Kind;
import dev.liaison.crm.transfer.Tally;
import dev.liaison.crm.transfer.Transfer;
import dev.liaison.crm.transfer.TransferSource;
import dev.liaison.crm.transfer.TransferTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `liaison copy`: everything from one place to another.
final class CopyCommand {

  private CopyCommand() {}

  static CommandSpec spec() {
    return Options.command(
            "Copies everything to an empty place, and compares the two. Run it again after it was"
                + " cut off. No server must run over either.")
        .addOption(place("--from", "Where the data is."))
        .addOption(place("--to", "Where it is to be."))
        .addOption(
            OptionSpec.builder("--sharding")
                .type(String.class)
                .paramLabel("none|citus")
                .description("How the tables of --to are spread. Default: none.")
                .build());
  }

  private static OptionSpec place(String name, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel("PLACE")
        .required(true)
        .description(description + " A directory, or jdbc:postgresql://host/database.")
        .build();
  }

  /// @return the exit code: 0 when both sides are the same, 1 when they are not or it was cut off
  /// @throws CannotStart when the two places are not good for it
  static int run(
      ParseResult parsed, Map<String, String> environment, PrintStream out, PrintStream errors) {
    boolean citus = citus(parsed);
    Storage.Lasting from = place(parsed, "--from", environment, false);
    Storage.Lasting to = place(parsed, "--to", environment, citus);
    requireTwo(from, to);
    Log.start("error");
    var bar = new ProgressBar(errors, Terminal.showsErrors(), InstantSource.system());
    try (TransferSource source = App.source(from)) {
      // Before the target is made.
      Transfer.requireWhole(source);
      try (TransferTarget target = App.target(to)) {
        Comparison found = new Transfer(source, target, bar).run();
        tell(source, target, found, out);
        return conclude(found, target, out, errors);
      }
    } catch (StoreUnavailable | WriteInDoubt e) {
      bar.leave();
      errors.printf("liaison: the copy stopped: %s; run it again to go on%n", e.getMessage());
      return 1;
    }
  }

  private static boolean citus(ParseResult parsed) {
    return switch (parsed.matchedOptionValue("--sharding", "none")) {
      case "none" -> false;
      case "citus" -> true;
      default -> throw new CannotStart("--sharding must be one of citus, none");
    };
  }

  private static Storage.Lasting place(
      ParseResult parsed, String option, Map<String, String> environment, boolean citus) {
    String text = parsed.matchedOptionValue(option, "");
    try {
      return text.startsWith("jdbc:") || text.contains("://")
          ? database(PostgresUrl.parse(text), environment, citus)
          : directory(text, option, citus);
    } catch (InvalidPathException e) {
      throw new CannotStart(option + " is not a path: " + e.getReason(), e);
    } catch (IllegalArgumentException e) {
      // Without the text: there may be a password in it.
      throw new CannotStart(
          option + " " + e.getMessage() + ": write jdbc:postgresql://host:port/database", e);
    }
  }

  private static Storage.Postgres database(
      PostgresUrl url, Map<String, String> environment, boolean citus) {
    return new Storage.Postgres(
        url,
        url.user().or(() -> inherited(Setting.POSTGRES_USER, environment)),
        url.password().or(() -> inherited(Setting.POSTGRES_PASSWORD, environment)),
        1,
        citus);
  }

  private static Optional<String> inherited(Setting setting, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(setting.environment))
        .filter(text -> !text.isEmpty());
  }

  private static Storage.Directory directory(String text, String option, boolean citus) {
    if (text.isBlank()) {
      throw new CannotStart(option + " is empty");
    }
    if (citus) {
      throw new CannotStart("--sharding is for PostgreSQL, not for a directory");
    }
    return new Storage.Directory(Path.of(text).toAbsolutePath().normalize());
  }

  private static void requireTwo(Storage.Lasting from, Storage.Lasting to) {
    if (from instanceof Storage.Directory(Path one)
        && to instanceof Storage.Directory(Path other)) {
      try {
        if (one.equals(other) || Files.exists(other) && Files.isSameFile(one, other)) {
          throw new CannotStart("--from and --to are the same: " + one);
        }
      } catch (IOException e) {
        throw new CannotStart(other + " cannot be used: " + e.getMessage(), e);
      }
    }
  }

  private static void tell(
      TransferSource source, TransferTarget target, Comparison found, PrintStream out) {
    out.printf("from  %s%nto    %s%n%n", source.name(), target.name());
    out.printf("%-16s %14s %-18s %14s %s%n", "", "from", "", "to", "");
    for (Kind kind : Kind.values()) {
      out.printf(
          "%-16s %s  %s%n",
          kind.shown(), columns(found.from(), kind), columns(found.to(), kind).stripTrailing());
    }
    out.printf(
        Locale.ROOT,
        "%-16s %,14d %-17s %,14d%n",
        "next id",
        source.marks().nextId(),
        "",
        target.marks().nextId());
  }

  private static String columns(Map<Kind, Tally> tallies, Kind kind) {
    Tally tally = tallies.getOrDefault(kind, Tally.NONE);
    return String.format(Locale.ROOT, "%,14d %s", tally.count(), tally.checksum());
  }

  private static int conclude(
      Comparison found, TransferTarget target, PrintStream out, PrintStream errors) {
    out.println();
    if (found.hasOneWayLinks()) {
      errors.println("liaison: some associations of the source lack their way back; copied as is");
    }
    if (found.same()) {
      out.println("Both sides are the same.");
      return 0;
    }
    errors.printf(
        "liaison: not the same: %s; empty %s and copy again, with no server over either%n",
        String.join(", ", found.differences()), target.name());
    return 1;
  }
}
