package dev.liaison.access;

import dev.liaison.http.Granted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is kept of a token: never the token itself.
///
/// @param name of the app that holds it, for people and for the limits
public record Token(String name, Granted scopes, Instant createdAt) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /// @throws IllegalArgumentException when the name or a scope has characters it must not have
  public Token {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a token's name has up to 64 letters, digits, '.', '_' and '-': " + name);
    }
    if (scopes instanceof Granted.Only(Set<String> some)) {
      for (String scope : some) {
        if (!SCOPE.matcher(scope).matches()) {
          throw new IllegalArgumentException("not a scope: " + scope);
        }
      }
    }
  }

  /// `*` or the names in order.
  public String scopeText() {
    return switch (scopes) {
      case Granted.All() -> "*";
      case Granted.Only(Set<String> some) -> String.join(" ", new TreeSet<>(some));
    };
  }

  /// Reads what [#scopeText] or a person writes: names between blanks or commas, or `*`.
  public static Granted scopes(String text) {
    if (text.strip().equals("*")) {
      return new Granted.All();
    }
    return new Granted.Only(
        Arrays.stream(text.strip().split("[\\s,]+", -1))
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toSet()));
  }

  byte[] document() {
    return "1\n%s\n%s\n%s\n"
        .formatted(name, createdAt, scopeText())
        .getBytes(StandardCharsets.UTF_8);
  }

  static Token ofDocument(byte[] content) {
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
    if (!lines[0].equals("1") || lines.length < 4) {
      throw new IllegalStateException("a stored token has a form that this version cannot read");
    }
    return new Token(lines[1], scopes(lines[3]), Instant.parse(lines[2]));
  }
}
