package dev.liaison.benchmarks;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.association.Associations;
import dev.liaison.store.rocks.RocksStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/// The work of [Scenario#ASSOCIATE] without HTTP: durable associations through the core, from many
/// virtual threads in this process. Arguments: data directory, callers, first step, seconds of
/// warm-up, seconds. Prints what [LoadClient] prints, and ends with its input.
public final class CoreLoad {

  private final Associations associations;
  private final AtomicLong step;
  private volatile boolean measuring;
  private volatile boolean ended;
  private final AtomicLong errors = new AtomicLong();
  private final AtomicReference<String> error = new AtomicReference<>("");

  private CoreLoad(Associations associations, long firstStep) {
    this.associations = associations;
    step = new AtomicLong(firstStep);
  }

  /// Measures once.
  public static void main(String[] arguments) throws InterruptedException, IOException {
    try (var store = RocksStore.open(Path.of(arguments[0]))) {
      var crm = Crm.over(store, Catalogue.hubspotDefined(), Clock.systemUTC());
      var load = new CoreLoad(crm.associations(), Long.parseLong(arguments[2]));
      int callers = Integer.parseInt(arguments[1]);
      int warmUp = Integer.parseInt(arguments[3]);
      System.out.println(load.run(callers, warmUp, Integer.parseInt(arguments[4])).line());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Figures run(int callers, int warmUp, int seconds) throws InterruptedException {
    long firstStep = step.get();
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Histogram times = Figures.histogram();
      histograms.add(times);
      threads.add(Thread.ofVirtual().start(() -> call(times)));
    }
    TimeUnit.SECONDS.sleep(warmUp);
    System.out.println(LoadClient.MEASURING);
    measuring = true;
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    ended = true;
    long took = System.nanoTime() - start;
    for (Thread thread : threads) {
      thread.join();
    }
    Histogram all = Figures.histogram();
    histograms.forEach(all::add);
    return Figures.of(all, step.get() - firstStep, took, errors.get(), 0, error.get());
  }

  private void call(Histogram times) {
    var caller = Caller.api(Dataset.PORTAL);
    while (!ended) {
      long mine = step.getAndIncrement();
      var deal = Dataset.dealRef(Dataset.freeDealAt(mine));
      long contact = Dataset.pairAt(mine);
      var contacts = List.of(Dataset.contactRef(contact), Dataset.contactRef(contact + 1));
      boolean counts = measuring;
      long start = System.nanoTime();
      try {
        associations.associate(caller, deal, contacts);
      } catch (RuntimeException e) {
        errors.incrementAndGet();
        error.compareAndSet("", e.toString());
      }
      if (counts) {
        times.recordValue(System.nanoTime() - start);
      }
    }
  }
}
