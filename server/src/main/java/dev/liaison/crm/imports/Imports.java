package dev.liaison.crm.imports;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Page;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.catalogue.Sequence;
import dev.liaison.crm.list.Lists;
import dev.liaison.crm.list.RecordList.Processing;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.crm.table.TableFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// Brings files in as records, in the background. What is known of an import and its errors are
/// documents of the store; the files are kept in memory only. Safe for concurrent use.
public final class Imports {

  private static final String KIND = "import";

  /// Of the errors of one import that are kept.
  static final int MAX_ERRORS = 10_000;

  private final Store store;
  private final Crm crm;
  private final TableFiles tables;
  private final Executor background;

  /// @param background runs the work, on threads of its own
  public Imports(Store store, Crm crm, TableFiles tables, Executor background) {
    this.store = store;
    this.crm = crm;
    this.tables = tables;
    this.background = background;
  }

  /// Begins an import.
  ///
  /// @throws CrmException with [Problem.InvalidProperties] naming the mapped properties of a type
  ///   that do not exist; [Problem.NotAssociable], [Problem.UnknownAssociationType]
  public Import start(Caller caller, ImportRequest request) {
    Catalogue catalogue = crm.catalogue(caller);
    request.types().forEach(type -> requireProperties(catalogue, request, type));
    request.files().stream()
        .flatMap(file -> file.columns().stream())
        .forEach(column -> requireLinks(catalogue, column));
    boolean listed = request.listsContacts() && request.types().contains(ObjectTypes.CONTACT);
    long list = listed ? newList(caller, request.name()) : 0;
    long at = crm.clock().millis();
    Import started =
        store.write(
            caller.portal(),
            tx -> save(tx, Import.started(Sequence.next(tx, KIND), request, list, at)));
    background.execute(() -> new ImportRun(store, crm, tables, caller, request, started).run());
    return started;
  }

  private static void requireProperties(
      Catalogue catalogue, ImportRequest request, ObjectTypeId type) {
    var faults = new ArrayList<PropertyFault>();
    for (ImportRequest.SourceFile file : request.files()) {
      for (Column column : file.columns()) {
        if (column instanceof Column.Property(_, ObjectTypeId of, String name, _)
            && of.equals(type)
            && catalogue.properties().find(type, lower(name)).isEmpty()) {
          faults.add(PropertyFault.unknown(name));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new CrmException(new Problem.InvalidProperties(type, faults));
    }
  }

  private static void requireLinks(Catalogue catalogue, Column column) {
    switch (column) {
      case Column.Others(_, ObjectTypeId from, ObjectTypeId to, var property, var key) -> {
        requireAssociable(catalogue, from, to);
        if (key.isPresent()
            && catalogue.associationTypes().find(from, to, key.orElseThrow()).isEmpty()) {
          throw new CrmException(new Problem.UnknownAssociationType(from, to, key.orElseThrow()));
        }
        property
            .filter(name -> catalogue.properties().find(to, lower(name)).isEmpty())
            .ifPresent(
                name -> {
                  var unknown = List.of(PropertyFault.unknown(name));
                  throw new CrmException(new Problem.InvalidProperties(to, unknown));
                });
      }
      case Column.Labels(_, ObjectTypeId from, ObjectTypeId to) ->
          requireAssociable(catalogue, from, to);
      case Column.Ignored _, Column.RecordId _, Column.Property _ -> {}
    }
  }

  private static void requireAssociable(Catalogue catalogue, ObjectTypeId from, ObjectTypeId to) {
    if (catalogue.associationTypes().plain(from, to).isEmpty()) {
      throw new CrmException(new Problem.NotAssociable(from, to));
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// A list of contacts with the name of the import, or with a number behind it where there is one
  /// already.
  private long newList(Caller caller, String name) {
    Set<String> taken =
        crm.lists().all(caller).stream()
            .map(list -> lower(list.name()))
            .collect(Collectors.toSet());
    String free = name;
    for (int i = 2; taken.contains(lower(free)); i++) {
      free = name + " (" + i + ")";
    }
    var list =
        new Lists.NewList(
            free, ObjectTypes.CONTACT, Processing.MANUAL, Optional.empty(), 0, Map.of());
    return crm.lists().create(caller, list).id();
  }

  public Optional<Import> find(long portal, long id) {
    return store
        .read(portal, snapshot -> stored(snapshot, id))
        .map(it -> it.seenAt(crm.clock().millis()));
  }

  /// A page of the imports, in the order of their begin.
  public Page<Import> list(long portal, long afterId, int limit) {
    long now = crm.clock().millis();
    List<Import> page =
        store.read(portal, snapshot -> snapshot.documents(KIND)).values().stream()
            .map(content -> Import.of(content).seenAt(now))
            .filter(it -> it.id() > afterId)
            .sorted(Comparator.comparingLong(Import::id))
            .limit(limit + 1L)
            .toList();
    return Page.of(page, limit);
  }

  /// Ends an import that is not over; what it has written stays.
  public Optional<Import> cancel(long portal, long id) {
    long now = crm.clock().millis();
    return store.write(
        portal,
        tx ->
            stored(tx, id)
                .map(it -> it.seenAt(now))
                .map(
                    it ->
                        it.state().over()
                            ? it
                            : save(tx, it.at(Import.State.CANCELED, it.counters(), now))));
  }

  /// A page of what an import could not bring in; behind it why it failed, if it did.
  public Page<ImportError> errors(long portal, Import of, long afterId, int limit) {
    var errors =
        new ArrayList<>(
            store.read(portal, snapshot -> snapshot.documents(errors(of.id()))).values().stream()
                .map(ImportError::of)
                .sorted(Comparator.comparingLong(ImportError::id))
                .toList());
    if (of.state() == Import.State.FAILED) {
      errors.add(
          new ImportError(
              errors.size() + 1L,
              of.updatedAt(),
              ImportError.Code.UNKNOWN_ERROR,
              of.reason(),
              Optional.empty(),
              0,
              "",
              1,
              0,
              List.of()));
    }
    return Page.of(
        errors.stream().filter(error -> error.id() > afterId).limit(limit + 1L).toList(), limit);
  }

  static Optional<Import> stored(Snapshot snapshot, long id) {
    return snapshot.document(KIND, Long.toString(id)).map(Import::of);
  }

  static Import save(Transaction tx, Import it) {
    tx.putDocument(KIND, Long.toString(it.id()), it.document());
    return it;
  }

  static void save(Transaction tx, long id, ImportError error) {
    tx.putDocument(errors(id), Long.toString(error.id()), error.document());
  }

  /// The collection of the errors of one import.
  private static String errors(long id) {
    return "import-errors/" + id;
  }
}
