package dev.liaison.crm.search;

import dev.liaison.crm.object.ObjectTypeId;
import java.util.Optional;

/// A question to an index.
///
/// @param order empty for the order of creation; records that are alike in it come in the order of
///   their ids
public record IndexQuery(
    ObjectTypeId type, Condition condition, Optional<Order> order, int offset, int limit) {

  /// An order by a property; records without a value come last.
  public record Order(IndexedField field, boolean descending) {}
}
