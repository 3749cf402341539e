package dev.liaison.crm.list;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.List;

/// What decides which records are in a list: HubSpot's filter tree (modern-api.md 3.8).
public sealed interface ListFilter {

  /// A branch: what it joins in one way.
  sealed interface Branch extends ListFilter {
    List<ListFilter> parts();
  }

  /// One of the parts holds: `OR`.
  record Any(List<ListFilter> parts) implements Branch {}

  /// All parts hold: `AND`.
  record All(List<ListFilter> parts) implements Branch {}

  /// None of the parts holds: `NOT_ANY`.
  record NotAny(List<ListFilter> parts) implements Branch {}

  /// The parts do not all hold: `NOT_ALL`.
  record NotAll(List<ListFilter> parts) implements Branch {}

  /// The record has a link of this type to a record for which all parts hold: `ASSOCIATION`.
  record Linked(ObjectTypeId type, AssociationKey key, List<ListFilter> parts) implements Branch {}

  /// The record has a value like this: `PROPERTY`.
  ///
  /// @param operator HubSpot's word, `IS_EQUAL_TO` for instance
  /// @param orUnset whether records without a value are in, too; they are not otherwise
  record OfProperty(
      String property, Operation operation, String operator, List<String> values, boolean orUnset)
      implements ListFilter {}

  /// The record is in another list, or is not: `IN_LIST`.
  record InList(long list, boolean member) implements ListFilter {}

  /// Whether a list is named in it.
  default boolean names(long list) {
    return switch (this) {
      case Branch branch -> branch.parts().stream().anyMatch(part -> part.names(list));
      case InList in -> in.list() == list;
      case OfProperty _ -> false;
    };
  }

  /// What an operator compares.
  enum Operation {
    ALL_PROPERTY,
    BOOL,
    ENUMERATION,
    MULTISTRING,
    STRING,
    NUMBER,
    /// The values are the two bounds.
    NUMBER_RANGED,
    /// The value is in epoch milliseconds.
    DATETIME,
    /// The value is a date, `2026-03-10`.
    DATE,
    /// The values are the two bounds in epoch milliseconds.
    RANGED_DATE,
    /// The value is a number of days.
    ROLLING_DATE_RANGE
  }
}
