package dev.liaison.store;

import static dev.liaison.store.StoreFixture.CONTACT;
import static dev.liaison.store.StoreFixture.DEAL;
import static dev.liaison.store.StoreFixture.PORTAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import dev.liaison.store.rocks.RocksStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does random transactions on a store and on a model of plain maps and compares all that can be
/// read: inside each transaction, after it, and after reopening. `-Dliaison.seed=N` repeats a run.
class StoreModelTest {

  private static final int IDS = 12;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(3);

  @TempDir Path directory;

  private static final class Model {
    final Map<ObjectRef, CrmRecord> live = new TreeMap<>();
    final Map<ObjectRef, CrmRecord> archived = new TreeMap<>();
    final Map<String, Long> unique = new TreeMap<>();
    final Map<Pair, TreeSet<String>> links = new TreeMap<>();
    final List<Change> changes = new ArrayList<>();

    record Pair(ObjectRef from, ObjectRef to) implements Comparable<Pair> {
      @Override
      public int compareTo(Pair other) {
        return Comparator.comparing(Pair::from).thenComparing(Pair::to).compare(this, other);
      }
    }

    boolean exists(ObjectRef ref) {
      return live.containsKey(ref) || archived.containsKey(ref);
    }

    Model copy() {
      Model copy = new Model();
      copy.live.putAll(live);
      copy.archived.putAll(archived);
      copy.unique.putAll(unique);
      links.forEach((pair, types) -> copy.links.put(pair, new TreeSet<>(types)));
      copy.changes.addAll(changes);
      return copy;
    }
  }

  private static final class Abandoned extends RuntimeException {
    Abandoned() {
      super("on purpose", null, false, false);
    }
  }

  @Test
  void theEmbeddedStoreAgreesWithAModel() {
    compare(() -> RocksStore.open(directory));
  }

  @Test
  void postgresAgreesWithAModel() {
    String url = Stores.database();
    try {
      compare(() -> PostgresStore.open(new PostgresOptions(url)));
    } finally {
      Stores.giveBack(url);
    }
  }

  /// @param opener opens the same data each time
  private static void compare(Supplier<Store> opener) {
    long seed = Long.getLong("liaison.seed", System.nanoTime());
    System.out.println("StoreModelTest: -Dliaison.seed=" + seed);
    Random random = new Random(seed);
    Model model = new Model();
    long end = System.nanoTime() + NANOS;
    Store store = opener.get();
    try {
      while (System.nanoTime() < end) {
        if (random.nextInt(150) == 0) {
          store.close();
          store = opener.get();
        }
        model = step(store, model, random);
        Model expected = model;
        boolean _ = store.read(PORTAL, snapshot -> compareWithLog(expected, snapshot));
      }
    } catch (Throwable e) {
      throw new AssertionError("with -Dliaison.seed=" + seed, e);
    } finally {
      store.close();
    }
  }

  private static Model step(Store store, Model before, Random random) {
    boolean abandon = random.nextInt(5) == 0;
    long seed = random.nextLong();
    try {
      return store.write(PORTAL, tx -> transact(tx, before.copy(), new Random(seed), abandon));
    } catch (Abandoned _) {
      return before;
    }
  }

  /// Does the same each time it is run, as a store may run it more than once.
  private static Model transact(Transaction tx, Model model, Random random, boolean abandon) {
    int operations = 1 + random.nextInt(6);
    for (int i = 0; i < operations; i++) {
      operate(tx, model, random);
    }
    compare(model, tx);
    if (abandon) {
      throw new Abandoned();
    }
    return model;
  }

