package dev.liaison.benchmarks;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import dev.liaison.crm.search.Filter;
import dev.liaison.crm.search.Filter.Comparison;
import dev.liaison.crm.search.FilterGroup;
import dev.liaison.crm.search.IndexNotReady;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.search.Sort;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.rocks.RocksStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Searches in the core, without HTTP, over contacts in an embedded store on disk: how long it
/// takes to build the index, to search, and to search after a write. Arguments: how many contacts,
/// an empty directory. Prints the figures as tables of Markdown, and [#END].
public final class SearchLoad {

  static final String END = "end of the figures";

  private static final String SORTED = "one stage of five, in a city of six, by followers";
  private static final double SORTED_TARGET_MS = 2;
  private static final double BUILD_TARGET = 50_000;

  private static final Caller CALLER = Caller.api(Dataset.PORTAL);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PAGE = 1_000;
  private static final int ROUNDS = 300;
  private static final long CREATED = 1_767_225_600_000L;
  private static final List<String> STAGES =
      List.of("subscriber", "lead", "opportunity", "customer", "other");
  private static final List<String> CITIES =
      List.of("Springfield", "Riverside", "Fairview", "Greenville", "Bristol", "Clinton");

  private final int contacts;
  private final Random random = new Random(7);
  private double buildRate;
  private double sortedMillis;

  private SearchLoad(int contacts) {
    this.contacts = contacts;
  }

  /// Measures once.
  public static void main(String[] arguments) throws IOException {
    Bench.quiet();
    var load = new SearchLoad(Integer.parseInt(arguments[0]));
    Path directory = Path.of(arguments[1]);
    try (Store store = RocksStore.open(directory.resolve("data"))) {
      load.fill(store);
      Path index = directory.resolve("index");
      load.heading();
      long built = System.nanoTime();
      try (Crm crm = crm(store, index)) {
        load.untilReady(crm);
        load.tellBuilt(System.nanoTime() - built, index);
        load.untilMerged();
        load.search(crm);
        load.searchAfterWrites(crm);
      }
      long reopened = System.nanoTime();
      try (Crm crm = crm(store, index)) {
        load.untilReady(crm);
        tell("open the index again, and the first search", System.nanoTime() - reopened);
      }
      load.targets();
    }
  }

  private void heading() {
    System.out.printf(
        "| Work over %,d contacts | processor ms | ms | p99 ms |%n|---|--:|--:|--:|%n", contacts);
  }

  private void targets() {
    System.out.printf("%n| Work | target | reached | |%n|---|--:|--:|---|%n");
    System.out.printf(
        "| %s | %.0f ms | %.2f ms | %s |%n",
        SORTED, SORTED_TARGET_MS, sortedMillis, met(sortedMillis <= SORTED_TARGET_MS));
    System.out.printf(
        "| build the index | %,.0f/s | %,.0f/s | %s |%n",
        BUILD_TARGET, buildRate, met(buildRate >= BUILD_TARGET));
    System.out.println(END);
  }

  private static String met(boolean met) {
    return met ? "met" : "missed";
  }

  private static Crm crm(Store store, Path index) {
    return Crm.over(
        store,
        Catalogue.hubspotDefined(),
        Clock.systemUTC(),
        LuceneIndex.in(index, Dataset.PORTAL));
  }

  /// Straight into the store: how fast it takes writes is measured elsewhere.
  private void fill(Store store) {
    for (int first = 0; first < contacts; first += PAGE) {
      int from = first;
      store.write(
          Dataset.PORTAL,
          tx -> {
            for (int i = from; i < Math.min(contacts, from + PAGE); i++) {
              tx.put(contact(i));
            }
            return true;
          });
    }
  }

  private static CrmRecord contact(int i) {
    long at = CREATED + i * 10L;
    var stamp = new Stamp(at, "API", null, null);
    var values = new LinkedHashMap<String, PropertyValue>();
    // Spread over the values, without a pattern that follows the order of the ids.
    long mixed = (i * 2_654_435_761L) & 0x7fff_ffff;
    Map.of(
            "email", "contact%07d@works-%04d.example".formatted(i, i % 5_000),
            "firstname", "Robin",
            "lastname", "Example %07d".formatted(mixed % 1_000_000),
            "phone", "+1 555 %07d".formatted(i),
            "city", CITIES.get((int) (mixed % CITIES.size())),
            "company", "Example Works %04d".formatted(i % 5_000),
            "followercount", Long.toString(mixed % 1_000_000),
            "lifecyclestage", STAGES.get((int) (mixed / 7 % STAGES.size())))
        .forEach((name, value) -> values.put(name, new PropertyValue(value, stamp)));
    return new CrmRecord(new ObjectRef(ObjectTypes.CONTACT, 1_001L + i), at, at, 0, 0, values);
  }

