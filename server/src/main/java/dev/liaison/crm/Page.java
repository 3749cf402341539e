package dev.liaison.crm;

import java.util.List;

/// A part of an ordered result.
///
/// @param hasMore whether more follows behind the items
public record Page<T>(List<T> items, boolean hasMore) {

  /// The first `limit` of what was fetched with one to spare.
  public static <T> Page<T> of(List<T> oneMore, int limit) {
    return oneMore.size() > limit
        ? new Page<>(List.copyOf(oneMore.subList(0, limit)), true)
        : new Page<>(oneMore, false);
  }
}
