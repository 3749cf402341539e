package dev.liaison.crm.export;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.crm.catalogue.Sequence;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.crm.table.TableFiles;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes records into files, in the background. What is known of an export and its file are
/// documents of the store. Safe for concurrent use.
public final class Exports {

  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

  private static final String KIND = "export";
  private static final String DEPLOYMENT = "deployment";
  private static final String KEY = "export-key";
  private static final int KEY_LENGTH = 32;
  private static final int PAGE = 500;

  private final Store store;
  private final Catalogues catalogues;
  private final Records records;
  private final TableFiles tables;
  private final Executor background;
  private final InstantSource clock;

  /// @param background runs the work, on threads of its own
  public Exports(
      Store store,
      Catalogues catalogues,
      Records records,
      TableFiles tables,
      Executor background,
      InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.records = records;
    this.tables = tables;
    this.background = background;
    this.clock = clock;
  }

  /// Begins an export.
  ///
  /// @throws CrmException with [Problem.InvalidProperties] naming the columns that do not exist
  public Export start(Caller caller, ExportRequest request) {
    requireProperties(caller, request);
    long at = clock.millis();
    Export export =
        store.write(
            caller.portal(), tx -> save(tx, Export.enqueued(Sequence.next(tx, KIND), request, at)));
    background.execute(() -> run(caller, export));
    return export;
  }

  public Optional<Export> find(long portal, long id) {
    return store
        .read(portal, snapshot -> snapshot.document(KIND, Long.toString(id)))
        .map(content -> Export.of(content).seenAt(clock.millis()));
  }

  /// The file of an export that is done.
  public byte[] file(long portal, Export export) {
    return ExportFile.read(store, portal, export.id());
  }

  /// What the addresses of a portal's files are signed with; made once, and the same for all
  /// servers.
  public byte[] key(long portal) {
    Optional<byte[]> made = store.read(portal, snapshot -> snapshot.document(DEPLOYMENT, KEY));
    if (made.isPresent()) {
      return made.get();
    }
    byte[] random = new byte[KEY_LENGTH];
    new SecureRandom().nextBytes(random);
    return store.write(
        portal,
        tx -> {
          Optional<byte[]> others = tx.document(DEPLOYMENT, KEY);
          if (others.isEmpty()) {
            tx.putDocument(DEPLOYMENT, KEY, random);
          }
          return others.orElse(random);
        });
  }

  private void requireProperties(Caller caller, ExportRequest request) {
    var catalogue = catalogues.of(caller.portal());
    List<PropertyFault> faults =
        request.properties().stream()
            .filter(name -> ExportRows.definition(catalogue, request.type(), name).isEmpty())
            .map(PropertyFault::unknown)
            .toList();
    if (!faults.isEmpty()) {
      throw new CrmException(new Problem.InvalidProperties(request.type(), faults));
    }
  }

  /// A store that fails cannot be told of the failure: that the work stands still tells it.
  private void run(Caller caller, Export export) {
    try {
      write(caller, save(caller, export.processing(clock.millis(), 0)));
    } catch (StoreUnavailable | WriteInDoubt e) {
      LOG.warn("export {} ended with the store: {}", export.id(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("export {} failed", export.id(), e);
      save(caller, export.failed(clock.millis(), "The file could not be written"));
    }
  }

  private void write(Caller caller, Export export) throws IOException {
    ExportRequest request = export.request();
    var rows = new ExportRows(catalogues.of(caller.portal()), request);
    Export now = export;
    try (var file = new ExportFile(store, caller.portal(), export.id());
        var table = tables.write(request.format(), file)) {
      table.row(rows.head());
      long after = 0;
      boolean more = true;
      while (more) {
        Page<RecordView> page =
            records.list(caller, request.type(), false, after, PAGE, rows.reading());
        for (RecordView view : page.items()) {
          table.row(rows.row(view));
          after = view.id();
        }
        more = page.hasMore();
        now = save(caller, now.processing(clock.millis(), now.records() + page.items().size()));
      }
    }
    save(caller, now.done(clock.millis(), now.records()));
  }

  private Export save(Caller caller, Export export) {
    return store.write(caller.portal(), tx -> save(tx, export));
  }

  private static Export save(Transaction tx, Export export) {
    tx.putDocument(KIND, Long.toString(export.id()), export.document());
    return export;
  }
}
