package dev.liaison.store.rocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;

class NativeLibraryTest {

  @TempDir Path cache;

  @Test
  void isUnpackedOnceAndAgainWhenItIsNotWhole() throws IOException {
    Path directory = NativeLibrary.unpack(cache);
    Path library = onlyFile(directory);
    long size = Files.size(library);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(library, old);
    NativeLibrary.unpack(cache);
    assertEquals(old, Files.getLastModifiedTime(library));

    Files.write(library, new byte[] {1, 2, 3});
    NativeLibrary.unpack(cache);
    assertEquals(size, Files.size(onlyFile(directory)));
  }

  @Test
  void isNotUnpackedWhereNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(cache.resolve("file"), "");
    assertNull(NativeLibrary.unpack(file));
  }

  @Test
  void isInTheUsersCache() {
    assertEquals(
        Path.of("/a"),
        NativeLibrary.cacheDirectory(
            Map.of("LIAISON_CACHE", "/a", "XDG_CACHE_HOME", "/b"), "/home/x"));
    assertEquals(
        Path.of("/b"), NativeLibrary.cacheDirectory(Map.of("XDG_CACHE_HOME", "/b"), "/home/x"));
    assertNull(NativeLibrary.cacheDirectory(Map.of(), ""));
  }

  @Test
  void hasTheVersionThatItsDirectoryIsNamedAfter() {
    NativeLibrary.load();
    assertEquals(RocksDB.rocksdbVersion().toString(), NativeLibrary.VERSION);
  }

  private static Path onlyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      return all.getFirst();
    }
  }
}
