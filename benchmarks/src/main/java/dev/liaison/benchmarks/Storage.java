package dev.liaison.benchmarks;

import dev.liaison.crm.Store;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import dev.liaison.store.rocks.RocksStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the data of a measurement is. Told to other processes by their environment, as the server
/// takes it: a command line shows a password to everybody on the machine.
sealed interface Storage {

  String DATA = "LIAISON_DATA";
  String POSTGRES = "LIAISON_POSTGRES";

  /// The embedded store, in a directory.
  record Directory(Path path) implements Storage {
    @Override
    public Store open() {
      return RocksStore.open(path);
    }

    @Override
    public Map<String, String> environment() {
      return Map.of(DATA, path.toString());
    }
  }

  /// A PostgreSQL database; the URL has user and password.
  record Database(String url) implements Storage {
    @Override
    public Store open() {
      return PostgresStore.open(new PostgresOptions(url));
    }

    @Override
    public Map<String, String> environment() {
      return Map.of(POSTGRES, url);
    }

    /// The same with a parameter of the driver.
    Database with(String parameter, String value) {
      return new Database(
          url
              + (url.contains("?") ? "&" : "?")
              + parameter
              + "="
              + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  Store open();

  Map<String, String> environment();

  /// What the process was told that this is in.
  static Storage ofThisProcess() {
    return Optional.ofNullable(System.getenv(POSTGRES))
        .<Storage>map(Database::new)
        .orElseGet(() -> new Directory(Path.of(System.getenv().getOrDefault(DATA, "data"))));
  }
}
