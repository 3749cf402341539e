package dev.liaison.store.rocks;

import dev.liaison.crm.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

  private DataDirectory() {}

  /// Checks the directory, makes it if it is missing, and names the place of the database in it.
  ///
  /// @throws StoreOpenException when it cannot be used; nothing was changed then
  static Path prepare(Path directory) {
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new StoreOpenException(directory + " is not a directory");
      }
      if (isEmpty(directory)) {
        create(directory);
      } else {
        check(directory);
      }
      return directory.resolve("rocks");
    } catch (IOException e) {
      throw new StoreOpenException(directory + " cannot be used: " + reason(e), e);
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

  private static void create(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path draft = directory.resolve(NEW_FORMAT_FILE);
    Files.writeString(draft, "liaison-data " + FORMAT + "\n");
    try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(draft, directory.resolve(FORMAT_FILE), StandardCopyOption.ATOMIC_MOVE);
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
