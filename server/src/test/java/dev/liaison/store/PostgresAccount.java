package dev.liaison.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// As whom the tests' PostgreSQL runs. It refuses to run as root, whom tests in a container are.
///
/// @param words come before a command and run it as that user
/// @param owner whose the server's files must be; empty when they stay with who makes them
record PostgresAccount(List<String> words, Optional<UserPrincipal> owner) {

  /// Instead of root. The first two need the right to change the user, which root can lack in a
  /// container; the last needs user namespaces, which can be forbidden there.
  private static List<PostgresAccount> others(Path folder) throws IOException {
    var nobody =
        Optional.of(
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    return List.of(
        new PostgresAccount(
            List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"), nobody),
        new PostgresAccount(List.of("runuser", "-u", "nobody", "--"), nobody),
        new PostgresAccount(List.of("unshare", "--user", "--"), Optional.empty()));
  }

  /// The account that can run what is in `home`; the folder, which was made just now, becomes its
  /// own.
  static PostgresAccount owning(Path folder, Path home) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        || !Files.getAttribute(folder, "unix:uid").equals(0)) {
      return new PostgresAccount(List.of(), Optional.empty());
    }
    UserPrincipal root = Files.getOwner(folder);
    var failures = new ArrayList<String>();
    for (PostgresAccount account : others(folder)) {
      String failure = account.failure(folder, home);
      if (failure.isEmpty()) {
        return account;
      }
      failures.add(failure);
      Files.setOwner(folder, root);
    }
    throw new IOException(
        "it does not run as root, and no way was found to run it as another user:\n"
            + String.join("\n", failures));
  }

  /// Makes a file its own.
  void own(Path file) throws IOException {
    if (owner.isPresent()) {
      Files.setOwner(file, owner.get());
    }
  }

  /// Makes the folder its own. Why it cannot run the server there; empty when it can.
  private String failure(Path folder, Path home) {
    var command = new ArrayList<>(words);
    command.addAll(List.of(home.resolve("bin/postgres").toString(), "--version"));
    String said;
    try {
      own(folder);
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.onExit().join().exitValue() == 0) {
        return "";
      }
    } catch (IOException e) {
      said = e.toString();
    }
    return String.join(" ", command) + ": " + said.strip();
  }
}
