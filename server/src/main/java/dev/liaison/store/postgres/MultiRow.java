package dev.liaison.store.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Statements with a list of rows.
final class MultiRow {

  private MultiRow() {}

  /// Adds a statement for each `most` items at most: `head`, a `row` for each of them, `tail`.
  ///
  /// @param bind hands over the values of the `?` of a row
  static <T> void add(
      Batch batch,
      List<T> items,
      int most,
      String head,
      String row,
      String tail,
      BiConsumer<T, Consumer<Object>> bind) {
    for (int start = 0; start < items.size(); start += most) {
      List<T> part = items.subList(start, Math.min(items.size(), start + most));
      StringBuilder sql = new StringBuilder(head);
      List<Object> values = new ArrayList<>();
      for (T item : part) {
        sql.append(values.isEmpty() ? "" : ", ").append(row);
        bind.accept(item, values::add);
      }
      batch.add(_ -> {}, sql.append(tail).toString(), values);
    }
  }
}
