package dev.liaison;

import dev.liaison.crm.owner.Owner;
import dev.liaison.crm.owner.Owners;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `liaison owner`: the owners of a portal.
final class OwnerCommand {

  private OwnerCommand() {}

  static CommandSpec spec() {
    CommandSpec add =
        StoreCommand.spec("Makes an owner and prints its id.")
            .addOption(StoreCommand.text("--email", "ADDRESS", "The owner's address.", true))
            .addOption(StoreCommand.text("--first-name", "NAME", "The first name.", false))
            .addOption(StoreCommand.text("--last-name", "NAME", "The last name.", false));
    CommandSpec archive =
        StoreCommand.spec("Archives an owner; records keep its id.")
            .addPositional(StoreCommand.argument("ID", "The owner's id."));
    return Options.command(
            "Makes, lists and archives owners. A server must not run, but on PostgreSQL.")
        .addSubcommand("add", add)
        .addSubcommand("list", StoreCommand.spec("Lists the owners: id, address, name."))
        .addSubcommand("archive", archive);
  }

  /// @throws CannotStart when the arguments or the data are not good for it
  static void run(ParseResult parsed, Config config, PrintStream out) {
    switch (parsed.commandSpec().name()) {
      case "add" -> {
        Owner owner = with(config, owners -> add(parsed, config, owners));
        out.println(owner.id());
      }
      case "list" -> {
        List<Owner> all = with(config, owners -> owners.all(config.portal()));
        out.print(all.stream().map(OwnerCommand::line).collect(Collectors.joining()));
      }
      case "archive" -> archive(parsed.matchedPositionalValue(0, ""), config);
      default -> throw new CannotStart("owner: say add, list or archive");
    }
  }

  private static Owner add(ParseResult parsed, Config config, Owners owners) {
    try {
      return owners.add(
          config.portal(),
          parsed.matchedOptionValue("--email", ""),
          parsed.matchedOptionValue("--first-name", ""),
          parsed.matchedOptionValue("--last-name", ""));
    } catch (IllegalArgumentException e) {
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  private static void archive(String id, Config config) {
    boolean known =
        id.matches("[0-9]{1,18}")
            && with(config, owners -> owners.archive(config.portal(), Long.parseLong(id)));
    if (!known) {
      throw new CannotStart("owner archive: no live owner " + id);
    }
  }

  private static String line(Owner owner) {
    String name = (owner.firstName() + " " + owner.lastName()).strip();
    return "%d  %s%s%s%n"
        .formatted(
            owner.id(),
            owner.email(),
            name.isEmpty() ? "" : "  " + name,
            owner.archived() ? "  (archived)" : "");
  }

  private static <T> T with(Config config, Function<Owners, T> work) {
    return StoreCommand.with(
        config, "owner", store -> work.apply(new Owners(store, Clock.systemUTC())));
  }
}
