package dev.liaison;

import java.nio.file.Path;
import java.util.Optional;

/// Where the data is kept.
public sealed interface Storage {

  /// How a start tells it; says nothing of users and passwords.
  String shown();

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
