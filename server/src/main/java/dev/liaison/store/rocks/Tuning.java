package dev.liaison.store.rocks;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksMemEnv;
import org.rocksdb.util.SizeUnit;

/// RocksDB's settings, and the native objects that they consist of, which must outlive the
/// database.
final class Tuning implements AutoCloseable {

  private final boolean inMemory;
  private final RocksOptions limits;
  private final Cache cache;
  private final BloomFilter filter = new BloomFilter(10);
  private final Env env;
  private final DBOptions database;
  private final List<ColumnFamilyOptions> families = new ArrayList<>();

  Tuning(RocksOptions limits, boolean inMemory) {
    this.limits = limits;
    this.inMemory = inMemory;
    this.cache = new LRUCache(limits.blockCacheBytes());
    this.env = inMemory ? new RocksMemEnv(Env.getDefault()) : Env.getDefault();
    this.database = databaseOptions();
  }

  boolean inMemory() {
    return inMemory;
  }

  DBOptions database() {
    return database;
  }

  ColumnFamilyOptions options(Family family) {
    ColumnFamilyOptions options =
        new ColumnFamilyOptions()
            .setTableFormatConfig(tableFormat())
            .setWriteBufferSize(limits.memtableBytes() / 2)
            .setMaxWriteBufferNumber(3)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setLevelCompactionDynamicLevelBytes(true);
    if (family == Family.ASSOCIATION) {
      // "Are these two linked?" is asked before each link, and mostly the answer is no.
      options.useFixedLengthPrefixExtractor(Keys.PAIR_LENGTH).setMemtablePrefixBloomSizeRatio(0.1);
    }
    if (family == Family.LIVE) {
      options.setMemtablePrefixBloomSizeRatio(0.05).setMemtableWholeKeyFiltering(true);
    }
    families.add(options);
    return options;
  }

  @Override
  public void close() {
    database.close();
    families.forEach(ColumnFamilyOptions::close);
    filter.close();
    cache.close();
    if (inMemory) {
      env.close();
    }
  }

  private DBOptions databaseOptions() {
    return new DBOptions()
        .setEnv(env)
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setDbWriteBufferSize(limits.memtableBytes())
        .setMaxTotalWalSize(limits.walBytes())
        .setMaxBackgroundJobs(limits.backgroundJobs())
        // There is one writer, so the machinery for several is only in its way.
        .setAllowConcurrentMemtableWrite(false)
        .setEnableWriteThreadAdaptiveYield(false)
        .setBytesPerSync(SizeUnit.MB)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setMaxLogFileSize(SizeUnit.MB)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0);
  }

  private BlockBasedTableConfig tableFormat() {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setFilterPolicy(filter)
        .setOptimizeFiltersForMemory(true);
  }
}
