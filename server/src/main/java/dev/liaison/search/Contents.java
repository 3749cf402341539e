package dev.liaison.search;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.IndexFeed;
import dev.liaison.crm.search.IndexFeed.Position;
import dev.liaison.crm.search.IndexedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
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

  /// Null while it has to be built.
  private @Nullable Position position;

  private boolean committed;

  private Contents(IndexFeed feed, long portal, Directory directory, IndexWriter writer)
      throws IOException {
    this.feed = feed;
    this.portal = portal;
    this.directory = directory;
    this.writer = writer;
    this.searchers = new SearcherManager(writer, new SearcherFactory());
    Optional<Position> reached = Reached.read(writer.getLiveCommitData(), portal);
    position = reached.filter(it -> feed.has(portal, it)).orElse(null);
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

  /// Builds it anew from every record.
  ///
  /// @return whether it is done; false when it was told to stop
  boolean build(BooleanSupplier stop) throws IOException {
    Position start = feed.end(portal);
    writer.deleteAll();
    writer.getConfig().setRAMBufferSizeMB(BUILDING_BUFFER_MB);
    var progress = new BuildProgress();
    var sink =
        new Sink() {
          @Override
          void add(IndexedRecord record) throws IOException {
            writer.addDocument(form.document(record));
            progress.add();
          }
        };
    for (ObjectTypeId type : feed.types(portal)) {
      Optional<Long> after = Optional.of(0L);
      while (after.isPresent()) {
        if (stop.getAsBoolean()) {
          return false;
        }
        after = feed.scan(portal, type, after.get(), sink);
      }
    }
    writer.getConfig().setRAMBufferSizeMB(BUFFER_MB);
    position = start;
    committed = false;
    follow();
    commit();
    searchers.maybeRefreshBlocking();
    progress.done();
    return true;
  }

  /// Takes in what changed until now, and shows it to searches.
  void follow() throws IOException {
    Position from = Objects.requireNonNull(position);
    var sink =
        new Sink() {
          @Override
          void add(IndexedRecord record) throws IOException {
            writer.updateDocument(DocumentForm.key(record.ref()), form.document(record));
          }
        };
    try {
      if (feed.follow(portal, from, unsettled, sink)) {
        committed = false;
        searchers.maybeRefreshBlocking();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Makes durable what it has, if there is something new.
  void commit() throws IOException {
    Position reached = position;
    if (reached != null && !committed) {
      writer.setLiveCommitData(Reached.write(reached, portal).entrySet());
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

    @Override
    public void put(IndexedRecord record) {
      try {
        add(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void remove(ObjectRef ref) {
      try {
        writer.deleteDocuments(DocumentForm.key(ref));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void reached(Position reached) {
      position = reached;
    }
  }

  /// How far a committed index has come.
  private static final class Reached {

    static Map<String, String> write(Position position, long portal) {
      var data = new HashMap<String, String>();
      data.put("form", Integer.toString(DocumentForm.VERSION));
      data.put("portal", Long.toString(portal));
      data.put("sequence", Long.toString(position.sequence()));
      data.put("at", Long.toString(position.at()));
      data.put("record", position.record());
      return data;
    }

    /// Empty for an index of another form or portal, or one that was never finished.
    static Optional<Position> read(
        @Nullable Iterable<Map.Entry<String, String>> commit, long portal) {
      var data = new HashMap<String, String>();
      if (commit != null) {
        commit.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
      }
      if (!Integer.toString(DocumentForm.VERSION).equals(data.get("form"))
          || !Long.toString(portal).equals(data.get("portal"))) {
        return Optional.empty();
      }
      return Optional.of(
          new Position(
              Long.parseLong(data.getOrDefault("sequence", "")),
              Long.parseLong(data.getOrDefault("at", "")),
              data.getOrDefault("record", "")));
    }
  }
}
