package dev.liaison.crm.imports;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.imports.ImportError.Code;
import dev.liaison.crm.imports.RowImport.Fault;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.table.TableFiles.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Links the records of a row to each other, and, when all rows of all files are in, to those that
/// other columns name. A link that cannot be made is told; the records stay. Used by one thread.
final class RowLinks {

  private static final Reading NOTHING = Reading.named(List.of());

  /// After so many links it is told that the work goes on.
  private static final int LINKS = 100;

  private final Crm crm;
  private final Caller caller;
  private final AssociationTypes types;
  private final Values values;
  private final RecordNames names;
  private final RowImport.Report report;
  private final List<Later> later = new ArrayList<>();

  RowLinks(Crm crm, Caller caller, Values values, RowImport.Report report) {
    this.crm = crm;
    this.caller = caller;
    this.types = values.catalogue().associationTypes();
    this.values = values;
    this.names = new RecordNames(crm, caller);
    this.report = report;
  }

  /// From where to where labels lead.
  private record Direction(ObjectTypeId from, ObjectTypeId to) {}

  /// A cell that names other records.
  ///
  /// @param number of its column, from 1
  private record Later(
      ObjectRef from,
      Column.Others column,
      Map<Direction, List<AssociationKey>> labels,
      String cell,
      int number,
      int file,
      Row row) {

    Fault fault(Code code, String message) {
      return new Fault(code, message, from.type(), number, cell);
    }
  }

  void link(Cells cells, int file, Row row, List<ObjectRef> records) {
    Map<Direction, List<AssociationKey>> labels = labels(cells, file, row);
    for (int i = 0; i < records.size(); i++) {
      for (ObjectRef to : records.subList(i + 1, records.size())) {
        ObjectRef from = records.get(i);
        try {
          crm.associations().associateAllOrNone(caller, pairs(from, to, Optional.empty(), labels));
        } catch (CrmException e) {
          String words = ImportFaults.words(e.problem());
          report.fault(
              new Fault(ImportFaults.linkCode(e.problem()), words, from.type(), 0, ""), file, row);
        }
      }
    }
    for (Cells.Place place : cells.places()) {
      String cell = place.of(row.cells());
      if (place.column() instanceof Column.Others column && !cell.isEmpty()) {
        records.stream()
            .filter(record -> record.type().equals(column.type()))
            .map(from -> new Later(from, column, labels, cell, place.index() + 1, file, row))
            .forEach(later::add);
      }
    }
  }

  /// Links what only later rows may have brought in.
  ///
  /// @param alive called from time to time
  void finish(Runnable alive) {
    for (int i = 0; i < later.size(); i++) {
      Later one = later.get(i);
      for (String word : words(one.cell())) {
        link(one, word);
      }
      if (i % LINKS == LINKS - 1) {
        alive.run();
      }
    }
    later.clear();
  }

  private void link(Later one, String word) {
    try {
      RecordNames.Named found = other(one.column(), word);
      if (found.fault() != null) {
        Fault fault = found.fault();
        report.fault(one.fault(fault.code(), fault.message()), one.file(), one.row());
      } else if (found.key() == null) {
        String message = "No record is known by " + word;
        report.fault(one.fault(Code.ASSOCIATION_RECORD_NOT_FOUND, message), one.file(), one.row());
      } else {
        var to = new ObjectRef(one.column().to(), found.key().id());
        crm.associations()
            .associateAllOrNone(caller, pairs(one.from(), to, one.column().key(), one.labels()));
      }
    } catch (CrmException e) {
      Code code = ImportFaults.linkCode(e.problem());
      report.fault(one.fault(code, ImportFaults.words(e.problem())), one.file(), one.row());
    }
  }

  private RecordNames.Named other(Column.Others column, String word) {
    if (column.property().isEmpty()) {
      return RowImport.isId(word)
          ? new RecordNames.Named(new RecordKey.ById(Long.parseLong(word)), null)
          : new RecordNames.Named(
              null,
              new Fault(
                  Code.INVALID_ASSOCIATION_IDENTIFIER, "This is no record id", null, 0, word));
    }
    PropertyDefinition definition = values.definition(column.to(), column.property().get());
    String value = values.read(definition, word);
    if (!definition.unique()) {
      return names.find(column.to(), definition.name(), value);
    }
    var key = new RecordKey.ByUnique(definition.name(), value);
    long id = crm.records().read(caller, column.to(), key, NOTHING).id();
    return new RecordNames.Named(new RecordKey.ById(id), null);
  }

  /// What links two records: this type, or the default, and the labels in both directions.
  private static List<Pair> pairs(
      ObjectRef from,
      ObjectRef to,
      Optional<AssociationKey> key,
      Map<Direction, List<AssociationKey>> labels) {
    var pairs = new ArrayList<Pair>(2);
    pairs.add(new Pair(from, to, key.map(List::of).orElse(List.of())));
    add(pairs, from, to, labels);
    if (!from.type().equals(to.type())) {
      add(pairs, to, from, labels);
    }
    return pairs;
  }

  private static void add(
      List<Pair> pairs, ObjectRef from, ObjectRef to, Map<Direction, List<AssociationKey>> labels) {
    List<AssociationKey> keys =
        labels.getOrDefault(new Direction(from.type(), to.type()), List.of());
    if (!keys.isEmpty()) {
      pairs.add(new Pair(from, to, keys));
    }
  }

  private Map<Direction, List<AssociationKey>> labels(Cells cells, int file, Row row) {
    var labels = new HashMap<Direction, List<AssociationKey>>();
    for (Cells.Place place : cells.places()) {
      if (place.column() instanceof Column.Labels(_, ObjectTypeId from, ObjectTypeId to)) {
        for (String word : words(place.of(row.cells()))) {
          Optional<AssociationKey> key = label(from, to, word);
          key.ifPresent(
              it ->
                  labels.computeIfAbsent(new Direction(from, to), _ -> new ArrayList<>(1)).add(it));
          if (key.isEmpty()) {
            String message = "There is no label '" + word + "' between these types";
            int number = place.index() + 1;
            report.fault(
                new Fault(Code.ASSOCIATION_LABEL_NOT_FOUND, message, from, number, word),
                file,
                row);
          }
        }
      }
    }
    return labels;
  }

  private Optional<AssociationKey> label(ObjectTypeId from, ObjectTypeId to, String word) {
    return types.between(from, to).stream()
        .filter(type -> word.equalsIgnoreCase(type.label()))
        .map(AssociationType::key)
        .findFirst();
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.split(";", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
