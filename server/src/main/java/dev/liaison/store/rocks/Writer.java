package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs write closures one after the other on a thread of its own and commits all that have come
/// meanwhile in one synced write: the order of the closures is the serial order, and no lock is
/// held while one waits for the disk. A caller hears of success only after the synced write of its
/// batch has returned. After a commit that failed no closure is run any more: the batch may come
/// back at the next start, and what is written on top of a state without it could then contradict
/// it. Safe for concurrent use.
final class Writer {

  /// Bounds of a batch, so that the first caller of it does not wait for ever and its form fits
  /// into memory.
  private static final int MOST_CALLS = 512;

  private static final int MOST_BYTES = 4 << 20;

  /// Takes the place of the queue when the store is closed.
  private static final Call<Object> CLOSED =
      new Call<>(
          _ -> {
            throw new IllegalStateException();
          },
          Thread.currentThread());

  private final PendingWrites pending;
  private final Views views;
  private final Thread thread;

  /// The calls that wait, newest first.
  private final AtomicReference<@Nullable Call<?>> arrivals = new AtomicReference<>();

  private volatile boolean idle;

  /// The commit that failed, if one has. Set by the writer thread only.
  private volatile @Nullable WriteInDoubt broken;

  private static final class Call<T> {
    private final Function<PendingWrites, T> work;
    private final Thread caller;
    private @Nullable Call<?> next;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean done;

    Call(Function<PendingWrites, T> work, Thread caller) {
      this.work = work;
      this.caller = caller;
    }

    void run(PendingWrites pending) {
      try {
        result = work.apply(pending);
        pending.keep();
      } catch (Throwable e) {
        pending.drop();
        failure = e;
      }
    }

    void finish() {
      done = true;
      LockSupport.unpark(caller);
    }

    void fail(RuntimeException reason) {
      failure = reason;
      finish();
    }

    /// Also for a closure that failed by itself: it has nothing in the batch, but may have failed
    /// over what another one has.
    void failCommit(RuntimeException reason) {
      boolean inBatch = failure == null;
      fail(inBatch ? reason : new StoreUnavailable("the writes before it failed", reason));
    }
  }

  Writer(PendingWrites pending, Views views) {
    this.pending = pending;
    this.views = views;
    this.thread = Thread.ofPlatform().daemon().name("liaison-store-writer").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /// Runs the closure in its turn and returns what it returned after all its writes are durable.
  <T> T run(Function<PendingWrites, T> work) {
    if (isRunningCaller()) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    Call<T> call = new Call<>(work, Thread.currentThread());
    Call<?> before;
    do {
      before = arrivals.get();
      if (before == CLOSED) {
        throw closed();
      }
      call.next = before;
    } while (!arrivals.compareAndSet(before, call));
    if (idle) {
      LockSupport.unpark(thread);
    }
    awaitDone(call);
    return outcome(call);
  }

  /// @throws StoreUnavailable when writes are taken no more
  void check() {
    WriteInDoubt doubt = broken;
    if (doubt != null) {
      throw noMoreWrites(doubt);
    }
    if (arrivals.get() == CLOSED) {
      throw closed();
    }
  }

  /// Whether the caller is a closure of this writer.
  boolean isRunningCaller() {
    return Thread.currentThread() == thread;
  }

  /// Lets the batch in progress finish, fails the calls that wait, and ends the thread. May be
  /// called more than once.
  void close() {
    Call<?> waiting = arrivals.getAndSet(CLOSED);
    if (waiting != CLOSED) {
      failAll(inOrder(waiting), closed());
    }
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (true) {
      Call<?> queue = takeArrivals();
      if (queue == CLOSED) {
        pending.reset();
        return;
      }
      while (queue != null) {
        queue = runBatch(queue);
      }
    }
  }

  private @Nullable Call<?> takeArrivals() {
    while (true) {
      Call<?> newest = arrivals.get();
      if (newest == CLOSED) {
        return CLOSED;
      }
      if (newest != null) {
        if (arrivals.compareAndSet(newest, null)) {
          return inOrder(newest);
        }
        continue;
      }
      idle = true;
      // A caller that added itself before it could see `idle` is found here.
      if (arrivals.get() == null) {
        LockSupport.park(this);
      }
      idle = false;
    }
  }

  /// Runs and commits the first calls of a queue and returns the rest of it.
  private @Nullable Call<?> runBatch(Call<?> queue) {
    WriteInDoubt doubt = broken;
    if (doubt != null || arrivals.get() == CLOSED) {
      failAll(queue, doubt == null ? closed() : noMoreWrites(doubt));
      return null;
    }
    Call<?> rest = queue;
    for (int calls = 0;
        rest != null && calls < MOST_CALLS && pending.bytes() < MOST_BYTES;
        calls++) {
      rest.run(pending);
      rest = rest.next;
    }
    RuntimeException failure = commit();
    Call<?> call = queue;
    while (call != null && call != rest) {
      Call<?> following = call.next;
      if (failure == null) {
        call.finish();
      } else {
        call.failCommit(failure);
      }
      call = following;
    }
    return rest;
  }

  /// Null when the batch is durable.
  private @Nullable RuntimeException commit() {
    try {
      pending.commit();
    } catch (WriteInDoubt e) {
      broken = e;
      return e;
    } catch (Throwable e) {
      return new StoreUnavailable("the batch could not be built", e);
    }
    views.advance();
    return null;
  }

  private static void awaitDone(Call<?> call) {
    boolean interrupted = false;
    while (!call.done) {
      LockSupport.park(call);
      // An interrupt does not take a write back, and would turn the wait into a busy one.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T outcome(Call<T> call) {
    return switch (call.failure) {
      case null -> call.result;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    };
  }

  private static void failAll(@Nullable Call<?> queue, StoreUnavailable reason) {
    Call<?> call = queue;
    while (call != null) {
      Call<?> following = call.next;
      call.fail(reason);
      call = following;
    }
  }

  private static @Nullable Call<?> inOrder(@Nullable Call<?> newest) {
    Call<?> ordered = null;
    Call<?> call = newest;
    while (call != null) {
      Call<?> older = call.next;
      call.next = ordered;
      ordered = call;
      call = older;
    }
    return ordered;
  }

  private static StoreUnavailable noMoreWrites(WriteInDoubt doubt) {
    return new StoreUnavailable("a write failed; no more are taken until the next start", doubt);
  }

  private static StoreUnavailable closed() {
    return new StoreUnavailable("the store is closed");
  }
}
