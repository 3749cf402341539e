package dev.liaison.crm.imports;

import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.Store;
import dev.liaison.crm.imports.Import.State;
import dev.liaison.crm.imports.ImportRequest.SourceFile;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.table.TableFormat;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.Stores;
import dev.liaison.table.LibraryTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportsTest {

  private static final Caller CALLER = Caller.api(1);

  private final Store store = Stores.ROCKS.empty();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private long now = 1_000_000;
  private final Crm crm =
      Crm.over(
          store,
          Catalogue.hubspotDefined(),
          () -> Instant.ofEpochMilli(now),
          LuceneIndex.inMemory(1));
  private final Imports imports = new Imports(store, crm, new LibraryTables(), work::add);

  @AfterEach
  void close() {
    crm.close();
    store.close();
  }

  private Import start(TableFormat format, byte[] content) {
    return start(imports, format, content);
  }

  private static Import start(Imports at, TableFormat format, byte[] content) {
    List<Column> columns = List.of(new Column.Property("Mail", CONTACT, "email", false));
    var file = new SourceFile("a", format, true, columns, content);
    return at.start(
        CALLER,
        new ImportRequest("People", Map.of(), DateOrder.MONTH_DAY_YEAR, false, List.of(file)));
  }

  private static byte[] csv(int rows) {
    var text = new StringBuilder("Mail\n");
    for (int i = 0; i < rows; i++) {
      text.append("p").append(i).append("@b.example\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Import found(Import it) {
    return imports.find(1, it.id()).orElseThrow();
  }

  private int contacts() {
    return crm.records().list(CALLER, CONTACT, false, 0, 1_000, Reading.DEFAULTS).items().size();
  }

  @Test
  void anImportWhoseServerIsGoneHasFailedAndSaysWhy() {
    Import it = start(TableFormat.CSV, csv(1));
    now += 60_000;
    assertEquals(State.STARTED, found(it).state());
    now += 1;
    assertEquals(State.FAILED, found(it).state());
    assertEquals(
        "The server that worked at it was stopped",
        imports.errors(1, found(it), 0, 9).items().getFirst().message());
  }

  @Test
  void oneThatIsCanceledBeforeItBeginsWritesNothing() {
    Import it = start(TableFormat.CSV, csv(3));
    assertEquals(State.CANCELED, imports.cancel(1, it.id()).orElseThrow().state());
    work.remove().run();
    assertEquals(State.CANCELED, found(it).state());
    assertEquals(0, contacts());
  }

  @Test
  void oneThatIsCanceledOnTheWayStopsAndKeepsWhatItWrote() {
    var cancelling =
        new LibraryTables() {
          @Override
          public void read(TableFormat format, byte[] content, Consumer<Row> row) {
            super.read(
                format,
                content,
                each -> {
                  row.accept(each);
                  if (each.line() == 50) {
                    imports.cancel(1, 1);
                  }
                });
          }
        };
    var canceled = new Imports(store, crm, cancelling, work::add);
    Import it = start(canceled, TableFormat.CSV, csv(250));
    work.remove().run();
    assertEquals(State.CANCELED, found(it).state());
    assertEquals(100, found(it).counters().rows());
    assertEquals(100, contacts());
  }

  @Test
  void oneThatIsNotUtf8FailsBeforeItWritesAnything() {
    byte[] content =
        "Mail\nida@b.example\nb\u00e9a@b.example\n".getBytes(StandardCharsets.ISO_8859_1);
    Import it = start(TableFormat.CSV, content);
    work.remove().run();
    assertEquals(State.FAILED, found(it).state());
    assertEquals(
        "not CSV in UTF-8", imports.errors(1, found(it), 0, 9).items().getFirst().message());
    assertEquals(0, contacts());
  }

  @Test
  void spreadsheetsAreRead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var table = new LibraryTables().write(TableFormat.XLSX, bytes)) {
      table.row(List.of("Mail"));
      table.row(List.of("ida@b.example"));
      table.row(List.of("ole@b.example"));
    }
    Import it = start(TableFormat.XLSX, bytes.toByteArray());
    work.remove().run();
    assertEquals(new Import.Counters(2, 2, 0, 2, 0), found(it).counters());
    assertEquals(2, contacts());
  }
}
