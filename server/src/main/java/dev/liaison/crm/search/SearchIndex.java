package dev.liaison.crm.search;

import java.util.List;

/// Finds records by their values. Follows the change log by itself. Safe for concurrent use.
public interface SearchIndex extends AutoCloseable {

  /// The live records that the query finds. Every write that was answered before this call is in
  /// it, whichever server it went to.
  ///
  /// @throws IndexNotReady when the index cannot say just now
  Hits search(long portal, IndexQuery query);

  /// Begins to follow the log; a search begins it too.
  void start();

  /// Stops following the log.
  @Override
  void close();

  /// What was found.
  ///
  /// @param ids of the records in the order asked for, those from the offset on
  /// @param total how many there are in all
  record Hits(List<Long> ids, long total) {}

  /// Makes an index.
  @FunctionalInterface
  interface Opening {
    SearchIndex over(IndexFeed feed);
  }
}
