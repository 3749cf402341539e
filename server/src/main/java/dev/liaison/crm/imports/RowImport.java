package dev.liaison.crm.imports;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.imports.ImportError.Code;
import dev.liaison.crm.imports.ImportRequest.Operation;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordChanges.Upserted;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyFault;
import dev.liaison.crm.table.TableFiles.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings in the records of one row at a time, each of them in a transaction of its own; [RowLinks]
/// links them. A value that is not allowed is left out and told; the rest of the record is written.
/// Used by one thread.
final class RowImport {

  private static final Reading NOTHING = Reading.named(List.of());

  private final Crm crm;
  private final Caller caller;
  private final ImportRequest request;
  private final List<ObjectTypeId> types;
  private final Values values;
  private final RecordNames names;
  private final RowLinks links;
  private final Report report;
  private long created;
  private long updated;
  private long written;

  /// Takes what is wrong with a row.
  interface Report {
    void fault(Fault fault, int file, Row row);
  }

  /// What is wrong.
  ///
  /// @param type of the record it is about, null for none
  /// @param column from 1, 0 for none
  record Fault(Code code, String message, @Nullable ObjectTypeId type, int column, String value) {

    ImportError error(long id, long at, int file, Row row) {
      return new ImportError(
          id,
          at,
          code,
          message,
          Optional.ofNullable(type),
          column,
          value,
          file,
          row.line(),
          row.cells());
    }
  }

  /// What a row says of its record of a type.
  ///
  /// @param columns the numbers of the properties' columns, from 1
  private record Draft(
      ObjectTypeId type,
      @Nullable RecordKey key,
      Map<String, String> properties,
      Map<String, Integer> columns) {}

  RowImport(Crm crm, Caller caller, ImportRequest request, Report report) {
    this.crm = crm;
    this.caller = caller;
    this.request = request;
    this.types = request.types();
    this.values =
        new Values(crm.catalogue(caller), crm.owners().all(caller.portal()), request.dates());
    this.names = new RecordNames(crm, caller);
    this.links = new RowLinks(crm, caller, values, report);
    this.report = report;
  }

  long created() {
    return created;
  }

  long updated() {
    return updated;
  }

  /// How many property values were written.
  long values() {
    return written;
  }

  /// @return the records that are in now
  List<ObjectRef> bring(Cells cells, int file, Row row) {
    var records = new ArrayList<ObjectRef>();
    for (ObjectTypeId type : types) {
      draft(type, cells, file, row)
          .flatMap(draft -> write(draft, file, row))
          .ifPresent(records::add);
    }
    links.link(cells, file, row, records);
    return records;
  }

  /// Links the records to those that other rows may have brought in.
  ///
  /// @param alive called from time to time
  void finish(Runnable alive) {
    links.finish(alive);
  }

  static boolean isId(String text) {
    return text.matches("[0-9]{1,18}");
  }

  /// Empty when the row says nothing of the type, or names its record by what is no id.
  private Optional<Draft> draft(ObjectTypeId type, Cells cells, int file, Row row) {
    RecordKey key = null;
    var properties = new LinkedHashMap<String, String>();
    var columns = new LinkedHashMap<String, Integer>();
    var naming = new ArrayList<String>(1);
    for (Cells.Place place : cells.places()) {
      String cell = place.of(row.cells());
      if (cell.isEmpty()) {
        continue;
      }
      int number = place.index() + 1;
      switch (place.column()) {
        case Column.RecordId(_, ObjectTypeId of) when of.equals(type) -> {
          if (!isId(cell)) {
            report.fault(
                new Fault(Code.INVALID_RECORD_ID, "This is no record id", type, number, cell),
                file,
                row);
            return Optional.empty();
          }
          key = new RecordKey.ById(Long.parseLong(cell));
        }
        case Column.Property(_, ObjectTypeId of, String name, boolean names)
            when of.equals(type) -> {
          PropertyDefinition definition = values.definition(type, name);
          properties.put(definition.name(), values.read(definition, cell));
          columns.put(definition.name(), number);
          if (names) {
            naming.add(definition.name());
          }
        }
        case Column.RecordId _,
            Column.Property _,
            Column.Others _,
            Column.Labels _,
            Column.Ignored _ -> {}
      }
    }
    if (key == null && properties.isEmpty()) {
      return Optional.empty();
    }
    if (key == null) {
      key = unique(type, properties);
    }
    if (key == null && !naming.isEmpty()) {
      String property = naming.getFirst();
      RecordNames.Named found = names.find(type, property, properties.getOrDefault(property, ""));
      if (found.fault() != null) {
        report.fault(found.fault(), file, row);
        return Optional.empty();
      }
      key = found.key();
    }
    return Optional.of(new Draft(type, key, properties, columns));
  }

