package dev.liaison;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Where a server keeps its search index when nothing else is said: beside the data, or, of data in
/// a database, in the user's cache.
final class IndexDirectory {

  private IndexDirectory() {}

  /// Empty for one in memory.
  static Optional<Path> of(Storage storage, long portal, Map<String, String> environment) {
    return switch (storage) {
      case Storage.Memory() -> Optional.empty();
      case Storage.Directory(Path path) -> Optional.of(path.resolve("search").resolve("" + portal));
      case Storage.Postgres postgres ->
          Optional.of(
              cache(environment)
                  .resolve("liaison")
                  .resolve("search-" + name(postgres.url().jdbc(), portal)));
    };
  }

  private static Path cache(Map<String, String> environment) {
    String named = environment.getOrDefault("XDG_CACHE_HOME", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache")
        : Path.of(named).toAbsolutePath();
  }

  private static String name(String url, long portal) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((url + " " + portal).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
