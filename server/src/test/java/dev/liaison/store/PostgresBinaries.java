package dev.liaison.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of the PostgreSQL that Maven brings for this machine.
final class PostgresBinaries {

  /// Names a folder with another PostgreSQL, whose `bin` has `initdb` and `pg_ctl`.
  private static final String OTHER = "LIAISON_TEST_POSTGRES_HOME";

  private PostgresBinaries() {}

  /// The folder whose `bin` has them. Unpacked once into the system's temporary directory, where
  /// every later run finds them; several processes may ask at once.
  static Path home() throws IOException {
    String other = System.getenv().getOrDefault(OTHER, "");
    if (!other.isEmpty()) {
      return Path.of(other);
    }
    String name = "postgres-%s-%s.txz".formatted(system(), processor());
    URL packed = PostgresBinaries.class.getResource("/" + name);
    if (packed == null) {
      throw new IOException(
          "no "
              + name
              + " on the class path: server/pom.xml has no profile with a PostgreSQL for this"
              + " machine; install one and name its folder in "
              + OTHER);
    }
    Path home =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("liaison-%s-%s".formatted(System.getProperty("user.name"), jar(packed)));
    if (!Files.isDirectory(home)) {
      unpack(packed, home);
    }
    return home;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") && !system().equals("windows")
        ? "arm_64"
        : "x86_64";
  }

  /// The name of the jar, which has the version.
  private static String jar(URL packed) {
    String file = packed.getPath();
    String path = file.substring(0, file.lastIndexOf(".jar!"));
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void unpack(URL packed, Path home) throws IOException {
    Path partial = Files.createTempDirectory(home.getParent(), home.getFileName() + "-partial-");
    try {
      try (InputStream in = packed.openStream();
          var tar = new TarArchiveInputStream(new XZInputStream(in))) {
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
          unpack(entry, tar, partial.resolve(entry.getName()));
        }
      }
      share(partial);
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      // Another process was faster.
    } finally {
      delete(partial);
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean program = (entry.getMode() & 0100) != 0;
      allow(!program || target.toFile().setExecutable(true), target);
    }
  }

  /// Lets others than the one who unpacks them run the programs: when that is root, they do.
  private static void share(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        File file = path.toFile();
        allow(file.setReadable(true, false), path);
        allow(!file.canExecute() || file.setExecutable(true, false), path);
      }
    }
  }

  private static void allow(boolean done, Path path) throws IOException {
    if (!done) {
      throw new IOException("cannot change the permissions of " + path);
    }
  }

  /// Removes a folder with all that is in it, if it is there.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
