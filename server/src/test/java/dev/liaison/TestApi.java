package dev.liaison;

import dev.liaison.access.Token;
import dev.liaison.control.Seed;
import dev.liaison.control.SeedFile;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Store;
import dev.liaison.crm.search.SearchIndex;
import dev.liaison.http.Granted;
import dev.liaison.http.Query;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.migration.LegacyCalls;
import dev.liaison.search.LuceneIndex;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/// The whole API over a real store, with a clock that is moved by hand, and without a socket.
public final class TestApi implements AutoCloseable {

  /// When seeded records are made: 1767225600000.
  public static final Instant START = Instant.parse("2026-01-01T00:00:00.000Z");

  public static final String TOKEN = "pat-test";

  public static final long PORTAL = 1;

  /// Read once: every test has an api of its own.
  private static final Catalogue CATALOGUE = Catalogue.hubspotDefined();

  private final Store store;
  private final ManualClock clock = new ManualClock();
  private final Api api;

  private static final class ManualClock extends Clock {
    private volatile Instant now = START;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /// @param settings values by the name in camel case, `lenientObjectType`
  public TestApi(Store store, Map<String, String> settings) {
    this(store, settings, LuceneIndex.inMemory(PORTAL), Runnable::run);
  }

  /// @param background runs imports and exports
  public TestApi(
      Store store, Map<String, String> settings, SearchIndex.Opening index, Executor background) {
    this.store = store;
    var byName = new TreeMap<String, String>();
    settings.forEach((name, value) -> byName.put(constant(name), value));
    Config config =
        Config.read(
            setting ->
                setting == Setting.MEMORY
                    ? "true"
                    : Optional.ofNullable(byName.remove(setting.name())).orElse(setting.standard));
    if (!byName.isEmpty()) {
      throw new IllegalArgumentException("no such settings: " + byName.keySet());
    }
    api = Api.over(store, CATALOGUE, config, clock, index, background);
  }

  /// Accepts [#TOKEN] with these scopes, or with all.
  public void grant(Optional<Set<String>> scopes) {
    Granted granted = scopes.<Granted>map(Granted.Only::new).orElseGet(Granted.All::new);
    api.tokens().add(TOKEN, new Token("test", granted, START));
  }

  /// Loads entries of the seed format.
  public void seed(JsonNode entries) {
    new Seed(store, api.crm().changes(), Caller.api(PORTAL))
        .load(
            new SeedFile(api.crm().catalogues().of(PORTAL).types(), START.toEpochMilli())
                .read(entries));
  }

  public void moveClock(long millis) {
    clock.now = clock.now.plusMillis(millis);
  }

  /// @param target path and query
  public Response call(String method, String target, Map<String, String> headers, byte[] body) {
    int question = target.indexOf('?');
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    return api.entry()
        .handle(
            new Request(
                method,
                question < 0 ? target : target.substring(0, question),
                Query.parse(question < 0 ? "" : target.substring(question + 1)),
                byName::get,
                () -> body));
  }

  /// Calls with [#TOKEN].
  ///
  /// @param body may be empty
  public Response call(String method, String target, String body) {
    return call(
        method,
        target,
        Map.of("Authorization", "Bearer " + TOKEN),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /// The JSON of a call that must go well; null where the answer has no body.
  public JsonNode json(String method, String target, String body) {
    Response response = call(method, target, body);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    if (response.status() / 100 != 2) {
      throw new AssertionError(target + " answers " + response.status() + ": " + text);
    }
    return text.isEmpty() ? NullNode.getInstance() : JsonMapper.shared().readTree(text);
  }

  /// The end of the change log.
  public long lastChange() {
    List<LoggedChange> all = changesAfter(0);
    return all.isEmpty() ? 0 : all.getLast().sequence();
  }

  public List<LoggedChange> changesAfter(long sequence) {
    return store.read(PORTAL, snapshot -> snapshot.changesAfter(sequence, Integer.MAX_VALUE));
  }

  /// The legacy calls as another server over the same store has them.
  public LegacyCalls moreLegacyCalls() {
    return new LegacyCalls(store, PORTAL, clock);
  }

  public Api api() {
    return api;
  }

  @Override
  public void close() {
    api.crm().close();
    store.close();
  }

  private static String constant(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
