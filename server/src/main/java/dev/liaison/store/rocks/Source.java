package dev.liaison.store.rocks;

import org.jspecify.annotations.Nullable;

/// Where a snapshot reads: the committed data of one moment, or a transaction's view with the
/// pending writes on top. Used by one thread at a time.
interface Source {

  byte @Nullable [] get(Family family, byte[] key);

  /// The entries whose keys begin with `prefix`, in ascending order, from the first that is not
  /// below `start`. To be read to its end or closed before the next write.
  Cursor cursor(Family family, byte[] prefix, byte[] start);

  /// The entries from `start` on and before `end`, in ascending order. To be read as [#cursor].
  Cursor ascending(Family family, byte[] start, byte[] end);

  /// The entries from `start` on and before `end`, in descending order. To be read as [#cursor].
  Cursor descending(Family family, byte[] start, byte[] end);
}
