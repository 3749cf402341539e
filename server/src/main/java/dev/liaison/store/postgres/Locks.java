package dev.liaison.store.postgres;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The locks of one transaction. All transactions wait for locks in ascending order only, so none
/// can wait for one that waits for it; a lock that comes out of order is tried, and when another
/// has it, the transaction starts again with all it knows of taken in order. A transaction of very
/// many locks keeps the whole portal to itself instead.
final class Locks {

  /// PostgreSQL's table of locks has room for 6,400 by default.
  private static final int MOST = 200;

  private static final String SHARE = "select pg_advisory_xact_lock_shared(?)";
  private static final String ALONE = "select pg_advisory_xact_lock(?)";

  /// The portal's lock comes first: an expression after another of the same list.
  private static final String SHARE_AND_WAIT =
      "select pg_advisory_xact_lock_shared(?), (select count(pg_advisory_xact_lock(k)) from"
          + " unnest(?::bigint[]) k)";

  private static final String WAIT = "select pg_advisory_xact_lock(k) from unnest(?::bigint[]) k";
  private static final String TRY =
      "select pg_try_advisory_xact_lock(k) from unnest(?::bigint[]) k";

  private final long portal;
  private final boolean alone;
  private final TreeSet<Long> held = new TreeSet<>();
  private final TreeSet<Long> wanted;
  private boolean started;
  private boolean waited = true;

  Locks(long portal, Restart.Plan plan) {
    this.portal = portal;
    this.alone = plan.all();
    this.wanted = new TreeSet<>(plan.keys());
  }

  /// Asks for a lock with the next statements.
  void want(long key) {
    if (!alone && !held.contains(key)) {
      wanted.add(key);
    }
  }

  /// Whether nothing is asked for that is not held.
  boolean satisfied() {
    return wanted.isEmpty() && started;
  }

  boolean alone() {
    return alone;
  }

  /// Whether the last locks asked for could be waited for, so that what follows them may be in the
  /// same batch.
  boolean waited() {
    return waited;
  }

  /// Takes what is asked for before the statements that follow in the batch. Where that needs a
  /// try, its answer is looked at when the batch has run.
  ///
  /// @throws Restart when there are too many
  void addTo(Batch batch) {
    boolean first = !started;
    started = true;
    waited = true;
    if (wanted.isEmpty()) {
      if (first) {
        batch.add(alone ? ALONE : SHARE, LockKeys.portal(portal));
      }
      return;
    }
    if (held.size() + wanted.size() > MOST) {
      throw new Restart(Restart.Plan.ALONE);
    }
    waited = held.isEmpty() || wanted.first() > held.last();
    long[] keys = wanted.stream().mapToLong(Long::longValue).toArray();
    held.addAll(wanted);
    wanted.clear();
    if (first) {
      batch.add(SHARE_AND_WAIT, LockKeys.portal(portal), keys);
    } else if (waited) {
      batch.add(WAIT, (Object) keys);
    } else {
      batch.add(this::requireAll, TRY, List.of(keys));
    }
  }

  private void requireAll(Rows rows) {
    while (rows.next()) {
      if (!rows.flag(1)) {
        throw new Restart(new Restart.Plan(all(), false));
      }
    }
  }

  private SortedSet<Long> all() {
    return new TreeSet<>(held);
  }
}
