package dev.liaison.store.rocks;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cursor over stored entries with pending writes on top of them: a pending one hides the stored
/// one of the same key, a pending removal hides it and is not shown.
final class MergedCursor implements Cursor {

  private final Cursor stored;
  private final Iterator<Map.Entry<byte[], byte[]>> pending;
  private final boolean ascending;
  private Map.@Nullable Entry<byte[], byte[]> nextPending;
  private boolean started;
  private boolean hasStored;
  private byte[] key = {};
  private byte @Nullable [] pendingValue;

  /// @param pending the pending writes among the keys that the cursor is over, in its order
  MergedCursor(Cursor stored, Iterator<Map.Entry<byte[], byte[]>> pending, boolean ascending) {
    this.stored = stored;
    this.pending = pending;
    this.ascending = ascending;
  }

  @Override
  public boolean next() {
    if (!started) {
      started = true;
      hasStored = stored.next();
      advancePending();
    } else if (pendingValue == null) {
      hasStored = stored.next();
    }
    while (true) {
      Map.Entry<byte[], byte[]> write = nextPending;
      int order = compare(write);
      if (order > 0 && !hasStored) {
        return false;
      }
      if (write == null || order > 0) {
        key = stored.key();
        pendingValue = null;
        return true;
      }
      if (order == 0) {
        hasStored = stored.next();
      }
      advancePending();
      if (!PendingWrites.isRemoval(write.getValue())) {
        key = write.getKey();
        pendingValue = write.getValue();
        return true;
      }
    }
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public byte[] value() {
    byte[] own = pendingValue;
    return own == null ? stored.value() : own;
  }

  @Override
  public void close() {
    stored.close();
  }

  /// Less than 0 when the pending write comes before the stored entry, more when after it or when
  /// there is none.
  private int compare(Map.@Nullable Entry<byte[], byte[]> write) {
    if (write == null) {
      return 1;
    }
    if (!hasStored) {
      return -1;
    }
    int order = Arrays.compareUnsigned(write.getKey(), stored.key());
    return ascending ? order : -order;
  }

  private void advancePending() {
    nextPending = pending.hasNext() ? pending.next() : null;
  }
}
