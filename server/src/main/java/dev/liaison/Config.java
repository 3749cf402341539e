package dev.liaison;

import dev.liaison.crm.Account;
import dev.liaison.http.Sunset;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How the server is to run. The settings' names and defaults are in [Setting].
///
/// @param index where the search index is kept; empty for the memory
/// @param legacyQueryCredentials whether legacy routes take credentials from the query
/// @param lenientObjectType whether the seed endpoint takes its object type in any case
/// @param rateLimit calls of an app in ten seconds, 0 for no limit
/// @param dailyLimit calls of an app in a day, 0 for no limit
public record Config(
    String host,
    int port,
    Storage storage,
    Optional<Path> index,
    Optional<Path> seed,
    Optional<String> token,
    long portal,
    boolean legacyQueryCredentials,
    boolean lenientObjectType,
    int rateLimit,
    int dailyLimit,
    Account account,
    Sunset sunset,
    String logLevel) {

  private static final Set<String> LOG_LEVELS = Set.of("error", "warn", "info", "debug");

  /// @param values the text of each setting
  /// @throws CannotStart naming the first setting whose text is not allowed
  static Config read(Function<Setting, String> values) {
    var text = new Values(values);
    Storage storage = text.storage();
    long portal = text.number(Setting.PORTAL, 1, (1L << 53) - 1);
    return new Config(
        text.of(Setting.HOST),
        (int) text.number(Setting.PORT, 0, 65_535),
        storage,
        text.optional(Setting.INDEX)
            .map(path -> text.path(Setting.INDEX, path))
            .or(() -> IndexDirectory.of(storage, portal, System.getenv())),
        text.optional(Setting.SEED).map(file -> text.path(Setting.SEED, file)),
        text.optional(Setting.TOKEN),
        portal,
        text.flag(Setting.LEGACY_QUERY_CREDENTIALS),
        text.flag(Setting.LENIENT_OBJECT_TYPE),
        (int) text.number(Setting.RATE_LIMIT, 0, Integer.MAX_VALUE - 1),
        (int) text.number(Setting.DAILY_LIMIT, 0, Integer.MAX_VALUE - 1),
        text.account(),
        text.sunset(),
        text.oneOf(Setting.LOG, LOG_LEVELS));
  }

  /// @throws CannotStart when other machines could reach a server whose token nobody chose
  void requireTokenUnlessLoopback() {
    try {
      if (token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw new CannotStart(
            "--host " + host + " can be reached from other machines: give --token as well");
      }
    } catch (UnknownHostException e) {
      throw new CannotStart("--host " + host + ": no such address", e);
    }
  }

  private record Values(Function<Setting, String> source) {

    String of(Setting setting) {
      return source.apply(setting);
    }

    Optional<String> optional(Setting setting) {
      return Optional.of(of(setting)).filter(text -> !text.isEmpty());
    }

    Path path(Setting setting, String text) {
      try {
        return Path.of(text).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw bad(setting, "is not a path", e);
      }
    }

    Storage storage() {
      Optional<String> url = optional(Setting.POSTGRES);
      boolean memory = flag(Setting.MEMORY);
      if (url.isPresent() && memory) {
        // Only the environment can say both.
        throw new CannotStart(
            Setting.MEMORY.environment
                + " and "
                + Setting.POSTGRES.environment
                + " exclude each other");
      }
      boolean citus = oneOf(Setting.SHARDING, Set.of("none", "citus")).equals("citus");
      int connections = (int) number(Setting.POSTGRES_CONNECTIONS, 1, 1_000);
      if (url.isPresent()) {
        return postgres(url.get(), connections, citus);
      }
      if (citus) {
        throw bad(Setting.SHARDING, "is for PostgreSQL: give --postgres as well");
      }
      return memory
          ? new Storage.Memory()
          : new Storage.Directory(path(Setting.DATA, of(Setting.DATA)));
    }

    /// What the URL says of user and password goes before the environment, as for PostgreSQL's own
    /// programs.
    private Storage postgres(String text, int connections, boolean citus) {
      PostgresUrl url;
      try {
        url = PostgresUrl.parse(text);
      } catch (IllegalArgumentException e) {
        // Without the text: there may be a password in it.
        throw new CannotStart(
            "%s (or %s) %s: write jdbc:postgresql://host:port/database"
                .formatted(Setting.POSTGRES.option, Setting.POSTGRES.environment, e.getMessage()),
            e);
      }
      return new Storage.Postgres(
          url,
          url.user().or(() -> optional(Setting.POSTGRES_USER)),
          url.password().or(() -> optional(Setting.POSTGRES_PASSWORD)),
          connections,
          citus);
    }

    boolean flag(Setting setting) {
      return oneOf(setting, Set.of("true", "false")).equals("true");
    }

    String oneOf(Setting setting, Set<String> words) {
      String text = of(setting).toLowerCase(Locale.ROOT);
      if (!words.contains(text)) {
        throw bad(setting, "must be one of " + String.join(", ", words.stream().sorted().toList()));
      }
      return text;
    }

    long number(Setting setting, long least, long most) {
      try {
        long number = Long.parseLong(of(setting));
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw bad(setting, "must be a number", e);
      }
      throw bad(setting, "must be from " + least + " to " + most);
    }

    Account account() {
      try {
        return new Account(
            ZoneId.of(of(Setting.TIME_ZONE)), Currency.getInstance(of(Setting.CURRENCY)));
      } catch (DateTimeException e) {
        throw bad(Setting.TIME_ZONE, "is not a time zone such as Europe/Berlin", e);
      } catch (IllegalArgumentException e) {
        throw bad(Setting.CURRENCY, "is not a currency such as EUR", e);
      }
    }

    Sunset sunset() {
      try {
        return Sunset.parse(of(Setting.SUNSET), Clock.systemUTC());
      } catch (IllegalArgumentException e) {
        throw bad(Setting.SUNSET, String.valueOf(e.getMessage()), e);
      }
    }

    private CannotStart bad(Setting setting, String what) {
      return new CannotStart(where(setting) + " " + what);
    }

    private CannotStart bad(Setting setting, String what, Exception cause) {
      return new CannotStart(where(setting) + " " + what, cause);
    }

    private String where(Setting setting) {
      return "%s (or %s): '%s'".formatted(setting.option, setting.environment, of(setting));
    }
  }
}
