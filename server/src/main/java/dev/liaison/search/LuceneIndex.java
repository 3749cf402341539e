package dev.liaison.search;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.search.IndexFeed;
import dev.liaison.crm.search.IndexNotReady;
import dev.liaison.crm.search.IndexQuery;
import dev.liaison.crm.search.SearchIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits.Relation;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index of one portal's records, in a directory or in memory. It is opened, and built if need
/// be, by a thread of its own, which then follows the change log; a search takes in what is left
/// itself. Safe for concurrent use.
public final class LuceneIndex implements SearchIndex {

  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  /// How long a search takes in changes or waits for others that do, or for the index to be opened.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLIS = 1_000;
  private static final long COMMIT_MILLIS = 30_000;

  /// How long the thread takes in changes at a time.
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /// After so long without a search the thread takes a tenth of the time at most: writers have the
  /// machine then.
  private static final long QUIET_MILLIS = 60_000;

  /// Totals up to this one are counted while the records are collected.
  private static final int COUNTED = 10_000;

  /// How much a search may compare. A query is compared word by word with the tokens and the whole
  /// of each property that it looks into: that is 900 words for contacts. Each takes some
  /// kilobytes.
  private static final int MOST_COMPARISONS = 16_384;

  static {
    IndexSearcher.setMaxClauseCount(MOST_COMPARISONS);
  }

