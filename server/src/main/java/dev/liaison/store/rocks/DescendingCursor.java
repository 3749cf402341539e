package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// A cursor over what RocksDB holds in a range, from its end to its start.
final class DescendingCursor implements Cursor {

  private static final byte[] NONE = {};

  private final RocksIterator iterator;
  private final byte[] start;
  private final byte[] end;
  private boolean started;
  private boolean ended;
  private byte[] key = NONE;

  /// @param end is not in the range
  DescendingCursor(RocksIterator iterator, byte[] start, byte[] end) {
    this.iterator = iterator;
    this.start = start;
    this.end = end;
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
    ended = Arrays.compareUnsigned(key, start) < 0;
    return !ended;
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
    iterator.close();
  }

  private void checkStatus() {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw new StoreUnavailable("the data cannot be read", e);
    }
  }
}
