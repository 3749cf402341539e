package dev.liaison.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/// Whole texts that are one word, among all whole texts.
final class OneWord {

  private static final Automaton NOT_BLANK = notBlank();

  private OneWord() {}

  /// Whether a text that is like the pattern, which has no blank, has a first word that is like it
  /// too, so that texts of several words do no harm: a word, or the beginning of one.
  static boolean decidesFirstWord(String pattern) {
    int star = pattern.indexOf('*');
    return star < 0 || (star > 0 && star == pattern.length() - 1);
  }

  /// Texts of one word that are like a pattern with a `*` anywhere.
  static Query query(String field, String pattern) {
    List<Automaton> parts = new ArrayList<>();
    pattern
        .codePoints()
        .forEach(c -> parts.add(c == '*' ? Operations.repeat(NOT_BLANK) : Automata.makeChar(c)));
    return new AutomatonQuery(
        new Term(field, pattern),
        Operations.determinize(
            Operations.concatenate(parts), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
  }

  /// The characters that do not divide words, as the core divides them.
  private static Automaton notBlank() {
    var automaton = new Automaton();
    int start = automaton.createState();
    int end = automaton.createState();
    automaton.setAccept(end, true);
    int from = 0;
    for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
      if (c > Character.MAX_CODE_POINT || Character.isWhitespace(c)) {
        if (from < c) {
          automaton.addTransition(start, end, from, c - 1);
        }
        from = c + 1;
      }
    }
    automaton.finishState();
    return automaton;
  }
}
