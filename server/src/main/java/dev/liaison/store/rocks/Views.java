package dev.liaison.store.rocks;

import dev.liaison.crm.StoreUnavailable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Hands out views of the committed data. A view is taken once between two commits, by the first
/// reader; the others add themselves to its count. A commit moves the generation on before its
/// callers hear of it, so a read that starts after an acknowledged write sees the write. The counts
/// are also what keeps [#close] from closing the database under a reader. Safe for concurrent use.
final class Views {

  private final Database database;
  private final AtomicReference<@Nullable View> newest = new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition gone = lock.newCondition();
  private volatile long generation;
  private int open;
  private boolean closed;

  Views(Database database) {
    this.database = database;
  }

  /// The newest view, held for the caller, who releases it.
  View acquire() {
    View view = newest.get();
    return view != null && view.generation() == generation && view.hold() ? view : renew();
  }

  /// Tells that the data has changed. Called by the writer thread only.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void advance() {
    generation++;
    View stale = newest.get();
    // A view that nobody reads must not keep old versions of the data alive until the next reader
    // comes.
    if (stale != null && newest.compareAndSet(stale, null)) {
      stale.release();
    }
  }

  /// Gives out no more views and waits until those that are out have come back. False when it was
  /// called before.
  boolean close() {
    lock.lock();
    try {
      boolean first = !closed;
      closed = true;
      dropNewest();
      while (open > 0) {
        gone.awaitUninterruptibly();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  private View renew() {
    lock.lock();
    try {
      if (closed) {
        throw new StoreUnavailable("the store is closed");
      }
      View view = newest.get();
      // Read before the snapshot is taken: a commit in between makes the view stale, never the
      // other way round.
      long now = generation;
      if (view != null && view.generation() == now && view.hold()) {
        return view;
      }
      View fresh = new View(database, now, this::viewGone);
      open++;
      fresh.hold();
      View old = newest.getAndSet(fresh);
      if (old != null) {
        old.release();
      }
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private void dropNewest() {
    View view = newest.getAndSet(null);
    if (view != null) {
      view.release();
    }
  }

  private void viewGone() {
    lock.lock();
    try {
      open--;
      gone.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
