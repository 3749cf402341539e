package dev.liaison.benchmarks;

import dev.liaison.benchmarks.Processes.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Records a running server with the JDK's flight recorder while it is loaded. Used by one thread.
final class Profiler {

  private static final String NAME = "bench";

  private final Measuring measuring;
  private final Path directory;

  /// @param directory for the recordings
  Profiler(Measuring measuring, Path directory) {
    this.measuring = measuring;
    this.directory = directory;
  }

  Profile profile(Scenario scenario, Server server, int warmUp, int seconds) {
    long pid = server.child().pid();
    Path recording = directory.resolve(scenario.name() + ".jfr");
    jcmd(
        pid,
        "JFR.start",
        "name=" + NAME,
        "settings=profile",
        "jdk.CPUTimeSample#enabled=true",
        "jdk.CPUTimeSample#throttle=5ms");
    var before = new AtomicReference<>(new ThreadTimes(Map.of()));
    Measured measured =
        measuring.over(scenario, server, warmUp, seconds, () -> before.set(ThreadTimes.of(pid)));
    ThreadTimes used = ThreadTimes.of(pid).since(before.get());
    jcmd(pid, "JFR.stop", "name=" + NAME, "filename=" + recording);
    return Profile.read(measured, used, recording);
  }

  private static void jcmd(long pid, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        throw new IllegalStateException("jcmd cannot do " + String.join(" ", arguments));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
