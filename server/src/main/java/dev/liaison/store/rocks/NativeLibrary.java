package dev.liaison.store.rocks;

import dev.liaison.crm.StoreOpenException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/// Loads RocksDB's native part from a cache directory and fills that on the first start of a
/// version. RocksDB itself would write its 17 MB to a temporary file at each start.
final class NativeLibrary {

  /// That of the jar, which does not tell it itself.
  static final String VERSION = "11.8.1";

  private NativeLibrary() {}

  /// Loads the library unless it is loaded.
  ///
  /// @throws StoreOpenException when it cannot be
  static void load() {
    try {
      loadFromCache();
    } catch (RuntimeException | LinkageError e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new StoreOpenException(
          "the native part of RocksDB cannot be loaded from a cache directory (LIAISON_CACHE)"
              + " nor from the temporary one: "
              + reason.toString().lines().findFirst().orElse(""),
          e);
    }
  }

  private static void loadFromCache() {
    Path cache = cacheDirectory(System.getenv(), System.getProperty("user.home", ""));
    Path unpacked = cache == null ? null : unpack(cache);
    if (unpacked != null) {
      try {
        RocksDB.loadLibrary(List.of(unpacked.toString()));
        return;
      } catch (UnsatisfiedLinkError _) {
        // A cache on a file system that forbids to run code, for instance: RocksDB's own way may
        // still do.
      }
    }
    RocksDB.loadLibrary();
  }

  /// The directory of this version's library in the cache, with the library in it; null when that
  /// cannot be had.
  static @Nullable Path unpack(Path cache) {
    URL packed = packed();
    if (packed == null) {
      return null;
    }
    // The name that RocksDB.loadLibrary(List) looks for; the one in the jar is another.
    String file = Environment.getJniLibraryFileName("rocksdbjni");
    try {
      URLConnection source = packed.openConnection();
      source.setUseCaches(false);
      long size = source.getContentLengthLong();
      Path directory = cache.resolve("liaison").resolve(directoryName());
      Path library = directory.resolve(file);
      if (size > 0 && Files.isRegularFile(library) && Files.size(library) == size) {
        return directory;
      }
      Files.createDirectories(directory);
      // Under another name until it is whole: a second process may start just now.
      Path draft = Files.createTempFile(directory, file, ".new");
      try (InputStream content = source.getInputStream()) {
        Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      return directory;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable URL packed() {
    ClassLoader jar = RocksDB.class.getClassLoader();
    URL exact = jar.getResource(Environment.getJniLibraryFileName("rocksdb"));
    String fallback = Environment.getFallbackJniLibraryFileName("rocksdb");
    return exact != null || fallback == null ? exact : jar.getResource(fallback);
  }

  /// Where caches of the user belong; null when no place is known.
  static @Nullable Path cacheDirectory(Map<String, String> environment, String home) {
    for (String name : List.of("LIAISON_CACHE", "XDG_CACHE_HOME")) {
      String directory = environment.get(name);
      if (directory != null && !directory.isBlank()) {
        return Path.of(directory);
      }
    }
    if (home.isBlank()) {
      return null;
    }
    return Environment.isMac() ? Path.of(home, "Library", "Caches") : Path.of(home, ".cache");
  }

  private static String directoryName() {
    String system = System.getProperty("os.name", "") + "-" + System.getProperty("os.arch", "");
    return ("rocksdbjni-" + VERSION + "-" + system.replaceAll("[^A-Za-z0-9_-]", "_"))
        .toLowerCase(Locale.ROOT);
  }
}
