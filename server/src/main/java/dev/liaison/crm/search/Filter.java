package dev.liaison.crm.search;

import java.util.List;

/// What a record has to be like to be found: one of the 13 operators on a property, or on the links
/// to records of a type, which `associations.contact` names (modern-api.md section 6).
public sealed interface Filter {

  /// As the caller spelled it.
  String property();

  /// `EQ`
  record Equal(String property, String value) implements Filter {}

  /// `NEQ`
  record NotEqual(String property, String value) implements Filter {}

  /// `LT`, `LTE`, `GT` or `GTE`
  record Compared(String property, Comparison comparison, String value) implements Filter {}

  /// `BETWEEN`, both ends included
  record Between(String property, String low, String high) implements Filter {}

  /// `IN`
  record In(String property, List<String> values) implements Filter {}

  /// `NOT_IN`
  record NotIn(String property, List<String> values) implements Filter {}

  /// `HAS_PROPERTY`
  record Has(String property) implements Filter {}

  /// `NOT_HAS_PROPERTY`
  record HasNot(String property) implements Filter {}

  /// `CONTAINS_TOKEN`: `*` stands for any characters.
  record ContainsToken(String property, String value) implements Filter {}

  /// `NOT_CONTAINS_TOKEN`
  record NotContainsToken(String property, String value) implements Filter {}

  /// How a value has to lie to the given one.
  enum Comparison {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }
}
