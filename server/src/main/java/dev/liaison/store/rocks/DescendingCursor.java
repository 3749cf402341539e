package dev.liaison.store.rocks;

import java.util.Arrays;
import java.util.function.Consumer;
import org.rocksdb.RocksIterator;

/// From the end of a range down to the bound of the iterator.
final class DescendingCursor extends NativeCursor {

  private final byte[] end;

  /// @param end is not in the range
  DescendingCursor(RocksIterator iterator, byte[] end, Consumer<RocksIterator> release) {
    super(iterator, release);
    this.end = end;
  }

  @Override
  void first() {
    iterator.seekForPrev(end);
    if (iterator.isValid() && Arrays.equals(iterator.key(), end)) {
      iterator.prev();
    }
  }

  @Override
  void step() {
    iterator.prev();
  }

  /// The bound is the iterator's.
  @Override
  boolean includes(byte[] key) {
    return true;
  }
}
