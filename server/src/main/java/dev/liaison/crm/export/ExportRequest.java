package dev.liaison.crm.export;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.table.TableFormat;
import java.util.List;
import java.util.Optional;

/// What is to be written into a file.
public sealed interface ExportRequest {

  String name();

  TableFormat format();

  /// The live records of a type, one a row.
  ///
  /// @param properties names of the columns, behind the record's id
  /// @param associated a type whose linked records' ids are a column more
  /// @param view which of them, in which order; empty for all. It is not kept with the export
  /// @param list whose members; empty for records of the type
  /// @param internalNames whether columns are headed by the names of properties instead of labels
  /// @param internalValues whether values are as the API writes them, instead of as people read
  ///   them
  record OfRecords(
      String name,
      ObjectTypeId type,
      List<String> properties,
      Optional<ObjectTypeId> associated,
      Optional<Search> view,
      Optional<Long> list,
      TableFormat format,
      boolean internalNames,
      boolean internalValues)
      implements ExportRequest {}

  /// The records with nearly as many links as they may have, or more: one row for each type that
  /// they are linked to so often.
  record OfHighUsage() implements ExportRequest {

    @Override
    public String name() {
      return "High association usage";
    }

    @Override
    public TableFormat format() {
      return TableFormat.CSV;
    }
  }
}
