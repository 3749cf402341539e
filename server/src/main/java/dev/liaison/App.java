package dev.liaison;

import dev.liaison.access.Authentication;
import dev.liaison.access.FirstToken;
import dev.liaison.access.ScopeCheck;
import dev.liaison.access.Tokens;
import dev.liaison.crm.Store;
import dev.liaison.http.Families;
import dev.liaison.http.Pipeline;
import dev.liaison.http.Route;
import dev.liaison.http.Routes;
import dev.liaison.limits.RateLimits;
import dev.liaison.server.HelidonServer;
import dev.liaison.store.rocks.RocksStore;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Clock;
import java.util.List;

/// The whole program, put together.
public final class App implements AutoCloseable {

  private final Store store;
  private final Tokens tokens;
  private final FirstToken.Notice notice;
  private final HelidonServer server;

  /// Opens the data, loads the seed and starts to listen.
  ///
  /// @throws CannotStart when the port cannot be had
  public static App start(Config config) {
    return start(config, open(config));
  }

  /// The same over a store that is open; the server closes it.
  public static App start(Config config, Store store) {
    try {
      return new App(config, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private App(Config config, Store store) {
    this.store = store;
    var clock = Clock.systemUTC();
    tokens = Tokens.load(store, config.portal(), clock);
    notice = firstToken(config, tokens);

    // MERGE: the core's services, then the seed: config.seed().ifPresent(new Seed(...)::load).

    // MERGE: new LegacyErrors(), new ModernErrors(), and the dialects' route tables.
    var families = new Families(new PlainErrors(), new PlainErrors());
    List<Route> routes = List.of();

    var pipeline =
        new Pipeline(
            new Routes(routes),
            families,
            config.sunset(),
            List.of(
                new Authentication(tokens, families.legacy(), config.legacyQueryCredentials()),
                new ScopeCheck(),
                new RateLimits(config.rateLimit(), config.dailyLimit(), clock)));
    server = listen(config, pipeline);
  }

  /// The store that the settings name.
  ///
  /// @throws dev.liaison.crm.StoreOpenException when it cannot be opened
  static Store open(Config config) {
    return config.data().map(RocksStore::open).orElseGet(RocksStore::inMemory);
  }

  private static FirstToken.Notice firstToken(Config config, Tokens tokens) {
    if (config.token().isPresent()) {
      return FirstToken.given(tokens, config.token().get());
    }
    try {
      return config
          .data()
          .map(directory -> FirstToken.inDirectory(tokens, directory))
          .orElseGet(() -> FirstToken.inMemory(tokens));
    } catch (UncheckedIOException e) {
      throw new CannotStart(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  private static HelidonServer listen(Config config, Pipeline pipeline) {
    try {
      return HelidonServer.start(config.host(), config.port(), pipeline);
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
    return tokens;
  }

  /// What to tell about the token of the first start.
  public FirstToken.Notice notice() {
    return notice;
  }

  /// Lets requests in flight finish, then closes the store.
  @Override
  public void close() {
    server.stop();
    store.close();
  }
}
