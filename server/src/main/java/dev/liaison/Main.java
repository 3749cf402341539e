package dev.liaison;

import dev.liaison.crm.StoreOpenException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The command line. Exits with 2 and one line on standard error when it cannot do as asked.
public final class Main {

  static final int REFUSED = 2;

  private Main() {}

  public static void main(String[] arguments) {
    atLeastTwoCarriers();
    int code = run(arguments, System.getenv());
    if (code >= 0) {
      System.exit(code);
    }
  }

  /// With one carrier, virtual threads that another thread wakes (the store's writer, a new
  /// connection) wait until those that wake each other pause, which on a busy server can take
  /// hundreds of milliseconds. Has to happen before the first virtual thread.
  private static void atLeastTwoCarriers() {
    String parallelism = "jdk.virtualThreadScheduler.parallelism";
    if (Runtime.getRuntime().availableProcessors() == 1 && System.getProperty(parallelism) == null) {
      System.setProperty(parallelism, "2");
    }
  }

  /// @return the exit code, or a negative number when the server is running
  static int run(String[] arguments, Map<String, String> environment) {
    var commands = commands(environment);
    try {
      return commands.execute(orServe(arguments));
    } finally {
      System.out.flush();
    }
  }

  private static CommandLine commands(Map<String, String> environment) {
    CommandSpec top = CommandSpec.create().name("liaison").version(Version.line());
    top.usageMessage().description("A CRM data server that speaks HubSpot's CRM API.");
    top.mixinStandardHelpOptions(true);
    top.addSubcommand("serve", new ServeCommand(environment).spec());
    top.addSubcommand("token", new TokenCommand(environment).spec());
    top.addSubcommand("train", TrainCommand.spec());
    return new CommandLine(top)
        .setExecutionExceptionHandler((e, line, result) -> refuse(e))
        .setParameterExceptionHandler(Main::refuse);
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

  private static int refuse(ParameterException e, String... arguments) {
    return refuse(String.valueOf(e.getMessage()) + " (liaison --help lists commands and options)");
  }

  private static int refuse(Exception e) throws Exception {
    if (e instanceof CannotStart || e instanceof StoreOpenException) {
      return refuse(String.valueOf(e.getMessage()));
    }
    throw e;
  }

  private static int refuse(String reason) {
    System.err.println("liaison: " + reason.lines().findFirst().orElse(""));
    return REFUSED;
  }
}
