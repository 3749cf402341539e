package dev.liaison.store.rocks;

import dev.liaison.crm.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The directory that everything a server keeps is in. Its file `FORMAT` says that it is one and
/// how its content is to be read; it is looked at before anything else is.
final class DataDirectory {

  private static final int FORMAT = 1;
  private static final String FORMAT_FILE = "FORMAT";
  private static final String NEW_FORMAT_FILE = "FORMAT.new";
  private static final Pattern FORMAT_LINE = Pattern.compile("liaison-data (\\d{1,9})\\s*");

  private final Path directory;

  /// What this start made, outermost first.
  private final List<Path> made = new ArrayList<>();

  private DataDirectory(Path directory) {
    this.directory = directory;
  }

  /// Checks the directory and makes it if it is missing.
  ///
  /// @throws StoreOpenException when it cannot be used; nothing was changed then
  static DataDirectory prepare(Path directory) {
    DataDirectory prepared = new DataDirectory(directory);
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new StoreOpenException(directory + " is not a directory");
      }
      if (isEmpty(directory)) {
        prepared.create();
      } else {
        check(directory);
      }
      return prepared;
    } catch (IOException e) {
      var failure = new StoreOpenException(directory + " cannot be used: " + reason(e), e);
      prepared.takeBack(failure);
      throw failure;
    }
  }

  /// Whether there is something in it, Liaison's or not.
  static boolean hasContent(Path directory) {
    try {
      return Files.exists(directory) && (!Files.isDirectory(directory) || !isEmpty(directory));
    } catch (IOException e) {
      throw new StoreOpenException(directory + " cannot be used: " + reason(e), e);
    }
  }

  /// The place of the database in it.
  Path database() {
    return directory.resolve("rocks");
  }

  /// Removes what this start made, after the database in it did not open; nothing when another
  /// start has come in between and uses it.
  ///
  /// @param failure gets what goes wrong here added
  void takeBack(Throwable failure) {
    try {
      if (made.contains(database()) && !empty(database())) {
        return;
      }
      for (Path path : made.reversed()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// False when another process has the database open. Its lock is held until its last file is
  /// gone.
  private static boolean empty(Path database) throws IOException {
    Path lock = database.resolve("LOCK");
    try (FileChannel file =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = file.tryLock();
        Stream<Path> content = Files.list(database)) {
      if (held == null) {
        return false;
      }
      for (Path path : content.toList()) {
        Files.delete(path);
      }
      return true;
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> content = Files.list(directory)) {
      // What an interrupted first start leaves does not count.
      return content.allMatch(file -> file.endsWith(NEW_FORMAT_FILE));
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static void check(Path directory) throws IOException {
    String content;
    try {
      content = Files.readString(directory.resolve(FORMAT_FILE), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new StoreOpenException(
          directory + " is not a Liaison data directory: it has files but no " + FORMAT_FILE, e);
    }
    Matcher line = FORMAT_LINE.matcher(content);
    if (!line.matches()) {
      throw new StoreOpenException(
          directory
              + " is not a Liaison data directory: its "
              + FORMAT_FILE
              + " file does not say `liaison-data "
              + FORMAT
              + "`");
    }
    int found = Integer.parseInt(line.group(1));
    if (found != FORMAT) {
      throw new StoreOpenException(
          directory
              + " has data of format "
              + found
              + ", this version of Liaison reads format "
              + FORMAT);
    }
  }

  private void create() throws IOException {
    makeDirectory(directory.toAbsolutePath());
    Path draft = directory.resolve(NEW_FORMAT_FILE);
    made.add(draft);
    Files.writeString(draft, "liaison-data " + FORMAT + "\n");
    try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Path format = directory.resolve(FORMAT_FILE);
    Files.move(draft, format, StandardCopyOption.ATOMIC_MOVE);
    made.add(format);
    try {
      Files.createDirectory(database());
    } catch (FileAlreadyExistsException _) {
      // Another start was faster: nothing here is this one's to take back.
      made.clear();
      return;
    }
    made.add(database());
    force(directory);
  }

  private void makeDirectory(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      makeDirectory(parent);
    }
    try {
      Files.createDirectory(path);
      made.add(path);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
    if (parent != null) {
      force(parent);
    }
  }

  /// Makes the names in a directory durable: RocksDB does that for what is in its own only.
  private static void force(Path directory) throws IOException {
    FileChannel names;
    try {
      names = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException _) {
      // Windows opens no directories, and keeps their names by itself. One that may be written to
      // but not read cannot be synced.
      return;
    }
    try (names) {
      names.force(true);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getReason() + " (" + fault.getFile() + ")";
    }
    return String.valueOf(e.getMessage());
  }
}
