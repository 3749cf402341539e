package dev.liaison.search;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.IndexBasis;
import dev.liaison.crm.search.IndexFeed;
import dev.liaison.crm.search.IndexFeed.Position;
import dev.liaison.crm.search.IndexedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is in an index, and how far in the change log it has come. What it reached is committed
/// with what it has, so that it goes on from there after a restart. Changed by one thread at a
/// time; [#searchers] is safe for concurrent use.
final class Contents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

  private static final int BUILDING_BUFFER_MB = 64;
  private static final int BUFFER_MB = 16;

  private final IndexFeed feed;
  private final long portal;
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final DocumentForm form = new DocumentForm();
  private final Set<Long> unsettled = new HashSet<>();
  private final Rereading rereading = new Rereading();
  private final MergePolicy merging;

  /// Null while it has to be built.
  private @Nullable Position position;

  private boolean committed;

  /// Whether searches see all that it has.
  private boolean shown = true;

  private Contents(IndexFeed feed, long portal, Directory directory, IndexWriter writer)
      throws IOException {
    this.feed = feed;
    this.portal = portal;
    this.directory = directory;
    this.writer = writer;
    this.searchers = new SearcherManager(writer, new SearcherFactory());
    this.merging = writer.getConfig().getMergePolicy();
    Optional<Reached> reached =
        Reached.read(writer.getLiveCommitData(), portal)
            .filter(it -> feed.has(portal, it.position()));
    position = reached.map(Reached::position).orElse(null);
    reached.ifPresent(it -> rereading.start(it.bases()));
    committed = position != null;
  }

  /// Takes over the directory, also when that fails. What is in it and cannot be read is removed.
  static Contents open(IndexFeed feed, long portal, Directory directory) throws IOException {
    try {
      try {
        return read(feed, portal, directory);
      } catch (IOException e) {
        LOG.warn("the search index cannot be read and is built anew: {}", e.toString());
        for (String file : directory.listAll()) {
          if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
            directory.deleteFile(file);
          }
        }
        return read(feed, portal, directory);
      }
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static Contents read(IndexFeed feed, long portal, Directory directory)
      throws IOException {
    var writer = new IndexWriter(directory, config());
    try {
      return new Contents(feed, portal, directory, writer);
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static IndexWriterConfig config() {
    return new IndexWriterConfig()
        .setOpenMode(OpenMode.CREATE_OR_APPEND)
        .setRAMBufferSizeMB(BUFFER_MB)
        .setCommitOnClose(false);
  }

  SearcherManager searchers() {
    return searchers;
  }

  /// Whether it has been built, so that it can follow the log.
  boolean built() {
    return position != null;
  }

  /// Builds it anew from every record. Its parts are merged afterwards, while it is used already.
  ///
  /// @return whether it is done; false when it was told to stop
  boolean build(BooleanSupplier stop) throws IOException {
    Position start = feed.end(portal);
    Map<ObjectTypeId, IndexBasis> bases = feed.bases(portal);
    writer.deleteAll();
    writer
        .getConfig()
        .setRAMBufferSizeMB(BUILDING_BUFFER_MB)
        .setMergePolicy(NoMergePolicy.INSTANCE);
    var progress = new BuildProgress();
    var sink =
        new Sink() {
          @Override
          void add(IndexedRecord record) throws IOException {
            writer.addDocument(form.document(record));
            progress.add();
          }
        };
    for (ObjectTypeId type : bases.keySet()) {
      Optional<Long> after = Optional.of(0L);
      while (after.isPresent()) {
        if (stop.getAsBoolean()) {
          return false;
        }
        after = feed.scan(portal, type, after.get(), sink);
      }
    }
    position = start;
    rereading.start(bases);
    boolean all = follow(stop);
    commit();
    show();
    progress.done();
    writer.getConfig().setRAMBufferSizeMB(BUFFER_MB).setMergePolicy(merging);
    writer.maybeMerge();
    return all;
  }

  /// Takes in what changed until now.
  ///
  /// @param enough whether to stop early
  /// @return whether that was everything
  boolean follow(BooleanSupplier enough) throws IOException {
    var sink =
        new Sink() {
          @Override
          void add(IndexedRecord record) throws IOException {
            writer.updateDocument(DocumentForm.key(record.ref()), form.document(record));
          }
        };
    try {
      rereading.look(feed.bases(portal));
      return reread(sink, enough)
          && feed.follow(portal, Objects.requireNonNull(position), unsettled, sink, enough);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Lets searches see what was taken in. Costs more, the more often it is done.
  void show() throws IOException {
    if (!shown) {
      searchers.maybeRefreshBlocking();
      shown = true;
    }
  }

  /// Reads the types again whose definitions changed.
  private boolean reread(Sink sink, BooleanSupplier enough) {
    Optional<Rereading.Next> next = rereading.next();
    while (next.isPresent()) {
      ObjectTypeId type = next.get().type();
      rereading.done(type, feed.scan(portal, type, next.get().afterId(), sink));
      next = rereading.next();
      if (next.isPresent() && enough.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /// Makes durable what it has, if there is something new.
  void commit() throws IOException {
    Position reached = position;
    if (reached != null && !committed) {
      writer.setLiveCommitData(new Reached(reached, rereading.indexed()).write(portal).entrySet());
      writer.commit();
      committed = true;
    }
  }

  /// What is not committed is read from the log again.
  @Override
  public void close() throws IOException {
    try (directory) {
      searchers.close();
      writer.rollback();
    }
  }

  private abstract class Sink implements IndexFeed.Sink {

    abstract void add(IndexedRecord record) throws IOException;

    private void changed() {
      shown = false;
      committed = false;
    }

    @Override
    public void put(IndexedRecord record) {
      changed();
      try {
        add(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void remove(ObjectRef ref) {
      changed();
      try {
        writer.deleteDocuments(DocumentForm.key(ref));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void reached(Position reached) {
      changed();
      position = reached;
    }
  }
}
