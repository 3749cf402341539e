package dev.liaison.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The processor time of a PostgreSQL server: all of its processes, those that have ended included.
/// Known where it runs on this machine and there is a `/proc`.
///
/// @param postmaster the process that is the parent of the others
record DatabaseTime(OptionalLong postmaster) {

  /// For measurements that use no database.
  static final DatabaseTime UNKNOWN = new DatabaseTime(OptionalLong.empty());

  private static final long NANOS_PER_TICK = 10_000_000;

  // In what follows the name of the program in a `stat`.
  private static final int PARENT = 1;
  private static final int PROGRAM = 11;
  private static final int KERNEL = 12;
  private static final int ENDED_CHILDREN_PROGRAM = 13;
  private static final int ENDED_CHILDREN_KERNEL = 14;

  static DatabaseTime of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select pg_backend_pid(), inet_server_addr() << '127.0.0.0/8' or"
                    + " inet_server_addr() = '::1'")) {
      rows.next();
      Path process = Path.of("/proc", rows.getString(1));
      return rows.getBoolean(2)
          ? stat(process)
              .filter(stat -> stat.isPostgres)
              .map(stat -> new DatabaseTime(OptionalLong.of(stat.parent())))
              .orElse(UNKNOWN)
          : UNKNOWN;
    }
  }

  /// Nanoseconds since its start; NaN where that is not known.
  double used() {
    if (postmaster.isEmpty()) {
      return Double.NaN;
    }
    long ticks = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(it -> it.getFileName().toString().matches("\\d+")).toList()) {
        boolean isPostmaster =
            process.getFileName().toString().equals(Long.toString(postmaster.getAsLong()));
        Stat stat = stat(process).orElse(Stat.NONE);
        if (isPostmaster) {
          ticks += stat.ticks + stat.ticksOfEnded;
        } else if (stat.parent == postmaster.getAsLong()) {
          ticks += stat.ticks;
        }
      }
    } catch (IOException e) {
      return Double.NaN;
    }
    return (double) ticks * NANOS_PER_TICK;
  }

  private record Stat(boolean isPostgres, long parent, long ticks, long ticksOfEnded) {
    static final Stat NONE = new Stat(false, 0, 0, 0);
  }

  /// Empty when the process has ended.
  private static Optional<Stat> stat(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
      return Optional.of(
          new Stat(
              name.startsWith("postgres"),
              number(fields, PARENT),
              number(fields, PROGRAM) + number(fields, KERNEL),
              number(fields, ENDED_CHILDREN_PROGRAM) + number(fields, ENDED_CHILDREN_KERNEL)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long number(List<String> fields, int index) {
    return Long.parseLong(fields.get(index));
  }
}
