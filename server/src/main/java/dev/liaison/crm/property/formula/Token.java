package dev.liaison.crm.property.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word of a formula.
///
/// @param text as it was written, in small letters but for texts, which are without their quotes
/// @param place of its first character, from 1
record Token(Type type, String text, int place) {

  enum Type {
    NUMBER,
    TEXT,
    WORD,
    SIGN,
    END
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(?:\\.\\d+)?|\\.\\d+)|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
              + "|'(?<single>[^']*)'|\"(?<double>[^\"]*)\"|(?<sign><=|>=|!=|<>|==|[-+*/<>=(),]))");

  /// @throws InvalidFormula when it has a character that means nothing
  static List<Token> all(String formula) {
    var tokens = new ArrayList<Token>();
    String text = formula.stripTrailing();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.region(at, text.length()).lookingAt()) {
        throw new InvalidFormula("'" + text.substring(at).strip() + "' cannot be read");
      }
      tokens.add(of(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Type.END, "", text.length() + 1));
    return tokens;
  }

  private static Token of(Matcher matcher) {
    for (Type type : List.of(Type.NUMBER, Type.WORD, Type.SIGN)) {
      String group = type.name().toLowerCase(Locale.ROOT);
      String text = matcher.group(group);
      if (text != null) {
        return new Token(type, text.toLowerCase(Locale.ROOT), matcher.start(group) + 1);
      }
    }
    String quoted = matcher.group("single") == null ? "double" : "single";
    return new Token(Type.TEXT, matcher.group(quoted), matcher.start(quoted));
  }

  boolean is(String... texts) {
    return (type == Type.WORD || type == Type.SIGN) && List.of(texts).contains(text);
  }

  /// As people read it.
  String shown() {
    return type == Type.END ? "the end" : "'" + text + "'";
  }
}
