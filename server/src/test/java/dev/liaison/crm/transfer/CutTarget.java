package dev.liaison.crm.transfer;

import java.util.List;
import java.util.Optional;

/// Fails after some additions, as a process does that is killed.
class CutTarget implements TransferTarget {

  final TransferTarget target;
  private int left;

  /// @param left how many additions go well
  CutTarget(TransferTarget target, int left) {
    this.target = target;
    this.left = left;
  }

  static final class Cut extends RuntimeException {
    Cut() {
      super("on purpose", null, false, false);
    }
  }

  @Override
  public void add(Kind kind, List<Item> items, Progress progress) {
    if (left-- == 0) {
      throw new Cut();
    }
    target.add(kind, items, progress);
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public String identity() {
    return target.identity();
  }

  @Override
  public Marks marks() {
    return target.marks();
  }

  @Override
  public long estimate(Kind kind) {
    return target.estimate(kind);
  }

  @Override
  public Page page(Kind kind, String after, int most) {
    return target.page(kind, after, most);
  }

  @Override
  public Optional<Progress> progress() {
    return target.progress();
  }

  @Override
  public void begin(Progress progress) {
    target.begin(progress);
  }

  @Override
  public void finish(Marks marks) {
    target.finish(marks);
  }

  @Override
  public void close() {
    target.close();
  }
}
