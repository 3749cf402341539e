package dev.liaison.store.rocks;

/// How much of the machine the store may use.
///
/// @param blockCacheBytes memory for uncompressed blocks of the data files; the file cache of the
///   system keeps the rest
/// @param memtableBytes memory for writes that are in the log but not yet in a data file, over all
///   column families
/// @param walBytes size of the write-ahead log above which the oldest writes are moved to data
///   files; what a start after a crash has to read again
/// @param backgroundJobs how many flushes and compactions may run at once
public record RocksOptions(
    long blockCacheBytes, long memtableBytes, long walBytes, int backgroundJobs) {

  /// For a server that shares a small machine: 64 MiB to read, 64 MiB to write.
  public static final RocksOptions DEFAULT = new RocksOptions(64L << 20, 64L << 20, 256L << 20, 2);

  public RocksOptions {
    if (blockCacheBytes < 0
        || memtableBytes < 1 << 20
        || walBytes < 1 << 20
        || backgroundJobs < 1) {
      throw new IllegalArgumentException("not usable: " + blockCacheBytes + ", " + memtableBytes);
    }
  }
}
