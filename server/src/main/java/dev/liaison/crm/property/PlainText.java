package dev.liaison.crm.property;

import java.util.Map;

/// The text of HTML, and of what is text already, for people and for searches.
public final class PlainText {

  private static final char NO_BREAK = '\u00a0';

  private static final Map<String, Character> ENTITIES =
      Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'', "#39", '\'', "nbsp", ' ');

  private static final int LONGEST_ENTITY = 4;

  private PlainText() {}

  /// Without tags, and with one blank where there was white space or a tag between words.
  public static String of(String html) {
    var text = new StringBuilder(html.length());
    int lastClose = html.lastIndexOf('>');
    int i = 0;
    while (i < html.length()) {
      char c = html.charAt(i);
      int end = i + 1;
      // One that is never closed is no tag.
      if (c == '<' && i < lastClose && isTag(html, i)) {
        end = html.indexOf('>', i) + 1;
        c = ' ';
      } else if (c == '&') {
        String entity = entity(html, i);
        if (ENTITIES.containsKey(entity)) {
          c = ENTITIES.get(entity);
          end = i + entity.length() + 2;
        }
      }
      text.append(c);
      i = end;
    }
    return folded(text);
  }

  /// A text that is no HTML, with one blank where there was white space between words.
  public static String folded(CharSequence text) {
    var folded = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == NO_BREAK) {
        gap = !folded.isEmpty();
      } else {
        if (gap) {
          folded.append(' ');
          gap = false;
        }
        folded.append(c);
      }
    }
    return folded.toString();
  }

  /// @param at of a `<` with something behind it
  private static boolean isTag(String html, int at) {
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
