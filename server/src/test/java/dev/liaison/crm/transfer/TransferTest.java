package dev.liaison.crm.transfer;

import static dev.liaison.crm.transfer.Sample.CONTACT;
import static dev.liaison.crm.transfer.Sample.PORTAL;
import static dev.liaison.crm.transfer.Sample.contact;
import static dev.liaison.crm.transfer.Sample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreOpenException;
import dev.liaison.store.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Moving everything between two stores of each kind.
class TransferTest {

  private static final Meter SILENT =
      new Meter() {
        @Override
        public void begin(String what, long done, long total) {}

        @Override
        public void add(long more) {}

        @Override
        public void end() {}
      };

  @TempDir Path directory;

  /// Which kinds of stores.
  record Way(String shown, Function<Path, Place> from, Function<Path, Place> to) {
    @Override
    public String toString() {
      return shown;
    }
  }

  static Stream<Way> ways() {
    Function<Path, Place> rocks = TransferTest::directory;
    Function<Path, Place> postgres = _ -> new Place.Database(TestPostgres.shared().freshDatabase());
    return Stream.of(
        new Way("directory to directory", rocks, rocks),
        new Way("directory to database", rocks, postgres),
        new Way("database to directory", postgres, rocks),
        new Way("database to database", postgres, postgres));
  }

