package dev.liaison.crm.transfer;

import java.util.List;
import java.util.Optional;

/// What a store holds, in the order in which it is moved. The names are stored with a copy that is
/// under way.
public enum Kind {
  RECORD("records"),
  ARCHIVED("archived records"),
  HISTORY("earlier values"),
  UNIQUE("unique values"),
  ASSOCIATION("associations"),
  CHANGE("changes"),
  DOCUMENT("documents");

  static final List<Kind> ORDER = List.of(values());

  private final String shown;

  Kind(String shown) {
    this.shown = shown;
  }

  /// What is moved behind this.
  Optional<Kind> next() {
    return ORDER.stream().skip(ORDER.indexOf(this) + 1L).findFirst();
  }

  /// For people, in the plural.
  public String shown() {
    return shown;
  }
}
