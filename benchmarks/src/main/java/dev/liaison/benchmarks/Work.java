package dev.liaison.benchmarks;

import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/// The parts of the server that time is spent in. A sample counts for the innermost frame that
/// tells a part; code of the JDK counts for who called it, but for the few parts that are made of
/// it.
enum Work {
  SOCKETS("sockets: reading, writing, waiting (JDK and kernel)"),
  SCHEDULING("scheduling of virtual threads (JDK)"),
  HTTP("HTTP server (Helidon, and the adapter to it)"),
  ROUTING("routing, filters, access, limits"),
  DIALECT("dialects: reading requests, rendering answers"),
  JSON("JSON (Jackson)"),
  CORE("core"),
  STORE("store, its Java"),
  ROCKSDB("RocksDB, native"),
  DATABASE_SOCKETS("sockets to PostgreSQL: reading, writing, waiting (JDK and kernel)"),
  DRIVER("PostgreSQL driver and pool (pgjdbc, HikariCP)"),
  OTHER("everything else");

  final String title;

  Work(String title) {
    this.title = title;
  }

  static Work of(RecordedStackTrace trace) {
    for (RecordedFrame frame : trace.getFrames()) {
      Optional<Work> work = of(frame.getMethod().getType().getName());
      if (work.isPresent()) {
        return work.get() == SOCKETS && isOfDriver(trace) ? DATABASE_SOCKETS : work.get();
      }
    }
    return OTHER;
  }

  private static boolean isOfDriver(RecordedStackTrace trace) {
    return trace.getFrames().stream()
        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith("org.postgresql."));
  }

  private record Mark(String prefix, Work work) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("sun.nio.ch.", SOCKETS),
          new Mark("java.net.", SOCKETS),
          new Mark("java.lang.VirtualThread", SCHEDULING),
          new Mark("java.util.concurrent.ForkJoin", SCHEDULING),
          new Mark("java.util.concurrent.locks.LockSupport", SCHEDULING),
          new Mark("jdk.internal.vm.Continuation", SCHEDULING),
          new Mark("org.rocksdb.", ROCKSDB),
          new Mark("org.postgresql.", DRIVER),
          new Mark("com.zaxxer.hikari.", DRIVER),
          new Mark("dev.liaison.store.", STORE),
          new Mark("dev.liaison.crm.", CORE),
          new Mark("tools.jackson.", JSON),
          new Mark("dev.liaison.wire.", DIALECT),
          new Mark("dev.liaison.http.", ROUTING),
          new Mark("dev.liaison.access.", ROUTING),
          new Mark("dev.liaison.limits.", ROUTING),
          new Mark("dev.liaison.control.", ROUTING),
          new Mark("dev.liaison.server.", HTTP),
          new Mark("io.helidon.", HTTP));

  private static Optional<Work> of(String type) {
    return MARKS.stream().filter(mark -> type.startsWith(mark.prefix)).map(Mark::work).findFirst();
  }
}
