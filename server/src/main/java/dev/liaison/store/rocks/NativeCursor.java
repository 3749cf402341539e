package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// A cursor over what RocksDB holds.
abstract class NativeCursor implements Cursor {

  private static final byte[] NONE = {};

  final RocksIterator iterator;
  private final Consumer<RocksIterator> release;
  private boolean started;
  private boolean ended;
  private byte[] key = NONE;

  /// @param release takes the iterator back when the cursor is closed
  NativeCursor(RocksIterator iterator, Consumer<RocksIterator> release) {
    this.iterator = iterator;
    this.release = release;
  }

  /// Moves the iterator to the first entry.
  abstract void first();

  /// Moves the iterator to the entry behind the one it is at.
  abstract void step();

  /// Whether the entry is still one of those that the cursor is over.
  abstract boolean includes(byte[] key);

  @Override
  public final boolean next() {
    if (ended) {
      // An iterator must not be moved on behind its end.
      return false;
    }
    if (started) {
      step();
    } else {
      started = true;
      first();
    }
    if (!iterator.isValid()) {
      ended = true;
      checkStatus();
      return false;
    }
    key = iterator.key();
    ended = !includes(key);
    return !ended;
  }

  @Override
  public final byte[] key() {
    return key;
  }

  @Override
  public final byte[] value() {
    return iterator.value();
  }

  @Override
  public final void close() {
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
