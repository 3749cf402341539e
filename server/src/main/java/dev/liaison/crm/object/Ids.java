package dev.liaison.crm.object;

import dev.liaison.crm.Store;
import java.util.concurrent.locks.ReentrantLock;

/// Hands out record ids from blocks leased of the store's sequence; ids of a block that are not
/// used are lost. Safe for concurrent use, but never inside a store transaction.
public final class Ids {

  private static final int BLOCK = 1_000;

  private final Store store;
  private final ReentrantLock lock = new ReentrantLock();
  private long start;
  private long next;
  private long end;

  public Ids(Store store) {
    this.store = store;
  }

  /// The first of `count` ids in a row that nobody else gets.
  public long take(int count) {
    lock.lock();
    try {
      if (end - next < count) {
        int block = Math.max(BLOCK, count);
        start = store.leaseIds(block);
        next = start;
        end = next + block;
      }
      long first = next;
      next += count;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /// Hands out no more ids of the block that this one is of.
  void giveUp(long id) {
    lock.lock();
    try {
      if (id >= start && id < end) {
        next = end;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Keeps ids up to and including this one from being handed out.
  public void reserveThrough(long id) {
    lock.lock();
    try {
      store.reserveIdsThrough(id);
      next = 0;
      end = 0;
    } finally {
      lock.unlock();
    }
  }
}
