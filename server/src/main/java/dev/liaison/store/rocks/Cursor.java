package dev.liaison.store.rocks;

/// Walks over entries in key order. Stands before the first one until [#next] is called.
interface Cursor extends AutoCloseable {

  boolean next();

  byte[] key();

  byte[] value();

  @Override
  void close();
}
