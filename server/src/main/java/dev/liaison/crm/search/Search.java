package dev.liaison.crm.search;

import java.util.List;
import java.util.Optional;

/// A search for records of one type, as a caller asks for it (modern-api.md section 6).
///
/// @param groups a record has to pass one of them; all pass when there is none
/// @param query words that a record has to have the beginnings of in the properties that its type
///   is searched by; `""` for no such
/// @param sort empty for the order of creation
/// @param offset how many of those found to pass over
public record Search(
    List<FilterGroup> groups, String query, Optional<Sort> sort, int offset, int limit) {

  /// No search gets to a record behind this many others (modern-api.md section 6).
  public static final int REACH = 10_000;
}
