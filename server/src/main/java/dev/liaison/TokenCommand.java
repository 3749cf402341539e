package dev.liaison;

import dev.liaison.access.Token;
import dev.liaison.access.Tokens;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `liaison token`: the tokens of a data directory whose server is not running, or of a PostgreSQL
/// database, whose servers may be.
final class TokenCommand {

  private static final int HASH_SHOWN = 12;

  private TokenCommand() {}

  static CommandSpec spec() {
    CommandSpec create =
        StoreCommand.spec("Makes a token and prints it; it is shown only now.")
            .addOption(
                StoreCommand.text("--scopes", "LIST", "Names between commas, or * for all.", true))
            .addOption(StoreCommand.text("--name", "NAME", "What the token is for.", false));
    CommandSpec revoke = StoreCommand.spec("Refuses tokens from now on.");
    revoke.addPositional(
        StoreCommand.argument("HASH", "The beginning of its hash, as 'token list' shows it."));
    return Options.command(
            "Makes, lists and revokes tokens. A server must not run, but on PostgreSQL.")
        .addSubcommand("create", create)
        .addSubcommand("list", StoreCommand.spec("Lists the tokens: hash, scopes, name."))
        .addSubcommand("revoke", revoke);
  }

  /// @throws CannotStart when the arguments or the data directory are not good for it
  static void run(ParseResult parsed, Config config, PrintStream out) {
    switch (parsed.commandSpec().name()) {
      case "create" -> {
        String scopes = parsed.matchedOptionValue("--scopes", "");
        String name = parsed.matchedOptionValue("--name", "app");
        String token = with(config, tokens -> create(tokens, name, scopes));
        out.println(token);
      }
      case "list" -> out.print(with(config, TokenCommand::list));
      case "revoke" -> {
        String hash = parsed.matchedPositionalValue(0, "");
        int count = with(config, tokens -> revoke(tokens, hash));
        out.printf("%d revoked%n", count);
      }
      default -> throw new CannotStart("token: say create, list or revoke");
    }
  }

  private static String create(Tokens tokens, String name, String scopes) {
    try {
      String token = Tokens.random();
      tokens.add(token, new Token(name, Token.scopes(scopes), tokens.clock().instant()));
      return token;
    } catch (IllegalArgumentException e) {
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  private static String list(Tokens tokens) {
    var lines = new StringBuilder();
    tokens
        .all()
        .forEach(
            (hash, token) ->
                lines.append(
                    "%s  %s  %s%n"
                        .formatted(
                            hash.substring(0, HASH_SHOWN), token.scopeText(), token.name())));
    return lines.toString();
  }

  private static int revoke(Tokens tokens, String hash) {
    if (hash.length() < 4) {
      throw new CannotStart("token revoke: give at least four characters of the hash");
    }
    return tokens.revoke(hash);
  }

  private static <T> T with(Config config, Function<Tokens, T> work) {
    return StoreCommand.with(
        config,
        "token",
        store -> work.apply(Tokens.load(store, config.portal(), Clock.systemUTC())));
  }
}
