package dev.liaison.crm.property;

import java.util.Map;

/// The text of HTML, for people and for searches.
public final class PlainText {

  private static final char NO_BREAK = '\u00a0';

  private static final Map<String, Character> ENTITIES =
      Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'', "#39", '\'', "nbsp", ' ');

  private static final int LONGEST_ENTITY = 4;

  private PlainText() {}

  /// Without tags, and with one blank where there was white space or a tag between words.
  public static String of(String html) {
    var text = new StringBuilder(html.length());
    boolean gap = false;
    int i = 0;
    while (i < html.length()) {
      char c = html.charAt(i);
      int end = i + 1;
      if (c == '<' && isTag(html, i)) {
        int close = html.indexOf('>', i);
        end = close < 0 ? html.length() : close + 1;
        c = ' ';
      } else if (c == '&') {
        String entity = entity(html, i);
        if (ENTITIES.containsKey(entity)) {
          c = ENTITIES.get(entity);
          end = i + entity.length() + 2;
        }
      }
      if (Character.isWhitespace(c) || c == NO_BREAK) {
        gap = !text.isEmpty();
      } else {
        if (gap) {
          text.append(' ');
          gap = false;
        }
        text.append(c);
      }
      i = end;
    }
    return text.toString();
  }

  private static boolean isTag(String html, int at) {
    if (at + 1 == html.length()) {
      return false;
    }
    char next = html.charAt(at + 1);
    return Character.isLetter(next) || next == '/' || next == '!';
  }

  /// The word between an ampersand and a semicolon; `""` for one that is too long.
  private static String entity(String html, int at) {
    int end = at + 1;
    while (end < html.length() && end - at - 1 <= LONGEST_ENTITY && html.charAt(end) != ';') {
      end++;
    }
    return end < html.length() && html.charAt(end) == ';' ? html.substring(at + 1, end) : "";
  }
}
