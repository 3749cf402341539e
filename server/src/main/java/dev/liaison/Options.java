package dev.liaison;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The settings as options of a command.
final class Options {

  private Options() {}

  static void addTo(CommandSpec command, Collection<Setting> settings) {
    settings.forEach(setting -> command.addOption(option(setting)));
  }

  static Collection<Setting> all() {
    return EnumSet.allOf(Setting.class);
  }

  /// A command with the usual two options. Written out, because picocli's ready-made ones are read
  /// from annotations, which a start pays for.
  static CommandSpec command(String description) {
    CommandSpec command =
        CommandSpec.create()
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Print version information and exit.")
                    .build());
    command.version(Version.line()).usageMessage().description(description);
    return command;
  }

  private static OptionSpec option(Setting setting) {
    String standard =
        setting.isSwitch() || setting.standard.isEmpty()
            ? ""
            : " Default: " + setting.standard + ".";
    var option =
        OptionSpec.builder(setting.option)
            .description(setting.description + standard + " [" + setting.environment + "]");
    return setting.isSwitch()
        ? option.arity("0").type(boolean.class).build()
        : option.arity("1").type(String.class).paramLabel(setting.value).build();
  }

  /// @throws CannotStart when a setting is not allowed
  static Config config(ParseResult parsed, Map<String, String> environment) {
    return Config.read(setting -> text(setting, parsed, environment));
  }

  private static String text(Setting setting, ParseResult parsed, Map<String, String> environment) {
    if (setting == Setting.MEMORY && parsed.hasMatchedOption(Setting.DATA.option)) {
      if (parsed.hasMatchedOption(Setting.MEMORY.option)) {
        throw new CannotStart("--data and --memory exclude each other");
      }
      return "false";
    }
    if (parsed.hasMatchedOption(setting.option)) {
      return setting.isSwitch() ? "true" : parsed.matchedOption(setting.option).getValue();
    }
    String text = environment.getOrDefault(setting.environment, "");
    return text.isEmpty() ? setting.standard : text;
  }
}
