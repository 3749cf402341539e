package dev.liaison.crm.object;

import dev.liaison.crm.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Finds the newest records of a type by their time of creation, in one pass over the type.
final class Newest {

  private static final int PAGE = 1_000;

  private static final Comparator<CrmRecord> OLDEST_FIRST =
      Comparator.comparingLong(CrmRecord::createdAt).thenComparing(CrmRecord::ref);

  private Newest() {}

  /// The `most` newest live records created at or after `from`, newest first.
  static List<CrmRecord> created(Snapshot snapshot, ObjectTypeId type, long from, int most) {
    var newest = new PriorityQueue<CrmRecord>(OLDEST_FIRST);
    long after = 0;
    List<CrmRecord> page;
    do {
      page = snapshot.scan(type, false, after, PAGE);
      for (CrmRecord record : page) {
        if (record.createdAt() >= from) {
          newest.add(record);
          if (newest.size() > most) {
            newest.poll();
          }
        }
        after = record.ref().id();
      }
    } while (page.size() == PAGE);
    var sorted = new ArrayList<CrmRecord>(newest);
    sorted.sort(OLDEST_FIRST.reversed());
    return sorted;
  }
}
