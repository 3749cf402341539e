package dev.liaison.search;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.property.PropertyInput;
import dev.liaison.crm.search.Filter;
import dev.liaison.crm.search.FilterGroup;
import dev.liaison.crm.search.Search;
import dev.liaison.store.rocks.RocksStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index on disk over restarts.
class IndexTest {

  private static final Catalogue CATALOGUE = Catalogue.hubspotDefined();

  @TempDir private Path directory;

  private Path index() {
    return directory.resolve("search");
  }

  private Crm crm(Store store, long portal) {
    return Crm.over(store, CATALOGUE, InstantSource.system(), LuceneIndex.in(index(), portal));
  }

  private static long create(Crm crm, String name) {
    return crm.changes()
        .create(
            CALLER, CONTACT, new NewRecord(Map.of("firstname", name), List.of()), Reading.DEFAULTS)
        .view()
        .id();
  }

  private static List<Long> find(Crm crm, String query) {
    var search = new Search(List.of(), query, Optional.empty(), 0, 100);
    return ids(crm, search);
  }

  private static List<Long> ids(Crm crm, Search search) {
    return crm.searches().search(CALLER, CONTACT, search, Reading.DEFAULTS).items().stream()
        .map(view -> view.id())
        .toList();
  }

  /// The names of the files with records.
  private Set<String> segments() throws IOException {
    try (Stream<Path> files = Files.list(index())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("_"))
          .map(name -> name.split("[._]")[1])
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aRestartGoesOnWhereTheIndexWas() throws IOException {
    Path data = directory.resolve("data");
    long ida;
    Set<String> before;
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      ida = create(crm, "Ida");
      // They stay in the first file, which would be merged if much of it were changed.
      for (int i = 0; i < 20; i++) {
        create(crm, "Someone");
      }
      assertEquals(List.of(ida), find(crm, "ida"));
    }
    before = segments();
    long bo;
    try (Store store = RocksStore.open(data);
        Crm away = Crm.over(store, CATALOGUE, InstantSource.system(), LuceneIndex.inMemory(1))) {
      bo = create(away, "Bo");
      away.changes()
          .update(
              CALLER,
              CONTACT,
              new RecordKey.ById(ida),
              Map.of("firstname", "Eva"),
              Reading.DEFAULTS);
    }
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      assertEquals(List.of(bo), find(crm, "bo"));
      assertEquals(List.of(ida), find(crm, "eva"));
      assertEquals(List.of(), find(crm, "ida"));
      assertEquals(Set.of(), missing(before, segments()), "nothing was built anew");
    }
  }

  /// Nothing of it stands in the change log.
  @Test
  void definitionsThatChangedWhileTheIndexWasAwayAreTakenIn() {
    Path data = directory.resolve("data");
    long ida;
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      crm.properties().create(CALLER, CONTACT, shoe("number", "number"));
      ida =
          crm.changes()
              .create(
                  CALLER, CONTACT, new NewRecord(Map.of("shoe", "42"), List.of()), Reading.DEFAULTS)
              .view()
              .id();
      create(crm, "Someone");
      assertEquals(List.of(ida), having(crm, "42.0"));
    }
    try (Store store = RocksStore.open(data);
        Crm away = Crm.over(store, CATALOGUE, InstantSource.system(), LuceneIndex.inMemory(1))) {
      away.properties().update(CALLER, CONTACT, "shoe", shoe("string", "text"));
    }
    for (int starts = 0; starts < 2; starts++) {
      try (Store store = RocksStore.open(data);
          Crm crm = crm(store, 1)) {
        assertEquals(List.of(ida), having(crm, "42"));
        assertEquals(List.of(), having(crm, "42.0"));
      }
    }
  }

  private static PropertyInput shoe(String type, String fieldType) {
    return new PropertyInput(
        Optional.of("shoe"),
        Optional.of("Shoe"),
        Optional.empty(),
        Optional.of("contactinformation"),
        Optional.of(type),
        Optional.of(fieldType),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static List<Long> having(Crm crm, String shoe) {
    var search =
        new Search(
            List.of(new FilterGroup(List.of(new Filter.Equal("shoe", shoe)))),
            "",
            Optional.empty(),
            0,
            100);
    return ids(crm, search);
  }

  private static Set<String> missing(Set<String> expected, Set<String> there) {
    return expected.stream().filter(name -> !there.contains(name)).collect(Collectors.toSet());
  }

  @Test
  void anIndexOfOtherDataIsBuiltAnew() {
    for (String name : List.of("Ida", "Bo")) {
      try (Store store = RocksStore.open(directory.resolve(name));
          Crm crm = crm(store, 1)) {
        long id = create(crm, name);
        create(crm, "Someone");
        assertEquals(List.of(id), find(crm, name));
        assertEquals(2, find(crm, "").size());
      }
    }
  }

  @Test
  void anIndexOfAnotherFormIsBuiltAnew() throws IOException {
    Path data = directory.resolve("data");
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      create(crm, "Ida");
      assertEquals(1, find(crm, "ida").size());
    }
    Set<String> before = segments();
    try (Directory files = FSDirectory.open(index());
        var writer = new IndexWriter(files, new IndexWriterConfig())) {
      var reached = new HashMap<String, String>();
      writer.getLiveCommitData().forEach(entry -> reached.put(entry.getKey(), entry.getValue()));
      assertNotNull(reached.put("form", "of before"));
      writer.setLiveCommitData(reached.entrySet());
    }
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      assertEquals(1, find(crm, "ida").size());
      assertEquals(before, missing(before, segments()), "nothing of it was kept");
    }
  }

  @Test
  void anIndexThatCannotBeReadIsBuiltAnew() throws IOException {
    Path data = directory.resolve("data");
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      create(crm, "Ida");
      assertEquals(1, find(crm, "ida").size());
    }
    try (Stream<Path> files = Files.list(index())) {
      for (Path file : files.filter(it -> it.getFileName().toString().startsWith("seg")).toList()) {
        Files.writeString(file, "damaged");
      }
    }
    try (Store store = RocksStore.open(data);
        Crm crm = crm(store, 1)) {
      assertEquals(1, find(crm, "ida").size());
    }
  }

  @Test
  void aSecondServerKeepsItsIndexInMemory() {
    try (Store store = RocksStore.inMemory();
        Crm one = crm(store, 1);
        Crm other = crm(store, 1)) {
      long ida = create(one, "Ida");
      assertEquals(List.of(ida), find(one, "ida"));
      assertEquals(List.of(ida), find(other, "ida"));
      long bo = create(other, "Bo");
      assertEquals(List.of(bo), find(one, "bo"));
      assertEquals(List.of(bo), find(other, "bo"));
      assertNotEquals(ida, bo);
    }
  }

  @Test
  void moreRecordsThanAPageAreIndexed() {
    try (Store store = RocksStore.inMemory();
        Crm crm = crm(store, 1)) {
      var news =
          Stream.generate(() -> new NewRecord(Map.of("firstname", "Ida"), List.of()))
              .limit(2_500)
              .toList();
      crm.changes().createAll(CALLER, CONTACT, news, Reading.DEFAULTS);
      var search = new Search(List.of(), "ida", Optional.empty(), 2_400, 200);
      var found = crm.searches().search(CALLER, CONTACT, search, Reading.DEFAULTS);
      assertEquals(2_500, found.total());
      assertEquals(100, found.items().size());
    }
  }
}
