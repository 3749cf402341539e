package dev.liaison.crm.export;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.StoreUnavailable;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.WriteInDoubt;
import dev.liaison.crm.catalogue.Sequence;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.table.TableFiles;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
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

  /// How long files are kept; ours.
  private static final Duration KEPT = Duration.ofDays(30);

  private final Store store;
  private final Crm crm;
  private final TableFiles tables;
  private final Executor background;

  /// @param background runs the work, on threads of its own
  public Exports(Store store, Crm crm, TableFiles tables, Executor background) {
    this.store = store;
    this.crm = crm;
    this.tables = tables;
    this.background = background;
  }

  /// Begins an export, and removes those of long ago.
  ///
  /// @throws CrmException with [Problem.InvalidProperties] naming the columns that do not exist; as
  ///   a search for the view; [Problem.UnknownList], [Problem.InvalidList]
  public Export start(Caller caller, ExportRequest request) {
    if (request instanceof ExportRequest.OfRecords records) {
      requireProperties(caller, records);
      records.view().ifPresent(view -> requireSearch(caller, records, view));
      records.list().ifPresent(list -> requireList(caller, records, list));
    }
    long at = crm.clock().millis();
    Export export =
        store.write(
            caller.portal(),
            tx -> {
              removeOld(tx, at);
              return save(tx, Export.enqueued(Sequence.next(tx, KIND), request, at));
            });
    background.execute(() -> run(caller, export));
    return export;
  }

  private static void removeOld(Transaction tx, long now) {
    for (byte[] content : tx.documents(KIND).values()) {
      Export old = Export.of(content);
      if (now - old.requestedAt() > KEPT.toMillis()) {
        tx.removeDocument(KIND, Long.toString(old.id()));
        ExportFile.remove(tx, old.id());
      }
    }
  }

  /// Finds nothing, but refuses what a search refuses.
  private void requireSearch(Caller caller, ExportRequest.OfRecords request, Search view) {
    var none = new Search(view.groups(), view.query(), view.sort(), 0, 0);
    var _ = crm.searches().search(caller, request.type(), none, Reading.DEFAULTS);
  }

  private void requireList(Caller caller, ExportRequest.OfRecords request, long list) {
    ObjectTypeId type = crm.lists().get(caller, list).type();
    if (!type.equals(request.type())) {
      throw new CrmException(new Problem.InvalidList("The list is of another object type"));
    }
  }

  public Optional<Export> find(long portal, long id) {
    return store
        .read(portal, snapshot -> snapshot.document(KIND, Long.toString(id)))
        .map(content -> Export.of(content).seenAt(crm.clock().millis()));
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

  private void requireProperties(Caller caller, ExportRequest.OfRecords request) {
    var catalogue = crm.catalogue(caller);
    List<PropertyFault> faults =
        request.properties().stream()
            .filter(name -> RecordTable.definition(catalogue, request.type(), name).isEmpty())
            .map(PropertyFault::unknown)
            .toList();
    if (!faults.isEmpty()) {
      throw new CrmException(new Problem.InvalidProperties(request.type(), faults));
    }
  }

  /// A store that fails cannot be told of the failure: that the work stands still tells it.
  private void run(Caller caller, Export export) {
    try {
      write(caller, save(caller, export.processing(crm.clock().millis(), 0)));
    } catch (StoreUnavailable | WriteInDoubt e) {
      LOG.warn("export {} ended with the store: {}", export.id(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("export {} failed", export.id(), e);
      save(caller, export.failed(crm.clock().millis(), "The file could not be written"));
    }
  }

  private void write(Caller caller, Export export) throws IOException {
    ExportTable table = table(caller, export.request());
    Export now = export;
    try (var file = new ExportFile(store, caller.portal(), export.id());
        var writer = tables.write(export.request().format(), file)) {
      writer.row(table.head());
      Page<List<String>> page;
      do {
        page = table.next();
        for (List<String> row : page.items()) {
          writer.row(row);
        }
        now =
            save(caller, now.processing(crm.clock().millis(), now.records() + page.items().size()));
      } while (page.hasMore());
    }
    save(caller, now.done(crm.clock().millis(), now.records()));
  }

  private ExportTable table(Caller caller, ExportRequest request) {
    return switch (request) {
      case ExportRequest.OfRecords records -> RecordTable.of(crm, caller, records);
      case ExportRequest.OfHighUsage() -> new UsageTable(crm.linkUsage(), caller);
    };
  }

  private Export save(Caller caller, Export export) {
    return store.write(caller.portal(), tx -> save(tx, export));
  }

  private static Export save(Transaction tx, Export export) {
    tx.putDocument(KIND, Long.toString(export.id()), export.document());
    return export;
  }
}