  private final IndexFeed feed;
  private final long portal;
  private final Optional<Path> path;
  private final Duration patience;
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread =
      Thread.ofPlatform().name("search-index").daemon().unstarted(this::run);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);

  /// Held while changes are taken in.
  private final ReentrantLock changing = new ReentrantLock();

  /// Numbers searches. Changes are taken in for all that asked until then.
  private final AtomicLong asked = new AtomicLong();

  private final AtomicLong lastSearch =
      new AtomicLong(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS));
  private long served;
  private volatile @Nullable Contents contents;

  private LuceneIndex(IndexFeed feed, long portal, Optional<Path> path, Duration patience) {
    this.feed = feed;
    this.portal = portal;
    this.path = path;
    this.patience = patience;
  }

  /// In a directory that no other process uses meanwhile.
  public static Opening in(Path directory, long portal) {
    return feed -> new LuceneIndex(feed, portal, Optional.of(directory), PATIENCE);
  }

  public static Opening inMemory(long portal) {
    return inMemory(portal, PATIENCE);
  }

  /// @param patience how long a search waits for the index
  public static Opening inMemory(long portal, Duration patience) {
    return feed -> new LuceneIndex(feed, portal, Optional.empty(), patience);
  }

  /// Does not wait for the thread, which may be building.
  @Override
  public void start() {
    if (started.compareAndSet(false, true) && stop.getCount() > 0) {
      thread.start();
    }
  }

  @Override
  public Hits search(long ofPortal, IndexQuery query) {
    if (ofPortal != portal) {
      throw new IllegalArgumentException("the index is of portal " + portal + ", not " + ofPortal);
    }
    lastSearch.set(System.nanoTime());
    Contents current = current();
    try {
      IndexSearcher searcher = current.searchers().acquire();
      try {
        return search(searcher, query);
      } finally {
        current.searchers().release(searcher);
      }
    } catch (IndexSearcher.TooManyClauses | TooComplexToDeterminizeException e) {
      LOG.debug("a search is refused", e);
      throw new CrmException(new Problem.SearchTooLarge());
    } catch (IOException | AlreadyClosedException e) {
      throw new IndexNotReady("the search index cannot be read", e);
    }
  }

  /// The contents with everything that was written before this call.
  private Contents current() {
    long mine = asked.incrementAndGet();
    long start = System.nanoTime();
    try {
      if (opened.getCount() > 0) {
        start();
        if (!opened.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new IndexNotReady("the search index is being built", null);
        }
      }
      if (!changing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IndexNotReady("the search index has many changes to take in", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexNotReady("interrupted", e);
    }
    try {
      Contents open = contents;
      if (open == null) {
        throw new IndexNotReady("the search index is not open", null);
      }
      if (served < mine) {
        long covered = asked.get();
        if (!open.follow(() -> System.nanoTime() - start > patience.toNanos())) {
          throw new IndexNotReady("the search index has many changes to take in", null);
        }
        open.show();
        served = covered;
      }
      return open;
    } catch (IOException | AlreadyClosedException e) {
      throw new IndexNotReady("the search index cannot be written", e);
    } finally {
      changing.unlock();
    }
  }

  private static Hits search(IndexSearcher searcher, IndexQuery query) throws IOException {
    Query rewritten = searcher.rewrite(Queries.of(query));
    int last = query.offset() + query.limit();
    if (last == 0) {
      return new Hits(List.of(), searcher.count(rewritten));
    }
    TopFieldDocs found =
        searcher.search(
            rewritten, new TopFieldCollectorManager(Queries.sort(query), last, COUNTED));
    long total =
        found.totalHits.relation() == Relation.EQUAL_TO
            ? found.totalHits.value()
            : searcher.count(rewritten);
    return new Hits(ids(searcher, found.scoreDocs, query.offset()), total);
  }

  private static List<Long> ids(IndexSearcher searcher, ScoreDoc[] found, int offset)
      throws IOException {
    var ids = new ArrayList<Long>(Math.max(0, found.length - offset));
    for (int i = offset; i < found.length; i++) {
      int leaf = ReaderUtil.subIndex(found[i].doc, searcher.getIndexReader().leaves());
      var context = searcher.getIndexReader().leaves().get(leaf);
      NumericDocValues values = context.reader().getNumericDocValues(DocumentForm.ID);
      if (values == null || !values.advanceExact(found[i].doc - context.docBase)) {
        throw new IOException("a record of the search index has no id");
      }
      ids.add(values.longValue());
    }
    return ids;
  }

  private void run() {
    long nextCommit = System.nanoTime();
    long pause = 0;
    while (!stopped(pause)) {
      long start = System.nanoTime();
      boolean quiet = start - lastSearch.get() > TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
      boolean all = follow(start, !quiet);
      if (System.nanoTime() - nextCommit > 0) {
        commit();
        nextCommit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COMMIT_MILLIS);
      }
      long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      pause = quiet ? Math.max(PAUSE_MILLIS, 9 * worked) : all ? PAUSE_MILLIS : 0;
    }
  }

  /// @param show whether searches are to find it shown
  /// @return whether nothing is left to take in
  private boolean follow(long start, boolean show) {
    changing.lock();
    try {
      Contents open = contents;
      if (open == null) {
        open();
        return true;
      }
      boolean all =
          open.follow(() -> stop.getCount() == 0 || System.nanoTime() - start > SLICE_NANOS);
      if (show) {
        open.show();
      }
      return all;
    } catch (StoreUnavailable e) {
      LOG.debug("the search index waits for the store", e);
    } catch (IOException | RuntimeException e) {
      LOG.error("the search index failed and is opened again", e);
      closeContents();
    } finally {
      changing.unlock();
    }
    return true;
  }

  private boolean stopped(long pauseMillis) {
    try {
      return stop.await(pauseMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Searches wait for the first time only.
  private void open() throws IOException {
    Contents open = Contents.open(feed, portal, Place.open(path));
    boolean ready = false;
    try {
      ready = open.built() || open.build(() -> stop.getCount() == 0);
    } finally {
      if (ready) {
        contents = open;
        opened.countDown();
      } else {
        open.close();
      }
    }
  }

  private void commit() {
    changing.lock();
    try {
      Contents open = contents;
      if (open != null) {
        open.commit();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the search index cannot be kept and is opened again", e);
      closeContents();
    } finally {
      changing.unlock();
    }
  }

  private void closeContents() {
    Contents open = contents;
    contents = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("closing the search index failed", e);
      }
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commit();
    changing.lock();
    try {
      closeContents();
    } finally {
      changing.unlock();
    }
  }
}
