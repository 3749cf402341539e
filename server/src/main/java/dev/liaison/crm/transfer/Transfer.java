package dev.liaison.crm.transfer;

import dev.liaison.crm.LoggedChange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Copies everything from one store to another and compares the two. A copy that was cut off goes
/// on where its last addition ended, when it is begun again with the same two.
public final class Transfer {

  private static final int PAGE = 10_000;

  private final TransferSource from;
  private final TransferTarget to;
  private final Meter meter;
  private final int page;

  /// @param meter may be told by several threads
  public Transfer(TransferSource from, TransferTarget to, Meter meter) {
    this(from, to, meter, PAGE);
  }

  /// @param page the most items that are added at once
  Transfer(TransferSource from, TransferTarget to, Meter meter, int page) {
    this.from = from;
    this.to = to;
    this.meter = meter;
    this.page = page;
  }

  /// What was read for the next addition, and how far the copy is with it.
  private record Step(List<Item> items, Progress after) {}

  /// Copies what is not copied yet, then reads both sides. Only when they are the same the target
  /// becomes a store like any other.
  ///
  /// @throws TransferRefused when the two are not good for it
  public Comparison run() {
    Progress begun = begun();
    try (ExecutorService reader = Executors.newSingleThreadExecutor(this::thread)) {
      Progress copied = copy(begun, reader);
      Comparison found = compare(copied, reader);
      if (found.same()) {
        Marks now = from.marks();
        to.finish(new Marks(now.nextId(), Math.max(now.sequence(), copied.sequence())));
      }
      return found;
    }
  }

  private Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("liaison-copy-reader").unstarted(work);
  }

  private Progress begun() {
    if (from.identity().equals(to.identity())) {
      throw new TransferRefused(from.name() + " and " + to.name() + " are the same");
    }
    requireWhole(from);
    Optional<Progress> earlier = to.progress();
    if (earlier.isEmpty()) {
      requireEmpty();
      Progress start = Progress.start(from);
      to.begin(start);
      return start;
    }
    Progress progress = earlier.get();
    if (!progress.identity().equals(from.identity())) {
      throw new TransferRefused(
          "%s has a copy from %s that has not ended: go on with that, or empty it"
              .formatted(to.name(), progress.name()));
    }
    if (!progress.marks().equals(from.marks())) {
      throw new TransferRefused(
          "%s was written to since the copy into %s began: empty that and copy again"
              .formatted(from.name(), to.name()));
    }
    return progress;
  }

  /// Refuses a source into which a copy has not ended.
  ///
  /// @throws TransferRefused saying so
  public static void requireWhole(TransferSource from) {
    from.progress()
        .ifPresent(
            progress -> {
              throw new TransferRefused(progress.refusal(from.name()));
            });
  }

  private void requireEmpty() {
    for (Kind kind : Kind.values()) {
      if (!to.page(kind, TransferSource.START, 1).items().isEmpty()) {
        throw new TransferRefused(
            "%s has data (%s) that no copy put there: name an empty place"
                .formatted(to.name(), kind.shown()));
      }
    }
  }

  /// The next page is read while the one before is being added.
  private Progress copy(Progress begun, ExecutorService reader) {
    meter.begin("copying", begun.count(), estimate());
    Progress progress = begun;
    Future<Step> coming = read(progress, reader);
    while (progress.kind().isPresent()) {
      Kind kind = progress.kind().get();
      Step step = outcome(coming);
      progress = step.after();
      coming = read(progress, reader);
      if (!step.items().isEmpty()) {
        to.add(kind, step.items(), progress);
        meter.add(step.items().size());
      }
    }
    meter.end();
    return progress;
  }

  private long estimate() {
    long total = 0;
    for (Kind kind : Kind.values()) {
      total += from.estimate(kind);
    }
    return total;
  }

  private Future<Step> read(Progress progress, ExecutorService reader) {
    return reader.submit(() -> step(progress));
  }

  private Step step(Progress progress) {
    if (progress.kind().isEmpty()) {
      return new Step(List.of(), progress);
    }
    Kind kind = progress.kind().get();
    Page next = from.page(kind, progress.position(), page);
    List<Item> items = next.items();
    if (items.isEmpty()) {
      return new Step(items, progress.next());
    }
    Tally tally = progress.tally(kind).plus(items, new Fingerprint());
    return new Step(items, progress.after(next, tally, highestSequence(items)));
  }

  private static long highestSequence(List<Item> items) {
    long highest = 0;
    for (Item item : items) {
      highest =
          switch (item) {
            case Item.Version version -> Math.max(highest, version.sequence());
            case Item.Logged(_, LoggedChange change) -> Math.max(highest, change.sequence());
            case Item.Stored _, Item.Claim _, Item.Linked _, Item.Document _ -> highest;
          };
    }
    return highest;
  }

  private Comparison compare(Progress copied, ExecutorService reader) {
    meter.begin("checking", 0, 2 * copied.count());
    Future<Map<Kind, Tally>> source = reader.submit(() -> tallies(from));
    Map<Kind, Tally> target = tallies(to);
    var comparison = new Comparison(copied.tallies(), outcome(source), target);
    meter.end();
    return comparison;
  }

  private Map<Kind, Tally> tallies(TransferSource side) {
    Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    var fingerprint = new Fingerprint();
    for (Kind kind : Kind.values()) {
      Tally tally = Tally.NONE;
      Page next = side.page(kind, TransferSource.START, page);
      while (!next.items().isEmpty()) {
        tally = tally.plus(next.items(), fingerprint);
        meter.add(next.items().size());
        next = side.page(kind, next.position(), page);
      }
      tallies.put(kind, tally);
    }
    return tallies;
  }

  private static <T> T outcome(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> throw new IllegalStateException(e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
