package dev.liaison.crm.search;

import java.util.List;

/// What an index keeps of a value that a record has.
public sealed interface IndexedValue {

  IndexedField field();

  /// @param folded the whole value, as text is compared
  /// @param tokens its words and the parts of them, some perhaps more than once
  record Text(IndexedField field, String folded, List<String> tokens) implements IndexedValue {}

  /// @param words at least one
  record Words(IndexedField field, List<String> words) implements IndexedValue {}

  record Numeric(IndexedField field, double number) implements IndexedValue {}
}
