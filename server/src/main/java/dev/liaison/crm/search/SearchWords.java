package dev.liaison.crm.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How text is compared and taken apart, the same for what is stored and for what is looked for.
final class SearchWords {

  /// Longer tokens are cut: nobody looks for them whole.
  private static final int LONGEST_TOKEN = 256;

  private static final char FIRST_COMBINING = '\u0300';

  private SearchWords() {}

  /// Text as it is compared: [#composed] and in lower case.
  static String folded(String text) {
    return composed(text.toLowerCase(Locale.ROOT));
  }

  /// An accent as part of its letter, also where it was written as a character of its own.
  static String composed(String text) {
    return isComposed(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// Whether there is certainly nothing to compose, as in nearly all text.
  private static boolean isComposed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return false;
      }
    }
    return true;
  }

  /// What `CONTAINS_TOKEN` can find in a folded text: the words that blanks divide, and the runs of
  /// letters and digits in them. So `ida@acme.test` is found whole, by `*@acme.test`, and by
  /// `acme`. One that stands there twice may come twice.
  static List<String> tokens(String folded) {
    var tokens = new ArrayList<String>(4);
    int word = -1;
    int run = -1;
    for (int i = 0; i <= folded.length(); i++) {
      char c = i < folded.length() ? folded.charAt(i) : ' ';
      boolean inWord = !Character.isWhitespace(c);
      boolean inRun = Character.isSurrogate(c) ? isLetter(folded, i) : Character.isLetterOrDigit(c);
      if (run < 0 && inRun) {
        run = i;
      } else if (run >= 0 && !inRun) {
        if (run != word || inWord) {
          tokens.add(cut(folded.substring(run, i)));
        }
        run = -1;
      }
      if (word < 0 && inWord) {
        word = i;
      } else if (word >= 0 && !inWord) {
        tokens.add(cut(folded.substring(word, i)));
        word = -1;
      }
    }
    return tokens;
  }

  /// The words of a text in lower case, each once.
  static Set<String> words(String text) {
    var words = new LinkedHashSet<String>();
    String folded = folded(text);
    int start = -1;
    for (int i = 0; i <= folded.length(); i++) {
      boolean inside = i < folded.length() && !Character.isWhitespace(folded.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(folded.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /// Whether the character that one half of a pair of surrogates belongs to is a letter or digit.
  private static boolean isLetter(String text, int half) {
    return Character.isLetterOrDigit(
        Character.isHighSurrogate(text.charAt(half))
            ? text.codePointAt(half)
            : text.codePointBefore(half + 1));
  }

  private static String cut(String token) {
    if (token.length() <= LONGEST_TOKEN) {
      return token;
    }
    boolean half = Character.isHighSurrogate(token.charAt(LONGEST_TOKEN - 1));
    return token.substring(0, half ? LONGEST_TOKEN - 1 : LONGEST_TOKEN);
  }
}
