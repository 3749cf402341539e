package dev.liaison.store.rocks;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// A cursor over stored entries with pending writes on top of them: a pending one hides the stored
/// one of the same key, a pending removal hides it and is not shown.
final class MergedCursor implements Cursor {

  private final Cursor stored;
  private final NavigableMap<byte[], byte[]> writes;
  private final byte[] prefix;
  private Iterator<Map.Entry<byte[], byte[]>> pending;
  private Map.@Nullable Entry<byte[], byte[]> nextPending;
  private boolean started;
  private boolean hasStored;
  private byte[] key = {};
  private byte @Nullable [] pendingValue;

  /// @param stored stands before the first entry that is not below `start`
  /// @param writes all pending writes of the family
  MergedCursor(Cursor stored, NavigableMap<byte[], byte[]> writes, byte[] prefix, byte[] start) {
    this.stored = stored;
    this.writes = writes;
    this.prefix = prefix;
    this.pending = writes.tailMap(start, true).entrySet().iterator();
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
  public void seek(byte[] start) {
    stored.seek(start);
    pending = writes.tailMap(start, true).entrySet().iterator();
    pendingValue = null;
    started = false;
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
    return hasStored ? Arrays.compareUnsigned(write.getKey(), stored.key()) : -1;
  }

  private void advancePending() {
    nextPending = null;
    if (pending.hasNext()) {
      Map.Entry<byte[], byte[]> candidate = pending.next();
      if (StoredCursor.startsWith(candidate.getKey(), prefix)) {
        nextPending = candidate;
      }
    }
  }
}
