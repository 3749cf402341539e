package dev.liaison.crm.imports;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.crm.imports.Import.Counters;
import dev.liaison.crm.imports.ImportError.Code;
import dev.liaison.crm.imports.ImportRequest.SourceFile;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.table.TableFiles;
import dev.liaison.crm.table.TableFiles.Row;
import dev.liaison.crm.table.UnreadableTable;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work of one import. Used by one thread.
final class ImportRun {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

  /// After so many rows it is told how far the work is, and heard whether it is to end.
  private static final int ROWS = 100;

  private final Store store;
  private final Crm crm;
  private final TableFiles tables;
  private final long portal;
  private final ImportRequest request;
  private final long id;
  private final long list;
  private final Caller writer;
  private final RowImport rowImport;
  private final List<ImportError> unsaved = new ArrayList<>();
  private final List<Long> unlisted = new ArrayList<>();
  private long rows;
  private long errors;

  ImportRun(
      Store store, Crm crm, TableFiles tables, Caller caller, ImportRequest request, Import of) {
    this.store = store;
    this.crm = crm;
    this.tables = tables;
    this.portal = caller.portal();
    this.request = request;
    this.id = of.id();
    this.list = of.list();
    this.writer = new Caller(caller.portal(), "IMPORT", Long.toString(id), caller.userId());
    this.rowImport = new RowImport(crm, writer, request, this::report);
  }

  /// Ends the work from inside of a reader.
  private static final class Ended extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    Ended(String message) {
      super(message, null, false, false);
    }
  }

  /// A store that fails cannot be told of the failure: that the work stands still tells it.
  void run() {
    try {
      progress();
      for (int i = 0; i < request.files().size(); i++) {
        read(request.files().get(i), i + 1);
      }
      rowImport.finish(this::progress);
      finish(Import.State.DONE, "");
    } catch (Ended e) {
      LOG.info("import {} was canceled", id);
      finish(Import.State.CANCELED, "");
    } catch (UnreadableTable e) {
      finish(Import.State.FAILED, String.valueOf(e.getMessage()));
    } catch (StoreUnavailable | WriteInDoubt e) {
      LOG.warn("import {} ended with the store: {}", id, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("import {} failed", id, e);
      finish(Import.State.FAILED, "The server could not go on with it");
    }
  }

  private void read(SourceFile file, int number) {
    var reading =
        new Object() {
          Cells cells = file.hasHeader() ? Cells.NONE : Cells.inOrder(file);
          boolean head = file.hasHeader();
        };
    tables.read(
        file.format(),
        file.content(),
        row -> {
          if (reading.head) {
            reading.cells = Cells.named(file, row.cells());
            reading.head = false;
            return;
          }
          if (row.cells().stream().allMatch(String::isBlank)) {
            return;
          }
          row(reading.cells, number, row);
        });
  }

  private void row(Cells cells, int file, Row row) {
    rows++;
    if (row.cells().size() > cells.width()) {
      report(
          new RowImport.Fault(
              Code.INCORRECT_NUMBER_OF_COLUMNS,
              "The row has " + row.cells().size() + " cells, the file " + cells.width(),
              null,
              0,
              ""),
          file,
          row);
    } else {
      rowImport.bring(cells, file, row).stream()
          .filter(record -> list != 0 && record.type().equals(ObjectTypes.CONTACT))
          .forEach(contact -> unlisted.add(contact.id()));
    }
    if (rows % ROWS == 0) {
      progress();
    }
  }

  private void report(RowImport.Fault fault, int file, Row row) {
    errors++;
    if (errors <= Imports.MAX_ERRORS) {
      unsaved.add(fault.error(errors, crm.clock().millis(), file, row));
    }
  }

  private Counters counters() {
    return new Counters(rows, rowImport.created(), rowImport.updated(), rowImport.values(), errors);
  }

  /// @throws Ended when the import was canceled
  private void progress() {
    if (save(Import.State.PROCESSING, "") == Import.State.CANCELED) {
      throw new Ended("canceled");
    }
  }

  private void finish(Import.State state, String reason) {
    Import.State _ = save(state, reason);
  }

  /// @return the state that it has then: one that was canceled stays so
  private Import.State save(Import.State state, String reason) {
    listContacts();
    long at = crm.clock().millis();
    Counters counters = counters();
    List<ImportError> kept = List.copyOf(unsaved);
    Import saved =
        store.write(
            portal,
            tx -> {
              kept.forEach(error -> Imports.save(tx, id, error));
              Import now = Imports.stored(tx, id).orElseThrow();
              Import.State next =
                  now.state() == Import.State.CANCELED ? Import.State.CANCELED : state;
              return Imports.save(
                  tx,
                  next == Import.State.FAILED
                      ? now.failed(reason, counters, at)
                      : now.at(next, counters, at));
            });
    unsaved.clear();
    return saved.state();
  }

  /// Somebody may have deleted the list meanwhile, which is no reason to stop.
  private void listContacts() {
    if (!unlisted.isEmpty()) {
      try {
        var _ = crm.memberships().change(writer, list, List.copyOf(unlisted), List.of());
      } catch (CrmException e) {
        LOG.info("import {} has no list any more: {}", id, e.problem());
      }
      unlisted.clear();
    }
  }
}
