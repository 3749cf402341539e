package dev.liaison;

import dev.liaison.http.Sunset;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How the server is to run. The settings' names and defaults are in [Setting].
///
/// @param data empty when the data is kept in memory
/// @param legacyQueryCredentials whether legacy routes take credentials from the query
/// @param lenientObjectType whether the seed endpoint takes its object type in any case
/// @param rateLimit calls of an app in ten seconds, 0 for no limit
/// @param dailyLimit calls of an app in a day, 0 for no limit
public record Config(
    String host,
    int port,
    Optional<Path> data,
    Optional<Path> seed,
    Optional<String> token,
    long portal,
    boolean legacyQueryCredentials,
    boolean lenientObjectType,
    int rateLimit,
    int dailyLimit,
    Sunset sunset,
    String logLevel) {

  private static final Set<String> LOG_LEVELS = Set.of("error", "warn", "info", "debug");

  /// @param values the text of each setting
  /// @throws CannotStart naming the first setting whose text is not allowed
  static Config read(Function<Setting, String> values) {
    var text = new Values(values);
    return new Config(
        text.of(Setting.HOST),
        (int) text.number(Setting.PORT, 0, 65_535),
        text.flag(Setting.MEMORY) ? Optional.empty() : text.path(Setting.DATA),
        text.path(Setting.SEED),
        text.optional(Setting.TOKEN),
        text.number(Setting.PORTAL, 1, (1L << 53) - 1),
        text.flag(Setting.LEGACY_QUERY_CREDENTIALS),
        text.flag(Setting.LENIENT_OBJECT_TYPE),
        (int) text.number(Setting.RATE_LIMIT, 0, Integer.MAX_VALUE - 1),
        (int) text.number(Setting.DAILY_LIMIT, 0, Integer.MAX_VALUE - 1),
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

    Optional<Path> path(Setting setting) {
      try {
        return optional(setting).map(text -> Path.of(text).toAbsolutePath().normalize());
      } catch (InvalidPathException e) {
        throw bad(setting, "is not a path", e);
      }
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
