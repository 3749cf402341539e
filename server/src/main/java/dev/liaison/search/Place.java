package dev.liaison.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where an index lies.
final class Place {

  private static final Logger LOG = LoggerFactory.getLogger(Place.class);

  private Place() {}

  /// The directory, or one in memory when there is none or when it cannot be had.
  static Directory open(Optional<Path> path) {
    return path.map(Place::open).orElseGet(ByteBuffersDirectory::new);
  }

  private static Directory open(Path path) {
    try {
      Files.createDirectories(path);
      Directory directory = FSDirectory.open(path);
      try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
        return directory;
      } catch (LockObtainFailedException e) {
        directory.close();
        LOG.warn(
            "another server has the search index in {}; this one keeps its own in memory", path);
        return new ByteBuffersDirectory();
      }
    } catch (IOException e) {
      LOG.warn("no search index can be kept in {}, it is kept in memory: {}", path, e.toString());
      return new ByteBuffersDirectory();
    }
  }
}
