package dev.liaison.migration;

import dev.liaison.crm.Store;
import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Succession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts legacy calls: in memory while they are made, and from time to time added to what the
/// store has, so that no request waits for it and several servers over one store add up. Safe for
/// concurrent use.
public final class LegacyCalls implements Filter, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LegacyCalls.class);

  private static final String DOCUMENTS = "legacy-call";

  private static final long PERIOD_SECONDS = 5;

  /// Different calls kept between two writes, and the client of those beyond: a client may say of
  /// itself what it likes.
  private static final int MAX_KEYS = 1_000;

  private static final String OTHERS = "(others)";

  private static final int MAX_CLIENT = 120;

  private final Store store;
  private final long portal;
  private final InstantSource clock;

  /// Longer bodies are passed over: an example shows a form, not data.
  private static final int MAX_BODY = 20_000;

  /// What is not in the store yet.
  private final Map<LegacyCall.Key, Counted> pending = new ConcurrentHashMap<>();

  /// Held by the one who writes.
  private final ReentrantLock writing = new ReentrantLock();

  private @Nullable ScheduledExecutorService timer;

  /// Calls since the last write, and the last of them, from which an example is made only when it
  /// is asked for.
  private record Counted(
      long count, long firstAt, long lastAt, Request last, Succession succession) {

    Counted and(Counted later) {
      return new Counted(count + later.count, firstAt, later.lastAt, later.last, later.succession);
    }

    LegacyCall of(LegacyCall.Key key) {
      return new LegacyCall(
          key, count, firstAt, lastAt, succession.successor(), example(last, succession));
    }
  }

  public LegacyCalls(Store store, long portal, InstantSource clock) {
    this.store = store;
    this.portal = portal;
    this.clock = clock;
  }

  /// Writes every few seconds from now on.
  public void start() {
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("legacy-calls").factory());
    var _ =
        executor.scheduleWithFixedDelay(
            this::tryWrite, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    timer = executor;
  }

  /// Counts the call once it is answered, whatever the answer.
  @Override
  public Response apply(Request request, Handler next) {
    Succession succession = request.route().deprecation();
    if (succession == null || !request.method().equals(request.route().method())) {
      return next.handle(request);
    }
    try {
      return next.handle(request);
    } finally {
      count(request, succession);
    }
  }

  private void count(Request request, Succession succession) {
    String route = request.method() + " " + request.route().template();
    var key = new LegacyCall.Key(request.grant().app(), route, client(request));
    if (pending.size() >= MAX_KEYS && !pending.containsKey(key)) {
      key = new LegacyCall.Key(key.app(), route, OTHERS);
    }
    long now = clock.millis();
    pending.merge(key, new Counted(1, now, now, request.kept(MAX_BODY), succession), Counted::and);
  }

  private static SuccessorCall example(Request request, Succession succession) {
    try {
      return SuccessorCall.of(request, succession);
    } catch (RefusalException e) {
      // A request that says nothing of use has no successor of its own.
      return SuccessorCall.of(succession);
    } catch (RuntimeException e) {
      // The answer matters more than the report on it.
      LOG.error("no example for {}", request.route().template(), e);
      return SuccessorCall.of(succession);
    }
  }

  /// What the client calls itself, as one short line.
  private static String client(Request request) {
    String text = request.header("User-Agent").orElse("").strip();
    String line = text.length() > MAX_CLIENT ? text.substring(0, MAX_CLIENT) : text;
    boolean printable = line.chars().allMatch(c -> c >= ' ' && c < 127);
    return printable ? line : line.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private void tryWrite() {
    try {
      write();
    } catch (RuntimeException e) {
      LOG.warn("legacy calls are not written: {}", e.toString());
    }
  }

  /// Adds what was counted to what the store has.
  public void write() {
    writing.lock();
    try {
      var counted = new HashMap<LegacyCall.Key, Counted>();
      for (LegacyCall.Key key : List.copyOf(pending.keySet())) {
        Counted calls = pending.remove(key);
        if (calls != null) {
          counted.put(key, calls);
        }
      }
      if (!counted.isEmpty()) {
        write(counted);
      }
    } finally {
      writing.unlock();
    }
  }

  private void write(Map<LegacyCall.Key, Counted> counted) {
    try {
      var news = new ArrayList<LegacyCall>();
      counted.forEach((key, calls) -> news.add(calls.of(key)));
      store.write(
          portal,
          tx -> {
            news.forEach(
                calls -> {
                  String name = calls.key().document();
                  LegacyCall sum =
                      tx.document(DOCUMENTS, name)
                          .map(content -> LegacyCall.of(content).and(calls))
                          .orElse(calls);
                  tx.putDocument(DOCUMENTS, name, sum.document());
                });
            return true;
          });
    } catch (RuntimeException e) {
      // What was counted meanwhile came later.
      counted.forEach(
          (key, calls) -> pending.merge(key, calls, (later, earlier) -> earlier.and(later)));
      throw e;
    }
  }

  /// All calls, those of other servers up to their last write, the newest first.
  public List<LegacyCall> all() {
    var all = new HashMap<LegacyCall.Key, LegacyCall>();
    writing.lock();
    try {
      store
          .read(portal, snapshot -> snapshot.documents(DOCUMENTS))
          .values()
          .forEach(
              content -> {
                LegacyCall calls = LegacyCall.of(content);
                all.put(calls.key(), calls);
              });
      pending.forEach((key, calls) -> all.merge(key, calls.of(key), LegacyCall::and));
    } finally {
      writing.unlock();
    }
    var sorted = new ArrayList<>(all.values());
    sorted.sort(
        Comparator.comparingLong(LegacyCall::lastAt)
            .reversed()
            .thenComparing(call -> call.key().route())
            .thenComparing(call -> call.key().client()));
    return sorted;
  }

  /// Writes what is left; to be called when no more requests come.
  @Override
  public void close() {
    ScheduledExecutorService running = timer;
    if (running != null) {
      running.shutdown();
    }
    tryWrite();
  }
}
