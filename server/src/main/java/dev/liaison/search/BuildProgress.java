package dev.liaison.search;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells how far the building of an index is, if it takes long.
final class BuildProgress {

  private static final Logger LOG = LoggerFactory.getLogger(BuildProgress.class);

  private static final long PAUSE = 2_000_000_000L;

  private final long start = System.nanoTime();
  private long told = start;
  private long records;

  void add() {
    records++;
    if (records % 1_000 == 0 && System.nanoTime() - told > PAUSE) {
      told = System.nanoTime();
      LOG.info("building the search index: {}", soFar());
    }
  }

  void done() {
    if (told != start) {
      LOG.info("the search index is built: {}", soFar());
    }
  }

  private String soFar() {
    double seconds = (System.nanoTime() - start) / 1e9;
    return "%,d records, %,.0f a second".formatted(records, records / seconds);
  }
}
