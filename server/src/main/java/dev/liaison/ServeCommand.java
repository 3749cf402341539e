package dev.liaison;

import dev.liaison.access.FirstToken.Notice;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `liaison serve`: runs until the process is told to stop.
final class ServeCommand {

  private static final int RUNNING = -1;

  private final Map<String, String> environment;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection((CommandLine.IParseResultHandler) null);
    return spec;
  }
}
