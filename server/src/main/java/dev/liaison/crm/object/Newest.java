package dev.liaison.crm.object;

import dev.liaison.crm.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Finds the newest records of a type by their time of creation; each call is one pass over the
/// type.
final class Newest {

  private static final int PAGE = 1_000;

  private static final Comparator<CrmRecord> OLDEST_FIRST =
      Comparator.comparingLong(CrmRecord::createdAt).thenComparing(CrmRecord::ref);

  private Newest() {}

  /// The `most` newest live records created at or after `from`, newest first.
  static List<CrmRecord> created(Snapshot snapshot, ObjectTypeId type, long from, int most) {
    var newest = new PriorityQueue<CrmRecord>(OLDEST_FIRST);
    each(
        snapshot,
        type,
        record -> {
          if (record.createdAt() >= from) {
            newest.add(record);
            if (newest.size() > most) {
              newest.poll();
            }
          }
        });
    var sorted = new ArrayList<CrmRecord>(newest);
    sorted.sort(OLDEST_FIRST.reversed());
    return sorted;
  }

  static Records.Statistics statistics(Snapshot snapshot, ObjectTypeId type) {
    var times = new LongSummaryStatistics();
    each(snapshot, type, record -> times.accept(record.createdAt()));
    return new Records.Statistics(times.getCount(), times.getCount() == 0 ? 0 : times.getMax());
  }

  private static void each(Snapshot snapshot, ObjectTypeId type, Consumer<CrmRecord> work) {
    long after = 0;
    List<CrmRecord> page;
    do {
      page = snapshot.scan(type, false, after, PAGE);
      page.forEach(work);
      after = page.isEmpty() ? after : page.getLast().ref().id();
    } while (page.size() == PAGE);
  }
}
