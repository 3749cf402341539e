package dev.liaison.crm.property;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// One version of a property of a record. Values are always text (legacy-api.md section 1); `""` is
/// a cleared property.
public record PropertyValue(String value, Stamp stamp) {

  /// The parts of a value that may have several, which `;` divides: each once, in their order. The
  /// set may be changed.
  public static SequencedSet<String> words(String value) {
    var words = new LinkedHashSet<String>();
    for (String word : value.split(";")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
