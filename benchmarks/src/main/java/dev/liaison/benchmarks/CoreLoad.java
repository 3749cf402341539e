package dev.liaison.benchmarks;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.association.Associations;
import dev.liaison.search.LuceneIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The work of [Scenario#ASSOCIATE] without HTTP: durable associations through the core, from many
/// virtual threads in this process, on the [Storage] of its environment. Arguments: callers, first
/// step, seconds of warm-up, seconds. Prints what [LoadClient] prints, and ends with its input.
public final class CoreLoad {

  private final Caller caller = Caller.api(Dataset.PORTAL);
  private final Associations associations;
  private final AtomicLong step;

  private CoreLoad(Associations associations, long firstStep) {
    this.associations = associations;
    step = new AtomicLong(firstStep);
  }

  /// Measures once.
  public static void main(String[] arguments) throws InterruptedException, IOException {
    Bench.quiet();
    try (var store = Storage.ofThisProcess().open()) {
      var crm =
          Crm.over(store, Catalogue.hubspotDefined(), Clock.systemUTC(), LuceneIndex.inMemory(1));
      var load = new CoreLoad(crm.associations(), Long.parseLong(arguments[1]));
      int warmUp = Integer.parseInt(arguments[2]);
      Figures figures =
          new Callers(Integer.parseInt(arguments[0]), () -> load::associate)
              .run(warmUp, Integer.parseInt(arguments[3]), load.step::get);
      System.out.println(figures.line());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private void associate() {
    long mine = step.getAndIncrement();
    long contact = Dataset.pairAt(mine);
    associations.associate(
        caller,
        Dataset.dealRef(Dataset.freeDealAt(mine)),
        List.of(Dataset.contactRef(contact), Dataset.contactRef(contact + 1)));
  }
}