  private static Place directory(Path below) {
    try {
      return new Place.Directory(Files.createTempDirectory(below, "data").resolve("made"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Place filled(Function<Path, Place> kind) {
    Place place = kind.apply(directory);
    try (Store store = place.store()) {
      Sample.fill(store);
    }
    return place;
  }

  private static Comparison copy(Place from, Place to) {
    try (TransferSource source = from.source();
        TransferTarget target = to.target()) {
      return new Transfer(source, target, SILENT, 7).run();
    }
  }

  /// Copies some pages and is cut off.
  private static void begin(Place from, Place to, int pages) {
    try (TransferSource source = from.source();
        TransferTarget target = to.target()) {
      var cut = new CutTarget(target, pages);
      assertThrows(CutTarget.Cut.class, () -> new Transfer(source, cut, SILENT, 7).run());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void copiesEverything(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    Comparison found = copy(from, to);
    assertEquals(List.of(), found.differences());
    assertTrue(found.same());
    assertFalse(found.hasOneWayLinks());
    for (Kind kind : Kind.values()) {
      assertTrue(found.to().get(kind).count() > 0, kind.shown());
    }
    try (Store source = from.store();
        Store target = to.store()) {
      assertEquals(Sample.dump(source), Sample.dump(target));
      goesOn(source, target);
    }
  }

  /// What is written later comes behind what was copied.
  private static void goesOn(Store source, Store target) {
    assertEquals(1_000_001, target.leaseIds(1));
    List<LoggedChange> log = source.read(PORTAL, snapshot -> snapshot.changesAfter(0, 10_000));
    Sample.write(
        target,
        PORTAL,
        tx -> {
          tx.append(new Change.Archived(contact(3)), 1, "API");
          tx.addHistory(contact(1), "name", value("newest of its moment", 200));
        });
    List<LoggedChange> after =
        target.read(PORTAL, snapshot -> snapshot.changesAfter(log.getLast().sequence(), 10));
    assertEquals(
        List.of(new Change.Archived(contact(3))),
        after.stream().map(LoggedChange::change).toList());
    assertEquals(
        "newest of its moment",
        target.read(PORTAL, snapshot -> snapshot.history(contact(1), "name")).getFirst().value());
    Sample.write(
        target,
        PORTAL,
        tx -> assertEquals(1, tx.claimUnique(CONTACT, "email", "a@b.example", 9).orElse(0)));
    Sample.write(
        target,
        PORTAL,
        tx -> assertEquals(4, tx.claimUnique(CONTACT, "email", "y".repeat(600), 9).orElse(0)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void goesOnWhereItWasCutOff(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    begin(from, to, 0);
    for (int pages = 1; pages <= 9; pages += 2) {
      begin(from, to, pages);
      assertThrows(StoreOpenException.class, to::store);
    }
    assertEquals(List.of(), copy(from, to).differences());
    try (Store source = from.store();
        Store target = to.store()) {
      assertEquals(Sample.dump(source), Sample.dump(target));
      goesOn(source, target);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void copiesACopy(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    Place back = way.from().apply(directory);
    Comparison there = copy(from, to);
    assertEquals(there.from(), copy(to, back).to());
    try (Store source = from.store();
        Store target = back.store()) {
      assertEquals(Sample.dump(source), Sample.dump(target));
      goesOn(source, target);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void copiesNothing(Way way) {
    Place from = way.from().apply(directory);
    from.store().close();
    Place to = way.to().apply(directory);
    assertTrue(copy(from, to).same());
    try (Store target = to.store()) {
      assertEquals(1_001, target.leaseIds(1));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void saysWhatDiffers(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    try (TransferSource source = from.source();
        TransferTarget target = to.target()) {
      var loses = new LossyTarget(target);
      assertEquals(
          List.of("the earlier values of the target are not those of the source"),
          new Transfer(source, loses, SILENT, 7).run().differences());
    }
    assertThrows(StoreOpenException.class, to::store);
  }

  @Test
  void saysThatTheSourceChanged() {
    Place from = filled(TransferTest::directory);
    Place to = directory(directory);
    try (TransferSource source = from.source();
        TransferTarget target = to.target()) {
      var changes = new ChangingSource(source);
      assertEquals(
          List.of("the documents of the source changed while they were copied"),
          new Transfer(changes, target, SILENT, 7).run().differences());
    }
    assertThrows(StoreOpenException.class, to::store);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesATargetWithData(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    try (Store store = to.store()) {
      Sample.write(store, 5, tx -> tx.putDocument("token", "first", new byte[0]));
    }
    assertRefused(from, to, "has data (documents) that no copy put there");
    try (Store store = to.store()) {
      assertEquals(1, store.<Integer>read(5, snapshot -> snapshot.documents("token").size()));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesTheTargetOfAFinishedCopy(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    assertTrue(copy(from, to).same());
    assertRefused(from, to, "has data (records) that no copy put there");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesATargetThatAnotherSourceBegan(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    begin(from, to, 3);
    assertRefused(filled(way.from()), to, "that has not ended: go on with that, or empty it");
    assertTrue(copy(from, to).same());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesToGoOnWhenTheSourceWasWrittenTo(Way way) {
    Place from = filled(way.from());
    Place to = way.to().apply(directory);
    begin(from, to, 3);
    try (Store store = from.store()) {
      Sample.write(store, PORTAL, tx -> tx.append(new Change.Archived(contact(1)), 1, "API"));
    }
    assertRefused(from, to, "was written to since the copy into");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesASourceThatIsHalfACopy(Way way) {
    Place from = filled(way.from());
    Place half = way.to().apply(directory);
    begin(from, half, 3);
    assertRefused(half, way.from().apply(directory), "into it has not ended");
  }

  private static void assertRefused(Place from, Place to, String reason) {
    try (TransferSource source = from.source();
        TransferTarget target = to.target()) {
      String message =
          assertThrows(TransferRefused.class, () -> new Transfer(source, target, SILENT, 7).run())
              .getMessage();
      assertTrue(message.contains(reason), message);
      assertEquals(1, message.lines().count());
    }
  }

  @Test
  void refusesASourceThatIsNotThere() {
    Path missing = directory.resolve("missing");
    assertThrows(StoreOpenException.class, new Place.Directory(missing)::source);
    assertFalse(Files.exists(missing));
  }

  @Test
  void refusesADatabaseWithoutTablesAsSourceAndMakesNone() {
    String url = TestPostgres.shared().freshDatabase();
    StoreOpenException refusal =
        assertThrows(StoreOpenException.class, new Place.Database(url)::source);
    assertEquals("the database to copy from has no tables of Liaison", refusal.getMessage());
    assertThrows(StoreOpenException.class, new Place.Database(url)::source);
  }

  @Test
  void saysWhatADatabaseCannotKeep() {
    Place from = directory(directory);
    try (Store store = from.store()) {
      Sample.write(store, PORTAL, tx -> tx.addHistory(contact(1), "name", value("a\0b", 1)));
    }
    Place to = new Place.Database(TestPostgres.shared().freshDatabase());
    assertRefused(from, to, "character NUL, which is in an earlier value of name of 0-1/1");
  }

  @Test
  void twoCopiesIntoADatabaseDoNotMix() {
    Place from = filled(TransferTest::directory);
    Place to = new Place.Database(TestPostgres.shared().freshDatabase());
    begin(from, to, 1);
    try (TransferSource source = from.source();
        TransferTarget target = to.target()) {
      var meets =
          new CutTarget(target, -1) {
            @Override
            public void add(Kind kind, List<Item> items, Progress progress) {
              try (TransferTarget other = to.target()) {
                assertTrue(other.progress().isPresent());
                other.add(kind, items, progress);
              }
              super.add(kind, items, progress);
            }
          };
      String message =
          assertThrows(TransferRefused.class, () -> new Transfer(source, meets, SILENT, 7).run())
              .getMessage();
      assertTrue(message.contains("another copy into"), message);
    }
    assertEquals(List.of(), copy(from, to).differences());
  }
}
