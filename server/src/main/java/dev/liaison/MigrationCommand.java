package dev.liaison;

import dev.liaison.crm.Store;
import dev.liaison.migration.LegacyCalls;
import dev.liaison.migration.MigrationPage;
import dev.liaison.migration.MigrationReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `liaison migration`: which legacy calls were made, of a data directory whose server is not
/// running, or of a PostgreSQL database, whose servers may be.
final class MigrationCommand {

  private MigrationCommand() {}

  static CommandSpec spec() {
    CommandSpec command =
        Options.command(
            "Tells which legacy calls are made, by whom, and what follows on them. A server must"
                + " not run, but on PostgreSQL.");
    Options.addTo(
        command, EnumSet.of(Setting.DATA, Setting.POSTGRES, Setting.SHARDING, Setting.PORTAL));
    return command
        .addOption(form("--json", "As JSON, with an example of each successor call."))
        .addOption(form("--html", "As a page."));
  }

  private static OptionSpec form(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  /// @throws CannotStart when the arguments or the data are not good for it
  static void run(ParseResult parsed, Config config, PrintStream out) {
    boolean json = parsed.hasMatchedOption("--json");
    boolean html = parsed.hasMatchedOption("--html");
    if (json && html) {
      throw new CannotStart("--json and --html exclude each other");
    }
    MigrationReport report = report(config);
    if (json) {
      out.println(new String(report.json(), StandardCharsets.UTF_8));
    } else {
      out.print(html ? MigrationPage.html(report) : report.text());
    }
    out.flush();
  }

  private static MigrationReport report(Config config) {
    config.storage().requireKept("migration");
    Log.start("error");
    Clock clock = Clock.systemUTC();
    try (Store store = App.open(config)) {
      return new MigrationReport(
          new LegacyCalls(store, config.portal(), clock).all(),
          LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
  }
}
