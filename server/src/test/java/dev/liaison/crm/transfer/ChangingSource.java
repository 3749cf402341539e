package dev.liaison.crm.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has a document more when it is read the second time.
final class ChangingSource implements TransferSource {

  private final TransferSource source;
  private int begun;

  ChangingSource(TransferSource source) {
    this.source = source;
  }

  @Override
  public Page page(Kind kind, String after, int most) {
    Page page = source.page(kind, after, most);
    if (kind == Kind.DOCUMENT && after.equals(START) && begun++ > 0) {
      List<Item> more = new ArrayList<>(page.items());
      more.add(new Item.Document(1, "token", "new", new byte[0]));
      return new Page(more, page.position());
    }
    return page;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String identity() {
    return source.identity();
  }

  @Override
  public Marks marks() {
    return source.marks();
  }

  @Override
  public long estimate(Kind kind) {
    return source.estimate(kind);
  }

  @Override
  public Optional<Progress> progress() {
    return source.progress();
  }

  @Override
  public void close() {
    source.close();
  }
}
