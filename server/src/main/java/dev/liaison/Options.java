package dev.liaison;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The settings as options of a command.
final class Options {

  private Options() {}

  static void addTo(CommandSpec command, Collection<Setting> settings) {
    settings.stream()
        .filter(Setting::isOption)
        .forEach(setting -> command.addOption(option(setting)));
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
    Optional<Setting> place = place(parsed);
    return Config.read(
        setting ->
            setting.isOption() && parsed.hasMatchedOption(setting.option)
                ? given(setting, parsed)
                : inherited(setting, place, environment));
  }

  /// Where the command line says that the data is; empty when it does not.
  private static Optional<Setting> place(ParseResult parsed) {
    List<Setting> places =
        Setting.PLACES.stream().filter(place -> parsed.hasMatchedOption(place.option)).toList();
    if (places.size() > 1) {
      throw new CannotStart(
          places.stream().map(place -> place.option).collect(Collectors.joining(" and "))
              + " exclude each other");
    }
    return places.stream().findFirst();
  }

  private static String given(Setting setting, ParseResult parsed) {
    String text = setting.isSwitch() ? "true" : parsed.matchedOption(setting.option).getValue();
    if (Setting.PLACES.contains(setting) && text.isBlank()) {
      throw new CannotStart(setting.option + " is empty");
    }
    return text;
  }

  private static String inherited(
      Setting setting, Optional<Setting> place, Map<String, String> environment) {
    boolean replaced = place.filter(given -> given.replaces(setting)).isPresent();
    String text = replaced ? "" : environment.getOrDefault(setting.environment, "");
    return text.isEmpty() ? setting.standard : text;
  }
}
