package dev.liaison.crm.transfer;

import java.util.List;

/// What can be compared of many items, whatever order they come in.
///
/// @param count of the items
/// @param sum of their fingerprints
/// @param oneWay of links: the sum over their two records, less that over the same the other way
///   round; 0 when each link has its way back
public record Tally(long count, long sum, long oneWay) {

  public static final Tally NONE = new Tally(0, 0, 0);

  Tally plus(List<Item> items, Fingerprint fingerprint) {
    long moreSum = 0;
    long moreOneWay = 0;
    for (Item item : items) {
      moreSum += fingerprint.of(item);
      if (item instanceof Item.Linked link) {
        moreOneWay += Fingerprint.oneWay(link);
      }
    }
    return new Tally(count + items.size(), sum + moreSum, oneWay + moreOneWay);
  }

  /// The sum as people compare it.
  public String checksum() {
    return "%016x".formatted(sum);
  }
}
