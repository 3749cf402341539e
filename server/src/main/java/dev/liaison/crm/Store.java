package dev.liaison.crm;

import java.util.function.Function;

/// Where the data lives: the storage SPI. Adapters are in `dev.liaison.store`. Safe for concurrent
/// use.
public interface Store extends AutoCloseable {

  /// Runs a closure over a consistent view of a portal's data.
  <T> T read(long portal, Function<Snapshot, T> work);

  /// Runs a closure as one serialisable transaction and returns after its writes are durable. An
  /// exception from the closure drops its writes and comes out of this call. The closure may be run
  /// more than once, must not wait for another transaction, and must have no effect but on the
  /// transaction.
  ///
  /// @throws StoreUnavailable when the storage cannot be reached or written; nothing of the closure
  ///   is kept then
  /// @throws WriteInDoubt when the storage failed during the commit: whether the writes are kept is
  ///   unknown. A store that cannot settle that by itself takes no more writes until it is opened
  ///   again; reads go on and do not see the writes in doubt.
  <T> T write(long portal, Function<Transaction, T> work);

  /// Takes `count` record ids out of the deployment's one sequence, for good: the first of them;
  /// the rest follow it. Durable when this returns, and fails as [#write] does. Must not be called
  /// inside [#write].
  long leaseIds(int count);

  /// Moves the sequence on so that no id up to and including this one is leased any more. Durable
  /// when this returns, and fails as [#write] does. Must not be called inside [#write].
  void reserveIdsThrough(long id);

  /// Asks the storage whether it could serve a read and a write just now; answers within two
  /// seconds.
  ///
  /// @throws StoreUnavailable when it could not
  void check();

  /// Runs the listener after another process over the same data committed a change of documents of
  /// this kind, at the latest a second after; may run it for this process's own changes and for
  /// nothing too. It runs on a thread of the store, must not take long, and may read.
  void onDocumentsChanged(long portal, String kind, Runnable listener);

  /// Waits for work in progress and releases what the store holds; later calls fail with
  /// [StoreUnavailable].
  ///
  /// @throws IllegalStateException inside a closure of this store, which it would wait for; nothing
  ///   is closed then
  @Override
  void close();
}
