package dev.liaison.access;

import dev.liaison.http.Granted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The token that the first start makes, and where the data is a directory, the file there that
/// only its owner can read.
public final class FirstToken {

  private static final String NAME = "first";

  private FirstToken() {}

  /// What to tell the person who starts the server.
  public sealed interface Notice {
    /// A new token; show it.
    record New(String token, Optional<Path> file) implements Notice {}

    /// It was made earlier and is in this file.
    record InFile(Path file) implements Notice {}

    /// It was made earlier, and no file has it.
    record NoFile() implements Notice {}

    /// The person gave it.
    record Given() implements Notice {}
  }

  /// Accepts the token that the person gave, for as long as the process runs.
  public static Notice given(Tokens tokens, String token) {
    tokens.addForNow(token, allScopes(tokens, "given"));
    return new Notice.Given();
  }

  /// Makes one that lives as long as the process.
  public static Notice inMemory(Tokens tokens) {
    String token = Tokens.random();
    tokens.addForNow(token, allScopes(tokens, NAME));
    return new Notice.New(token, Optional.empty());
  }

  /// Makes one if there never was one, also if it was revoked since. The file is written first, so
  /// that a crash in between leaves a token that the next start takes up.
  ///
  /// @throws UncheckedIOException when the file cannot be written or read
  public static Notice inDirectory(Tokens tokens, Path directory) {
    Path file = directory.resolve("token");
    if (tokens.firstWasMade()) {
      return Files.exists(file) ? new Notice.InFile(file) : new Notice.NoFile();
    }
    try {
      String left = Files.exists(file) ? Files.readString(file).strip() : "";
      String token = left.isEmpty() ? Tokens.random() : left;
      if (left.isEmpty()) {
        write(file, token);
      }
      return tokens.addFirst(token, allScopes(tokens, NAME))
          ? new Notice.New(token, Optional.of(file))
          : new Notice.InFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the token in " + file, e);
    }
  }

  /// Makes one if the deployment never had one, also if it was revoked since. It is told here and
  /// now only: of servers that start at the same time, one makes it.
  public static Notice inStore(Tokens tokens) {
    String token = Tokens.random();
    boolean first = !tokens.firstWasMade() && tokens.addFirst(token, allScopes(tokens, NAME));
    return first ? new Notice.New(token, Optional.empty()) : new Notice.NoFile();
  }

  private static Token allScopes(Tokens tokens, String name) {
    return new Token(name, new Granted.All(), tokens.clock().instant());
  }

  /// The file has its mode from its first moment on, and its name only when it is on the disk.
  private static void write(Path file, String token) throws IOException {
    Path draft = file.resolveSibling("token.draft");
    Files.deleteIfExists(draft);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(draft, options, ownerOnly)) {
      channel.write(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
