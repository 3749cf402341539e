package dev.liaison.crm.transfer;

import java.util.List;

/// Loses an earlier value.
final class LossyTarget extends CutTarget {

  LossyTarget(TransferTarget target) {
    super(target, -1);
  }

  @Override
  public void add(Kind kind, List<Item> items, Progress progress) {
    boolean first = progress.tally(kind).count() == items.size();
    boolean loses = kind == Kind.HISTORY && first;
    super.add(kind, loses ? items.subList(1, items.size()) : items, progress);
  }
}
