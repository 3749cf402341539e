package dev.liaison.crm.list;

import dev.liaison.crm.Caller;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Store;
import dev.liaison.crm.list.Histories.Point;
import dev.liaison.crm.search.IndexNotReady;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lists were over time. The sizes of static lists are counted as their members change; those
/// of dynamic ones when they are made and edited, when somebody asks, and once an hour. Safe for
/// concurrent use.
public final class ListHistory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ListHistory.class);

  private static final long FIRST_SECONDS = 60;
  private static final long PERIOD_SECONDS = 3_600;
  private static final long CLOSING_SECONDS = 10;

  private final Store store;
  private final Lists lists;
  private final InstantSource clock;

  private @Nullable ScheduledExecutorService timer;

  public ListHistory(Store store, Lists lists, InstantSource clock) {
    this.store = store;
    this.lists = lists;
    this.clock = clock;
  }

  /// The size of a list at a moment, in epoch milliseconds.
  public record Size(long size, long at) {}

  /// @param edits when the definition changed, ascending
  /// @param sizes what the size was when it changed; in front of them what it was at the start, and
  ///   behind them what it is now, where the list was there and now is no later than the end
  public record Between(List<Long> edits, List<Size> sizes) {}

  /// What a list was between two moments, both inclusive.
  ///
  /// @throws CrmException with [Problem.UnknownList]
  public Between between(Caller caller, long id, long start, long end) {
    RecordList list = lists.get(caller, id);
    long size = lists.size(caller, list);
    long now = clock.millis();
    note(caller, list, size, now);
    return store.read(
        caller.portal(),
        snapshot ->
            new Between(
                Histories.edits(snapshot, id).stream()
                    .filter(at -> at >= start && at <= end)
                    .toList(),
                sizes(Histories.points(snapshot, id), new Point(size, now), start, end)));
  }

  private static List<Size> sizes(List<Point> points, Point now, long start, long end) {
    var sizes = new ArrayList<Size>();
    Optional<Point> before =
        points.stream().filter(point -> point.at() < start).reduce((_, later) -> later);
    if (before.isPresent() && start <= now.at()) {
      sizes.add(new Size(before.get().size(), start));
    }
    points.stream()
        .filter(point -> point.at() >= start && point.at() <= end)
        .forEach(point -> sizes.add(new Size(point.size(), point.at())));
    boolean nowIn = now.at() >= start && now.at() <= end;
    if (nowIn && (sizes.isEmpty() || sizes.getLast().at() < now.at())) {
      sizes.add(new Size(now.size(), now.at()));
    }
    return sizes;
  }

  /// Looks at every dynamic list and keeps the sizes that are others than before.
  public void look(Caller caller) {
    for (RecordList list : lists.all(caller)) {
      if (list.dynamic()) {
        try {
          note(caller, list, lists.size(caller, list), clock.millis());
        } catch (CrmException e) {
          LOG.warn("the size of list {} is not known: {}", list.id(), e.problem());
        }
      }
    }
  }

  private void note(Caller caller, RecordList list, long size, long at) {
    boolean known =
        !list.dynamic()
            || store.read(
                caller.portal(), snapshot -> Tallies.of(snapshot, list.id()).size() == size);
    if (!known) {
      store.write(
          caller.portal(),
          tx -> {
            boolean still =
                StoredLists.find(tx, list.id())
                    .filter(found -> found.dynamic() && found.version() == list.version())
                    .isPresent();
            if (still) {
              Tallies.size(tx, list.id(), size, at);
            }
            return still;
          });
    }
  }

  /// Looks once an hour from now on.
  public void start(Caller caller) {
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("list-sizes").factory());
    var _ =
        executor.scheduleWithFixedDelay(
            () -> tryLook(caller), FIRST_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    timer = executor;
  }

  private void tryLook(Caller caller) {
    try {
      look(caller);
    } catch (IndexNotReady e) {
      LOG.debug("the sizes of lists are looked at in an hour: {}", e.toString());
    } catch (RuntimeException | Error e) {
      // What gets out of here would end all later looks without a word.
      LOG.error("the sizes of lists could not be looked at", e);
    }
  }

  @Override
  public void close() {
    ScheduledExecutorService running = timer;
    if (running != null) {
      running.shutdown();
      try {
        if (!running.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("a look at the sizes of lists has not ended");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
