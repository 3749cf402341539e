package dev.liaison;

import dev.liaison.access.FirstToken;
import dev.liaison.access.Tokens;
import dev.liaison.control.Seed;
import dev.liaison.control.SeedException;
import dev.liaison.control.SeedFile;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Store;
import dev.liaison.crm.search.SearchIndex;
import dev.liaison.crm.transfer.TransferSource;
import dev.liaison.crm.transfer.TransferTarget;
import dev.liaison.search.LuceneIndex;
import dev.liaison.server.HelidonServer;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresOptions.Sharding;
import dev.liaison.store.postgres.PostgresStore;
import dev.liaison.store.postgres.PostgresTransfer;
import dev.liaison.store.rocks.RocksStore;
import dev.liaison.store.rocks.RocksTransfer;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The whole program, put together.
public final class App implements AutoCloseable {

  private final Store store;
  private final Api api;
  private final FirstToken.Notice notice;
  private final HelidonServer server;

  /// Opens the data, loads the seed and starts to listen.
  ///
  /// @throws CannotStart when the port cannot be had
  public static App start(Config config) {
    listening(config, () -> HelidonServer.requireFree(config.host(), config.port()));
    // Reading the catalogue and opening the data take the longest of a start.
    var catalogue = CompletableFuture.supplyAsync(Catalogue::hubspotDefined);
    Store store = open(config);
    try {
      return new App(config, store, catalogue.join());
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private App(Config config, Store store, Catalogue catalogue) {
    this.store = store;
    api =
        Api.over(
            store, catalogue, config, Clock.systemUTC(), index(config), Thread::startVirtualThread);
    config.seed().ifPresent(file -> seed(config, file));
    notice = firstToken(config, api.tokens());
    api.legacyCalls().start();
    server =
        listening(config, () -> HelidonServer.start(config.host(), config.port(), api.entry()));
    api.crm().searches().start();
    api.crm().listHistory().start(Caller.api(config.portal()));
  }

  /// The store that the settings name.
  ///
  /// @throws dev.liaison.crm.StoreOpenException when it cannot be opened
  static Store open(Config config) {
    return switch (config.storage()) {
      case Storage.Memory() -> RocksStore.inMemory();
      case Storage.Directory(Path path) -> RocksStore.open(path);
      case Storage.Postgres postgres -> PostgresStore.open(options(postgres));
    };
  }

  private static SearchIndex.Opening index(Config config) {
    return config
        .index()
        .map(path -> LuceneIndex.in(path, config.portal()))
        .orElseGet(() -> LuceneIndex.inMemory(config.portal()));
  }

  /// The place to copy from.
  ///
  /// @throws dev.liaison.crm.StoreOpenException when it cannot be opened
  static TransferSource source(Storage.Lasting place) {
    return switch (place) {
      case Storage.Directory(Path path) -> RocksTransfer.source(path);
      case Storage.Postgres postgres -> PostgresTransfer.source(options(postgres));
    };
  }

  /// The place to copy to.
  ///
  /// @throws dev.liaison.crm.StoreOpenException when it cannot be opened
  static TransferTarget target(Storage.Lasting place) {
    return switch (place) {
      case Storage.Directory(Path path) -> RocksTransfer.target(path);
      case Storage.Postgres postgres -> PostgresTransfer.target(options(postgres));
    };
  }

  private static PostgresOptions options(Storage.Postgres postgres) {
    return new PostgresOptions(
        postgres.url().jdbc(),
        postgres.user(),
        postgres.password(),
        postgres.connections(),
        postgres.citus() ? Sharding.CITUS : Sharding.NONE);
  }

  private static FirstToken.Notice firstToken(Config config, Tokens tokens) {
    if (config.token().isPresent()) {
      return FirstToken.given(tokens, config.token().get());
    }
    try {
      return switch (config.storage()) {
        case Storage.Memory() -> FirstToken.inMemory(tokens);
        case Storage.Directory(Path path) -> FirstToken.inDirectory(tokens, path);
        case Storage.Postgres _ -> FirstToken.inStore(tokens);
      };
    } catch (UncheckedIOException e) {
      throw new CannotStart(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  private void seed(Config config, Path file) {
    var seed = new Seed(store, api.crm().changes(), Caller.api(config.portal()));
    if (!seed.storeIsEmpty()) {
      throw new CannotStart("--seed loads into an empty store only; this one has data");
    }
    try {
      var reader =
          new SeedFile(
              api.crm().catalogues().of(config.portal()).types(), System.currentTimeMillis());
      seed.load(reader.read(file));
    } catch (SeedException e) {
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  /// The address is asked for before the data is opened, seeded and given a token, so that a start
  /// that fails has changed nothing.
  private static <T> T listening(Config config, Supplier<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException e) {
      String reason =
          e.getCause() instanceof BindException bind ? bind.getMessage() : "" + e.getCause();
      throw new CannotStart(
          "cannot listen on %s:%d: %s (--port 0 takes a free port)"
              .formatted(config.host(), config.port(), reason),
          e);
    }
  }

  /// The port it got.
  public int port() {
    return server.port();
  }

  public Tokens tokens() {
    return api.tokens();
  }

  /// What to tell about the token of the first start.
  public FirstToken.Notice notice() {
    return notice;
  }

  /// Lets requests in flight finish, then closes the store.
  @Override
  public void close() {
    server.stop();
    api.legacyCalls().close();
    api.crm().close();
    store.close();
  }
}
