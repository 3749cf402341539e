package dev.liaison.store.rocks;

import java.util.Arrays;
import java.util.function.Consumer;
import org.rocksdb.RocksIterator;

/// Over the entries whose keys begin with a prefix.
final class StoredCursor extends NativeCursor {

  private final byte[] prefix;
  private final byte[] start;

  StoredCursor(
      RocksIterator iterator, byte[] prefix, byte[] start, Consumer<RocksIterator> release) {
    super(iterator, release);
    this.prefix = prefix;
    this.start = start;
  }

  @Override
  void first() {
    iterator.seek(start);
  }

  @Override
  void step() {
    iterator.next();
  }

  @Override
  boolean includes(byte[] key) {
    return startsWith(key, prefix);
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
