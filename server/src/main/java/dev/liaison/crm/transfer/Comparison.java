package dev.liaison.crm.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What both ends of a copy were found to hold when all was copied.
///
/// @param copied what was read while it was copied
/// @param from what the source holds
/// @param to what the target holds
public record Comparison(Map<Kind, Tally> copied, Map<Kind, Tally> from, Map<Kind, Tally> to) {

  public boolean same() {
    return from.equals(to) && from.equals(copied);
  }

  /// Why the two are not the same, a sentence each; empty when they are.
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (!tally(copied, kind).equals(tally(from, kind))) {
        differences.add("the " + kind.shown() + " of the source changed while they were copied");
      } else if (!tally(copied, kind).equals(tally(to, kind))) {
        differences.add("the " + kind.shown() + " of the target are not those of the source");
      }
    }
    return differences;
  }

  /// Whether some link leads to a record from which none leads back.
  public boolean hasOneWayLinks() {
    return tally(from, Kind.ASSOCIATION).oneWay() != 0;
  }

  private static Tally tally(Map<Kind, Tally> tallies, Kind kind) {
    return tallies.getOrDefault(kind, Tally.NONE);
  }
}
