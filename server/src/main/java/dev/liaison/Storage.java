package dev.liaison;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the data is kept.
public sealed interface Storage {

  /// How a start tells it; says nothing of users and passwords.
  String shown();

  /// Where a command finds data that some server wrote.
  ///
  /// @throws CannotStart when there is no such place
  default void requireKept(String command) {
    switch (this) {
      case Memory() -> throw new CannotStart(command + ": nothing is kept in memory");
      case Directory(Path path) when !Files.isDirectory(path) ->
          throw new CannotStart("no data directory " + path);
      case Directory _, Postgres _ -> {}
    }
  }

  /// Where it outlives the process.
  sealed interface Lasting extends Storage {}

  /// Nowhere: it is gone when the process ends.
  record Memory() implements Storage {

    @Override
    public String shown() {
      return "in memory";
    }
  }

  /// In a directory of this machine.
  record Directory(Path path) implements Lasting {

    @Override
    public String shown() {
      return path.toString();
    }
  }

  /// In a PostgreSQL database, which other servers may serve too.
  ///
  /// @param url without user and password
  /// @param connections the most at once
  /// @param citus whether new tables are spread over a Citus cluster
  record Postgres(
      PostgresUrl url,
      Optional<String> user,
      Optional<String> password,
      int connections,
      boolean citus)
      implements Lasting {

    @Override
    public String shown() {
      return url.shown();
    }

    /// Without the password: this may end up in a log.
    @Override
    public String toString() {
      return url.shown();
    }
  }
}
