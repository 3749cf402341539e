package dev.liaison.crm.search;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an index looks for: filters with everything decided that the catalogue decides, in the form
/// of [IndexedValue].
public sealed interface Condition {

  /// Has a value that is one of these: a whole folded text, or a word.
  record OneOf(IndexedField field, Set<String> values) implements Condition {}

  /// Has a number that is one of these.
  record OneOfNumbers(IndexedField field, Set<Double> values) implements Condition {}

  /// Has a text or word in these bounds, in the order of code points; null is no bound.
  record TextRange(IndexedField field, @Nullable Bound<String> low, @Nullable Bound<String> high)
      implements Condition {}

  /// Has a number in these bounds, which belong to it.
  record NumberRange(IndexedField field, double low, double high) implements Condition {}

  /// Has any value.
  record Present(IndexedField field) implements Condition {}

  /// Has a token (of a text) or a word like the pattern, in which `*` stands for any characters.
  record Like(IndexedField field, String pattern) implements Condition {}

  /// Has a whole text or word like the pattern, in which `*` stands for any characters.
  record WholeLike(IndexedField field, String pattern) implements Condition {}

  /// Is one of these records of the type.
  record Ids(Set<Long> ids) implements Condition {}

  record Not(Condition condition) implements Condition {}

  /// All of them hold; so it is when there is none.
  record All(List<Condition> conditions) implements Condition {}

  /// One of them holds; none does when there is none.
  record Any(List<Condition> conditions) implements Condition {}

  /// An end of a range.
  record Bound<T>(T value, boolean included) {}
}
