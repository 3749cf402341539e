package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a process exchanged with PostgreSQL since its start, counted by [CountingSockets] in a file
/// that both processes map.
///
/// @param roundTrips how often an answer was waited for
/// @param statements sent; 0 where the connection is encrypted
record Traffic(long roundTrips, long statements) {

  static final int ROUND_TRIPS = 0;
  static final int STATEMENTS = 8;
  private static final int SIZE = 16;

  static ByteBuffer map(Path file) {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Traffic read(ByteBuffer counters) {
    return new Traffic(counters.getLong(ROUND_TRIPS), counters.getLong(STATEMENTS));
  }

  /// What was exchanged after `earlier`.
  Traffic since(Traffic earlier) {
    return new Traffic(roundTrips - earlier.roundTrips, statements - earlier.statements);
  }
}
