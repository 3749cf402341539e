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

  /// What is not in the store yet.
  private final Map<LegacyCall.Key, LegacyCall> pending = new ConcurrentHashMap<>();

  /// Held by the one who writes.
  private final ReentrantLock writing = new ReentrantLock();

  private @Nullable ScheduledExecutorService timer;

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
    // The first call of a period is its example: another one more would cost each request.
    LegacyCall known = pending.get(key);
    SuccessorCall example = known == null ? example(request, succession) : known.example();
    pending.merge(
        key, new LegacyCall(key, 1, now, now, succession.successor(), example), LegacyCall::and);
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
      var counted = new HashMap<LegacyCall.Key, LegacyCall>();
      for (LegacyCall.Key key : List.copyOf(pending.keySet())) {
        LegacyCall calls = pending.remove(key);
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

  private void write(Map<LegacyCall.Key, LegacyCall> counted) {
    try {
      store.write(
          portal,
          tx -> {
            counted.forEach(
                (key, calls) -> {
                  String name = key.document();
                  LegacyCall sum =
                      tx.document(DOCUMENTS, name)
                          .map(content -> LegacyCall.of(content).and(calls))
                          .orElse(calls);
                  tx.putDocument(DOCUMENTS, name, sum.document());
                });
            return true;
          });
    } catch (RuntimeException e) {
      counted.forEach((key, calls) -> pending.merge(key, calls, LegacyCall::and));
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
      pending.forEach((key, calls) -> all.merge(key, calls, LegacyCall::and));
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
