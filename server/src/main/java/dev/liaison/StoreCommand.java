package dev.liaison;

import dev.liaison.crm.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What the commands share that work on a data directory whose server is not running, or on a
/// PostgreSQL database, whose servers may be.
final class StoreCommand {

  private StoreCommand() {}

  static CommandSpec spec(String description) {
    CommandSpec command = Options.command(description);
    Options.addTo(
        command, EnumSet.of(Setting.DATA, Setting.POSTGRES, Setting.SHARDING, Setting.PORTAL));
    return command;
  }

  static OptionSpec text(String name, String label, String description, boolean required) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .required(required)
        .build();
  }

  static PositionalParamSpec argument(String label, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// @param command for the words of a refusal
  /// @throws CannotStart when there is nothing to work on
  static <T> T with(Config config, String command, Function<Store, T> work) {
    switch (config.storage()) {
      case Storage.Memory() -> throw new CannotStart(command + ": nothing is kept in memory");
      case Storage.Directory(Path path) when !Files.isDirectory(path) ->
          throw new CannotStart("no data directory " + path);
      case Storage.Directory _, Storage.Postgres _ -> {}
    }
    Log.start("error");
    try (Store store = App.open(config)) {
      return work.apply(store);
    }
  }
}