  private static void operate(Transaction tx, Model model, Random random) {
    ObjectRef ref = ref(random);
    long at = random.nextInt(1000);
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        CrmRecord record = StoreFixture.record(ref, at);
        tx.put(record);
        model.live.put(ref, record);
        model.archived.remove(ref);
      }
      case 2 -> {
        CrmRecord record = StoreFixture.archived(ref, at + 1);
        tx.put(record);
        model.archived.put(ref, record);
        model.live.remove(ref);
      }
      case 3 -> {
        tx.touch(List.of(ref), at);
        model.live.computeIfPresent(ref, (_, old) -> touched(old, at));
      }
      case 4 -> link(tx, model, random);
      case 5 -> unique(tx, model, random);
      default -> {
        Change change = new Change.Archived(ref);
        tx.append(change, at, "API");
        model.changes.add(change);
      }
    }
  }

  private static void link(Transaction tx, Model model, Random random) {
    long deal = 1 + random.nextInt(IDS);
    long contact = 1 + random.nextInt(IDS);
    Association link =
        random.nextBoolean() ? StoreFixture.link(deal, contact) : StoreFixture.label(deal, contact);
    boolean put = random.nextInt(3) > 0;
    if (!model.exists(link.from()) || !model.exists(link.to())) {
      return;
    }
    if (put) {
      tx.putAssociations(List.of(link));
    } else {
      tx.removeAssociations(List.of(link));
    }
    for (Association way : List.of(link, link.inverse())) {
      TreeSet<String> types =
          model.links.computeIfAbsent(new Model.Pair(way.from(), way.to()), _ -> new TreeSet<>());
      if (put) {
        types.add(way.key().toString());
      } else {
        types.remove(way.key().toString());
      }
    }
  }

  private static void unique(Transaction tx, Model model, Random random) {
    String value = "value" + random.nextInt(5);
    long id = 1 + random.nextInt(3);
    if (random.nextBoolean()) {
      Long holder = model.unique.putIfAbsent(value, id);
      OptionalLong expected =
          holder == null || holder == id ? OptionalLong.empty() : OptionalLong.of(holder);
      assertEquals(expected, tx.claimUnique(CONTACT, "email", value, id));
    } else {
      tx.releaseUnique(CONTACT, "email", value, id);
      model.unique.remove(value, id);
    }
  }

  private static boolean compare(Model model, Snapshot snapshot) {
    for (var type : List.of(CONTACT, DEAL)) {
      List<CrmRecord> live = ofType(model.live, type);
      assertEquals(live, snapshot.scan(type, false, 0, 100));
      assertEquals(ofType(model.archived, type), snapshot.scan(type, true, 0, 100));
      List<CrmRecord> recent =
          live.stream()
              .sorted(Comparator.comparingLong(CrmRecord::updatedAt).reversed())
              .filter(record -> record.updatedAt() >= 300)
              .toList();
      assertEquals(recent, snapshot.recentlyUpdated(type, 300, 0, 100));
      assertEquals(recent.size(), snapshot.countRecentlyUpdated(type, 300, 100));
      for (long id = 1; id <= IDS; id++) {
        ObjectRef ref = new ObjectRef(type, id);
        assertEquals(model.live.get(ref), snapshot.get(ref).orElse(null));
        assertEquals(model.archived.get(ref), snapshot.getArchived(ref).orElse(null));
      }
    }
    compareLinks(model, snapshot);
    for (int i = 0; i < 5; i++) {
      Long holder = model.unique.get("value" + i);
      assertEquals(
          holder == null ? OptionalLong.empty() : OptionalLong.of(holder),
          snapshot.findUnique(CONTACT, "email", "value" + i));
    }
    return true;
  }

  /// The log is compared outside of transactions only: in one, a store may leave out what the
  /// transaction itself appends.
  private static boolean compareWithLog(Model model, Snapshot snapshot) {
    List<LoggedChange> log = snapshot.changesAfter(0, Integer.MAX_VALUE);
    assertEquals(model.changes, log.stream().map(LoggedChange::change).toList());
    return compare(model, snapshot);
  }

  private static void compareLinks(Model model, Snapshot snapshot) {
    Map<ObjectRef, Map<ObjectRef, TreeSet<String>>> found = new TreeMap<>();
    Map<ObjectRef, Map<ObjectRef, TreeSet<String>>> expected = new TreeMap<>();
    model.links.forEach(
        (pair, types) -> {
          if (!types.isEmpty()) {
            expected.computeIfAbsent(pair.from(), _ -> new TreeMap<>()).put(pair.to(), types);
          }
        });
    for (var type : List.of(CONTACT, DEAL)) {
      for (long id = 1; id <= IDS; id++) {
        ObjectRef from = new ObjectRef(type, id);
        for (var link : snapshot.associations(from)) {
          assertEquals(link.keys(), snapshot.associationsBetween(from, link.to()));
          TreeSet<String> types = new TreeSet<>();
          link.keys().forEach(key -> types.add(key.toString()));
          found.computeIfAbsent(from, _ -> new TreeMap<>()).put(link.to(), types);
        }
      }
    }
    assertEquals(expected, found);
  }

  private static List<CrmRecord> ofType(
      Map<ObjectRef, CrmRecord> records, dev.liaison.crm.object.ObjectTypeId type) {
    return records.values().stream().filter(record -> record.ref().type().equals(type)).toList();
  }

  private static CrmRecord touched(CrmRecord old, long at) {
    long updatedAt = Math.max(old.updatedAt(), at);
    return new CrmRecord(
        old.ref(), old.createdAt(), updatedAt, 0, old.mergedInto(), old.properties());
  }

  private static ObjectRef ref(Random random) {
    return new ObjectRef(random.nextBoolean() ? CONTACT : DEAL, 1 + random.nextInt(IDS));
  }
}
