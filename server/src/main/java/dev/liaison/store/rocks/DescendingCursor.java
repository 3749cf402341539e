package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import java.util.Arrays;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// A cursor over what RocksDB holds, from the end of a range to the bound of the iterator.
final class DescendingCursor implements Cursor {

  private static final byte[] NONE = {};

  private final RocksIterator iterator;
  private final byte[] end;
  private final Consumer<RocksIterator> release;
  private boolean started;
  private boolean ended;
  private byte[] key = NONE;

  /// @param end is not in the range
  /// @param release takes the iterator back when the cursor is closed
  DescendingCursor(RocksIterator iterator, byte[] end, Consumer<RocksIterator> release) {
    this.iterator = iterator;
    this.end = end;
    this.release = release;
  }

  @Override
  public boolean next() {
    if (ended) {
      // An iterator must not be moved on behind its end.
      return false;
    }
    if (started) {
      iterator.prev();
    } else {
      started = true;
      iterator.seekForPrev(end);
      if (iterator.isValid() && Arrays.equals(iterator.key(), end)) {
        iterator.prev();
      }
    }
    if (!iterator.isValid()) {
      ended = true;
      checkStatus();
      return false;
    }
    key = iterator.key();
    return true;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public byte[] value() {
    return iterator.value();
  }

  @Override
  public void close() {
    release.accept(iterator);
  }

  private void checkStatus() {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw new StoreUnavailable("the data cannot be read", e);
    }
  }
}
