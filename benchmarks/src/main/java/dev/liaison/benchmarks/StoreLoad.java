package dev.liaison.benchmarks;

import dev.liaison.crm.Change;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/// What `PUT /deals/v1/deal/:id/associations/CONTACT?id=&id=` asks of the store, from many callers
/// at once, without HTTP:
///
/// `java -cp ... dev.liaison.benchmarks.StoreLoad DIRECTORY|URL CALLERS SECONDS [RECORDS]`
public final class StoreLoad {

  private static final long PORTAL = 1;
  private static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  private static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  private static final AssociationKey DEAL_TO_CONTACT = AssociationKey.hubspotDefined(3);
  private static final AssociationKey CONTACT_TO_DEAL = AssociationKey.hubspotDefined(4);

  private final Store store;
  private final long first;
  private final int records;

  private StoreLoad(Store store, long first, int records) {
    this.store = store;
    this.first = first;
    this.records = records;
  }

  /// Runs the load and prints transactions a second and percentiles.
  public static void main(String[] args) throws InterruptedException {
    int callers = Integer.parseInt(args[1]);
    int seconds = Integer.parseInt(args[2]);
    int records = args.length > 3 ? Integer.parseInt(args[3]) : 100_000;
    try (Store store = storage(args[0]).open()) {
      long first = store.leaseIds(records);
      StoreLoad load = new StoreLoad(store, first, records);
      load.preload();
      load.measure("warm-up", callers, seconds);
      load.measure("measured", callers, seconds);
    }
  }

  private static Storage storage(String place) {
    return place.startsWith("jdbc:")
        ? new Storage.Database(place)
        : new Storage.Directory(Path.of(place));
  }

  private void preload() {
    int block = 500;
    for (long from = first; from < first + records; from += block) {
      long start = from;
      long end = Math.min(from + block, first + records);
      boolean _ =
          store.write(
              PORTAL,
              tx -> {
                for (long id = start; id < end; id++) {
                  tx.put(record(ref(id)));
                }
                return true;
              });
    }
  }

  private void measure(String title, int callers, int seconds) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(60), 2);
      histograms.add(histogram);
      threads.add(Thread.ofVirtual().unstarted(() -> call(stop, histogram)));
    }
    long begin = System.nanoTime();
    long cpuBefore = cpuNanos();
    threads.forEach(Thread::start);
    TimeUnit.SECONDS.sleep(seconds);
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    double cpu = (cpuNanos() - cpuBefore) / 1e3;
    Histogram all = new Histogram(TimeUnit.SECONDS.toNanos(60), 2);
    histograms.forEach(all::add);
    System.out.printf(
        "%-9s %d callers: %,.0f transactions/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.1f ms, "
            + "%.1f us of processor time each, background work included%n",
        title,
        callers,
        all.getTotalCount() / took,
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        all.getValueAtPercentile(99.9) / 1e6,
        all.getMaxValue() / 1e6,
        cpu / all.getTotalCount());
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void call(AtomicBoolean stop, Histogram histogram) {
    while (!stop.get()) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      ObjectRef deal = ref(first + 2L * random.nextInt(records / 2));
      ObjectRef one = ref(first + 1 + 2L * random.nextInt(records / 2));
      ObjectRef other = ref(first + 1 + 2L * random.nextInt(records / 2));
      long begin = System.nanoTime();
      boolean _ = store.write(PORTAL, tx -> associate(tx, deal, one, other));
      histogram.recordValue(System.nanoTime() - begin);
    }
  }

  private static boolean associate(Transaction tx, ObjectRef deal, ObjectRef one, ObjectRef other) {
    List<ObjectRef> all = List.of(deal, one, other);
    if (!tx.missing(all).isEmpty()) {
      throw new IllegalStateException("a record is gone");
    }
    long now = System.currentTimeMillis();
    List<Association> links = new ArrayList<>(2);
    List<Change> changes = new ArrayList<>(2);
    for (ObjectRef contact : all.subList(1, 3)) {
      if (tx.associationsBetween(deal, contact).isEmpty()) {
        links.add(new Association(deal, contact, DEAL_TO_CONTACT, CONTACT_TO_DEAL));
        changes.add(new Change.Associated(deal, contact, List.of(DEAL_TO_CONTACT)));
      }
    }
    tx.putAssociations(links);
    tx.touch(all, now);
    for (Change change : changes) {
      tx.append(change, now, "API");
    }
    return true;
  }

  private ObjectRef ref(long id) {
    return new ObjectRef((id - first) % 2 == 0 ? DEAL : CONTACT, id);
  }

  private static CrmRecord record(ObjectRef ref) {
    long now = System.currentTimeMillis();
    Stamp stamp = new Stamp(now, "API", null, null);
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    for (int i = 0; i < 16; i++) {
      String text = "value " + i + " of " + ref.id() + " and more";
      properties.put("property_" + i, new PropertyValue(text, stamp));
    }
    return new CrmRecord(ref, now, now, 0, 0, properties);
  }
}
