package dev.liaison.store.postgres;

import java.io.Serial;
import java.util.SortedSet;
import java.util.TreeSet;

/// A transaction cannot go on, but can be run again from its start with locks taken up front.
final class Restart extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// Locks to start with.
  ///
  /// @param keys in the order in which every transaction takes them
  /// @param all whether to keep every other transaction of the portal out
  record Plan(SortedSet<Long> keys, boolean all) {
    static final Plan FIRST = new Plan(new TreeSet<>(), false);
    static final Plan ALONE = new Plan(new TreeSet<>(), true);
  }

  private final transient Plan plan;

  Restart(Plan plan) {
    super("to be run again", null, false, false);
    this.plan = plan;
  }

  Plan plan() {
    return plan;
  }
}
