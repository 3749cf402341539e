package dev.liaison;

import dev.liaison.http.Percent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A PostgreSQL database as its driver wants it named. Users and passwords are taken out of what
/// was written, so that they get into no log and no error line with it.
///
/// @param jdbc `jdbc:postgresql://host:port/database`, with the driver's parameters
/// @param shown `postgres://host:port/database`
/// @param user whom the URL named
/// @param password what the URL named
record PostgresUrl(String jdbc, String shown, Optional<String> user, Optional<String> password) {

  private static final String JDBC = "jdbc:postgresql://";

  /// What other programs take, and hosting providers hand out.
  private static final List<String> PLAIN = List.of("postgresql://", "postgres://");

  private static final Pattern HOST =
      Pattern.compile("([\\p{L}\\p{N}._-]*|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]+");

  /// The driver's names for parameters that other programs name otherwise.
  private static final Map<String, String> NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "target_session_attrs", "targetServerType");

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "read-write", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  /// Reads what people write: the driver's form or the plain one, user and password in front of the
  /// host or among the parameters.
  ///
  /// @throws IllegalArgumentException when it is neither; the message repeats nothing of the text,
  ///   which may hold a password
  static PostgresUrl parse(String text) {
    String stripped = text.strip();
    if (stripped.startsWith(JDBC)) {
      return parse(stripped.substring(JDBC.length()), false);
    }
    for (String scheme : PLAIN) {
      if (stripped.startsWith(scheme)) {
        return parse(stripped.substring(scheme.length()), true);
      }
    }
    throw new IllegalArgumentException("is no such URL");
  }

  /// @param text what follows the scheme
  private static PostgresUrl parse(String text, boolean plain) {
    int question = text.indexOf('?');
    String place = question < 0 ? text : text.substring(0, question);
    int slash = place.indexOf('/');
    String database = slash < 0 ? "" : decode(place.substring(slash + 1), false);
    if (database.isEmpty()) {
      throw new IllegalArgumentException("names no database");
    }
    String authority = place.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String hosts = hosts(authority.substring(at + 1));
    String account = at < 0 ? "" : authority.substring(0, at);
    Map<String, String> parameters =
        parameters(question < 0 ? "" : text.substring(question + 1), plain);
    int colon = account.indexOf(':');
    String user = decode(colon < 0 ? account : account.substring(0, colon), false);
    String password = colon < 0 ? "" : decode(account.substring(colon + 1), false);
    String named = parameters.remove("user");
    String secret = parameters.remove("password");
    String tail =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + Percent.encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return new PostgresUrl(
        JDBC + hosts + "/" + Percent.encode(database) + (tail.isEmpty() ? "" : "?" + tail),
        "postgres://" + hosts + "/" + printable(database),
        Optional.of(named == null ? user : named).filter(word -> !word.isEmpty()),
        Optional.of(secret == null ? password : secret).filter(word -> !word.isEmpty()));
  }

  /// Every host with its port.
  private static String hosts(String text) {
    var hosts = new ArrayList<String>();
    for (String host : text.split(",", -1)) {
      Matcher matcher = HOST.matcher(host);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("names no host and port");
      }
      String name = matcher.group(1).isEmpty() ? "localhost" : matcher.group(1);
      int port = matcher.group(2) == null ? 5432 : Integer.parseInt(matcher.group(2));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("names a port that is not from 1 to 65535");
      }
      hosts.add(name + ":" + port);
    }
    return String.join(",", hosts);
  }

  private static Map<String, String> parameters(String query, boolean plain) {
    var parameters = new LinkedHashMap<String, String>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : decode(parameter.substring(equals + 1), !plain);
      if (parameter.isEmpty()) {
        continue;
      }
      if (!PARAMETER.matcher(name).matches()) {
        throw new IllegalArgumentException("has a parameter without a name");
      }
      if (plain && name.equals("target_session_attrs")) {
        value = SERVER_TYPES.getOrDefault(value, value);
      }
      parameters.put(plain ? NAMES.getOrDefault(name, name) : name, value);
    }
    return parameters;
  }

  /// @param plusIsSpace as the driver reads its parameters; elsewhere a plus is a plus
  private static String decode(String text, boolean plusIsSpace) {
    try {
      return URLDecoder.decode(
          plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a '%' that is no escape: write %25", e);
    }
  }

  private static String printable(String database) {
    return database.chars().allMatch(c -> c > ' ' && c != 127)
        ? database
        : Percent.encode(database);
  }

  @Override
  public String toString() {
    return shown;
  }
}
