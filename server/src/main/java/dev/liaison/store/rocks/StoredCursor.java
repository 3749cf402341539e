package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import java.util.Arrays;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// A cursor over what RocksDB holds.
final class StoredCursor implements Cursor {

  private static final byte[] NONE = {};

  private final RocksIterator iterator;
  private final byte[] prefix;
  private final byte[] start;
  private final Consumer<RocksIterator> release;
  private boolean started;
  private boolean ended;
  private byte[] key = NONE;

  /// @param release takes the iterator back when the cursor is closed
  StoredCursor(
      RocksIterator iterator, byte[] prefix, byte[] start, Consumer<RocksIterator> release) {
    this.iterator = iterator;
    this.prefix = prefix;
    this.start = start;
    this.release = release;
  }

  @Override
  public boolean next() {
    if (ended) {
      // An iterator must not be moved on behind its end.
      return false;
    }
    if (started) {
      iterator.next();
    } else {
      iterator.seek(start);
      started = true;
    }
    if (!iterator.isValid()) {
      ended = true;
      checkStatus();
      return false;
    }
    key = iterator.key();
    ended = !startsWith(key, prefix);
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
    release.accept(iterator);
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private void checkStatus() {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw new StoreUnavailable("the data cannot be read", e);
    }
  }
}