  /// The record that one of the values names, where its property has unique values.
  private @Nullable RecordKey unique(ObjectTypeId type, Map<String, String> properties) {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (values.definition(type, property.getKey()).unique()) {
        return new RecordKey.ByUnique(property.getKey(), property.getValue());
      }
    }
    return null;
  }

  private Optional<ObjectRef> write(Draft draft, int file, Row row) {
    Optional<Fault> refused = refused(draft);
    if (refused.isPresent()) {
      report.fault(refused.get(), file, row);
      return Optional.empty();
    }
    try {
      ObjectRef ref = new ObjectRef(draft.type(), write(draft));
      written += draft.properties().size();
      return Optional.of(ref);
    } catch (CrmException e) {
      if (e.problem() instanceof Problem.InvalidProperties(_, List<PropertyFault> faults)) {
        return without(faults, draft, file, row);
      }
      report.fault(
          new Fault(
              ImportFaults.code(e.problem()), ImportFaults.words(e.problem()), draft.type(), 0, ""),
          file,
          row);
      return Optional.empty();
    }
  }

  private Optional<ObjectRef> without(List<PropertyFault> faults, Draft draft, int file, Row row) {
    var left = new LinkedHashMap<>(draft.properties());
    boolean keyed = false;
    for (PropertyFault fault : faults) {
      int column = draft.columns().getOrDefault(fault.name(), 0);
      String value = fault.value() == null ? "" : fault.value();
      report.fault(
          new Fault(ImportFaults.code(fault), fault.message(), draft.type(), column, value),
          file,
          row);
      left.remove(fault.name());
      keyed |=
          draft.key() instanceof RecordKey.ByUnique(String property, _)
              && property.equals(fault.name());
    }
    boolean nothing = left.size() == draft.properties().size() || keyed || left.isEmpty();
    return nothing
        ? Optional.empty()
        : write(new Draft(draft.type(), draft.key(), left, draft.columns()), file, row);
  }

  /// What the operation of the type does not allow.
  private Optional<Fault> refused(Draft draft) {
    Operation operation = request.operation(draft.type());
    if (operation == Operation.CREATE && draft.key() instanceof RecordKey.ById) {
      return Optional.of(
          new Fault(
              Code.CREATE_ONLY_IMPORT,
              "The import creates records and does not update them",
              draft.type(),
              0,
              ""));
    }
    if (operation == Operation.UPDATE && draft.key() == null) {
      return Optional.of(
          new Fault(
              Code.UPDATE_ONLY_IMPORT,
              "The row does not say which record it updates",
              draft.type(),
              0,
              ""));
    }
    return Optional.empty();
  }

  /// @return the record's id
  private long write(Draft draft) {
    Operation operation = request.operation(draft.type());
    RecordKey key = draft.key();
    if (operation == Operation.CREATE || key == null) {
      return create(draft);
    }
    if (operation == Operation.UPSERT && key instanceof RecordKey.ByUnique) {
      return upsert(draft, key);
    }
    return update(draft, key);
  }

  private long create(Draft draft) {
    var record = new NewRecord(draft.properties(), List.of());
    long id = crm.changes().create(caller, draft.type(), record, NOTHING).view().id();
    created++;
    return id;
  }

  private long update(Draft draft, RecordKey key) {
    if (draft.properties().isEmpty()) {
      return crm.records().read(caller, draft.type(), key, NOTHING).id();
    }
    long id = crm.changes().update(caller, draft.type(), key, draft.properties(), NOTHING).id();
    updated++;
    return id;
  }

  private long upsert(Draft draft, RecordKey key) {
    Upserted done =
        crm.changes()
            .upsertAll(caller, draft.type(), List.of(new Update(key, draft.properties())), NOTHING)
            .getFirst()
            .orElseThrow();
    if (done.isNew()) {
      created++;
    } else {
      updated++;
    }
    return done.view().id();
  }
}
