package dev.liaison;

import dev.liaison.crm.StoreOpenException;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.crm.transfer.TransferRefused;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line. Exits with 2 and one line on standard error when it cannot do as asked.
public final class Main {

  static final int REFUSED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    atLeastTwoCarriers();
    int code = run(arguments, System.getenv());
    if (code != 0) {
      System.exit(code);
    }
  }

  /// With one carrier, virtual threads that another thread wakes (the store's writer, a new
  /// connection) wait until those that wake each other pause, which on a busy server can take
  /// hundreds of milliseconds. Has to happen before the first virtual thread.
  private static void atLeastTwoCarriers() {
    String parallelism = "jdk.virtualThreadScheduler.parallelism";
    if (Runtime.getRuntime().availableProcessors() == 1
        && System.getProperty(parallelism) == null) {
      System.setProperty(parallelism, "2");
    }
  }

  /// @return the exit code; 0 also when a server is running now
  static int run(String[] arguments, Map<String, String> environment) {
    try {
      ParseResult parsed = commands().parseArgs(orServe(arguments));
      Integer helped = CommandLine.executeHelpRequest(parsed);
      return helped == null ? dispatch(parsed, environment) : 0;
    } catch (ParameterException e) {
      return refuse(e.getMessage() + " (liaison --help lists commands and options)");
    } catch (CannotStart
        | StoreOpenException
        | StoreUnavailable
        | WriteInDoubt
        | TransferRefused e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private static int dispatch(ParseResult parsed, Map<String, String> environment) {
    ParseResult command = innermost(parsed);
    switch (parsed.subcommand().commandSpec().name()) {
      case "serve" -> ServeCommand.run(Options.config(command, environment), System.out);
      case "copy" -> {
        return CopyCommand.run(command, environment, System.out, System.err);
      }
      case "token" -> TokenCommand.run(command, Options.config(command, environment), System.out);
      case "migration" ->
          MigrationCommand.run(command, Options.config(command, environment), System.out);
      case "owner" -> OwnerCommand.run(command, Options.config(command, environment), System.out);
      case "train" ->
          TrainCommand.run(
              Options.config(innermost(commands().parseArgs(TrainCommand.START)), Map.of()),
              System.out);
      default -> throw new IllegalStateException("a command that nobody runs");
    }
    return 0;
  }

  private static ParseResult innermost(ParseResult parsed) {
    return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
  }

  private static CommandLine commands() {
    CommandSpec top = Options.command("A CRM data server that speaks HubSpot's CRM API.");
    top.name("liaison").version(Version.line());
    CommandSpec serve = Options.command("Starts the server. The command when none is named.");
    Options.addTo(serve, Options.all());
    CommandSpec train = Options.command("Lets the JVM note what a start loads.");
    train.usageMessage().hidden(true);
    top.addSubcommand("serve", serve);
    top.addSubcommand("token", TokenCommand.spec());
    top.addSubcommand("migration", MigrationCommand.spec());
    top.addSubcommand("owner", OwnerCommand.spec());
    top.addSubcommand("copy", CopyCommand.spec());
    top.addSubcommand("train", train);
    return new CommandLine(top);
  }

  /// `serve` is what is meant when no command is named.
  private static String[] orServe(String[] arguments) {
    boolean topLevel =
        arguments.length > 0
            && (!arguments[0].startsWith("-")
                || Arrays.asList("-h", "--help", "-V", "--version").contains(arguments[0]));
    return topLevel
        ? arguments
        : Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new);
  }

  private static int refuse(String reason) {
    System.err.println("liaison: " + reason.lines().findFirst().orElse(""));
    return REFUSED;
  }
}
