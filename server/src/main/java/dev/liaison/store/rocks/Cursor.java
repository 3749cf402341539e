package dev.liaison.store.rocks;

/// Walks over entries in key order. Stands before the first one until [#next] is called.
interface Cursor extends AutoCloseable {

  boolean next();

  /// Goes to before the first entry that is not below `start`, which has the prefix of the cursor.
  void seek(byte[] start);

  byte[] key();

  byte[] value();

  @Override
  void close();
}
