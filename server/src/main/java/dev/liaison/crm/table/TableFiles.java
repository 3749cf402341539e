package dev.liaison.crm.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/// Writes and reads tables. The adapter is in `dev.liaison.table`. Safe for concurrent use.
public interface TableFiles {

  /// Begins a file.
  ///
  /// @param out closed with the result
  TableWriter write(TableFormat format, OutputStream out) throws IOException;

  /// Gives every row of a file in order, also the first one; rows without any cell are left out.
  ///
  /// @throws UnreadableTable when the file is not of the format
  void read(TableFormat format, byte[] content, Consumer<Row> row);

  /// Writes one file, row by row. Used by one thread.
  interface TableWriter extends AutoCloseable {

    void row(List<String> cells) throws IOException;

    /// Finishes the file.
    @Override
    void close() throws IOException;
  }

  /// @param line where the row begins, from 1
  record Row(int line, List<String> cells) {}
}