  private void untilReady(Crm crm) {
    while (true) {
      try {
        find(crm, search(List.of(), "", Optional.empty()));
        return;
      } catch (IndexNotReady _) {
        // A search waits some seconds for the index.
      }
    }
  }

  private void tellBuilt(long nanos, Path index) throws IOException {
    long bytes;
    try (var files = Files.walk(index)) {
      bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
    buildRate = contacts / (nanos / 1e9);
    System.out.printf(
        "| build the index, %,.0f records a second, %,d MB | %,.0f | %,.0f | |%n",
        buildRate, bytes >> 20, builderNanos() / 1e6, nanos / 1e6);
  }

  private static long builderNanos() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("search-index"))
        .mapToLong(thread -> THREADS.getThreadCpuTime(thread.threadId()))
        .sum();
  }

  /// What a build leaves to be done beside the searches is not part of their times.
  private void untilMerged() {
    long start = System.nanoTime();
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("Lucene Merge Thread"))) {
      LockSupport.parkNanos(50_000_000);
    }
    tell("merge its parts, in the background", System.nanoTime() - start);
  }

  private void search(Crm crm) {
    Optional<Sort> byFollowers = Optional.of(new Sort("followercount", true));
    sortedMillis =
        measure(
            SORTED,
            () ->
                find(
                    crm,
                    search(
                        List.of(
                            new Filter.Equal("lifecyclestage", STAGES.get(random.nextInt(5))),
                            new Filter.Equal("city", CITIES.get(random.nextInt(6)))),
                        "",
                        byFollowers)));
    measure(
        "followers above a number (1 of 100), by last name",
        () ->
            find(
                crm,
                search(
                    List.of(new Filter.Compared("followercount", Comparison.GREATER, "990000")),
                    "",
                    Optional.of(new Sort("lastname", false)))));
    measure(
        "all, in the order of creation", () -> find(crm, search(List.of(), "", Optional.empty())));
    measure("all, by followers", () -> find(crm, search(List.of(), "", byFollowers)));
    measure(
        "all, by last name",
        () -> find(crm, search(List.of(), "", Optional.of(new Sort("lastname", false)))));
    measure(
        "one e-mail address",
        () ->
            find(
                crm,
                search(
                    List.of(new Filter.Equal("email", email(random.nextInt(contacts)))),
                    "",
                    Optional.empty())));
    measure(
        "query: the beginning of an address",
        () ->
            find(
                crm,
                search(
                    List.of(),
                    "contact%05d".formatted(random.nextInt(contacts) / 100),
                    Optional.empty())));
    measure(
        "CONTAINS_TOKEN *@works-NNNN.example",
        () ->
            find(
                crm,
                search(
                    List.of(
                        new Filter.ContainsToken(
                            "email", "*@works-%04d.example".formatted(random.nextInt(5_000)))),
                    "",
                    Optional.empty())));
  }

  private static String email(int i) {
    return "contact%07d@works-%04d.example".formatted(i, i % 5_000);
  }

  private void searchAfterWrites(Crm crm) {
    var name = new int[1];
    measure(
        "search for what was just written",
        () -> {
          crm.changes()
              .update(
                  CALLER,
                  ObjectTypes.CONTACT,
                  new RecordKey.ById(1_001L + random.nextInt(contacts)),
                  Map.of("firstname", "New " + ++name[0]),
                  Reading.DEFAULTS);
        },
        () ->
            find(
                crm,
                search(
                    List.of(new Filter.Equal("firstname", "new " + name[0])),
                    "",
                    Optional.empty())));
  }

  private static Search search(List<Filter> filters, String query, Optional<Sort> sort) {
    return new Search(
        filters.isEmpty() ? List.of() : List.of(new FilterGroup(filters)), query, sort, 0, 10);
  }

  private static void find(Crm crm, Search search) {
    crm.searches().search(CALLER, ObjectTypes.CONTACT, search, Reading.DEFAULTS);
  }

  private static double measure(String what, Runnable work) {
    return measure(what, () -> {}, work);
  }

  /// @return the median in milliseconds
  private static double measure(String what, Runnable before, Runnable work) {
    long[] nanos = new long[ROUNDS];
    long[] used = new long[ROUNDS];
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      before.run();
      long start = System.nanoTime();
      long usedBefore = THREADS.getCurrentThreadCpuTime();
      work.run();
      if (i >= 0) {
        used[i] = THREADS.getCurrentThreadCpuTime() - usedBefore;
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    Arrays.sort(used);
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f |%n",
        what, used[ROUNDS / 2] / 1e6, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6);
    return nanos[ROUNDS / 2] / 1e6;
  }

  private static void tell(String what, long nanos) {
    System.out.printf("| %s | | %,.0f | |%n", what, nanos / 1e6);
  }
}
