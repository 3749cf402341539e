package dev.liaison.crm.transfer;

import java.util.List;

/// A store that can be filled from another one. Whatever is told to it is durable when the call
/// returns, whole or not at all. A store with a copy that has not ended opens for nothing but that.
public interface TransferTarget extends TransferSource {

  /// Marks the empty store as one that is being filled.
  void begin(Progress progress);

  /// Adds items of one kind, none of which is there, and tells how far the copy is with them.
  void add(Kind kind, List<Item> items, Progress progress);

  /// Moves the store's own counting on to these marks at least, and makes it one like any other.
  void finish(Marks marks);
}
