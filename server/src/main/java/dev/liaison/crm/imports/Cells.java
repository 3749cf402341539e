package dev.liaison.crm.imports;

import dev.liaison.crm.imports.ImportRequest.SourceFile;
import dev.liaison.crm.table.UnreadableTable;
import java.util.ArrayList;
import java.util.List;

/// Where the columns of a file are in its rows.
///
/// @param width how many cells a row has at most
record Cells(List<Place> places, int width) {

  static final Cells NONE = new Cells(List.of(), 0);

  /// @param index of the cell, from 0
  record Place(Column column, int index) {

    /// What stands there; `""` in a row that is shorter.
    String of(List<String> cells) {
      return index < cells.size() ? cells.get(index).strip() : "";
    }
  }

  static Cells inOrder(SourceFile file) {
    var places = new ArrayList<Place>();
    for (Column column : file.columns()) {
      places.add(new Place(column, places.size()));
    }
    return new Cells(places, places.size());
  }

  /// @throws UnreadableTable when the file has no column of a mapped name
  static Cells named(SourceFile file, List<String> head) {
    List<String> names = head.stream().map(String::strip).toList();
    var places = new ArrayList<Place>();
    for (Column column : file.columns()) {
      int index = names.indexOf(column.name().strip());
      if (index >= 0) {
        places.add(new Place(column, index));
      } else if (!(column instanceof Column.Ignored)) {
        throw new UnreadableTable(
            "The file " + file.name() + " has no column '" + column.name() + "'", null);
      }
    }
    return new Cells(places, head.size());
  }
}
