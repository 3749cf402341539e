package dev.liaison.crm.transfer;

import java.util.Optional;

/// A store of which everything can be read, in bounded pages. Nobody else is to write to it
/// meanwhile. Used by one thread at a time.
public interface TransferSource extends AutoCloseable {

  /// Where the items of a kind begin.
  String START = "";

  /// What a person calls it; says nothing of users and passwords.
  String name();

  /// What tells it from every other store, also when it has got another name.
  String identity();

  Marks marks();

  /// About how many items of a kind there are.
  long estimate(Kind kind);

  /// The next items of a kind, of all portals; as many as fit into a few megabytes, at least one,
  /// unless there are no more.
  ///
  /// @param after the position of the page before, or [#START]
  Page page(Kind kind, String after, int most);

  /// How far the copy into this store is that has not ended; empty when there is none.
  Optional<Progress> progress();

  @Override
  void close();
}
