package dev.liaison.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where the server's time went while it was measured.
///
/// @param work samples by part
/// @param frames samples by the innermost Java method
/// @param collections of garbage, and the milliseconds that requests stood still for them
record Profile(
    Measured measured,
    ThreadTimes threads,
    Map<Work, Integer> work,
    Map<String, Integer> frames,
    int collections,
    double pauseMillis,
    double longestPauseMillis) {

  private static final String CPU_SAMPLE = "jdk.CPUTimeSample";
  private static final String SAMPLE = "jdk.ExecutionSample";

  static Profile read(Measured measured, ThreadTimes threads, Path recording) {
    List<RecordedEvent> events;
    try {
      events = RecordingFile.readAllEvents(recording);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Samples by processor time see native code too; the other kind is for systems without them.
    String kind = events.stream().anyMatch(event -> isA(event, CPU_SAMPLE)) ? CPU_SAMPLE : SAMPLE;
    Map<Work, Integer> work = new EnumMap<>(Work.class);
    Map<String, Integer> frames = new HashMap<>();
    for (RecordedEvent event : events) {
      if (isA(event, kind) && event.getStackTrace() != null) {
        work.merge(Work.of(event.getStackTrace()), 1, Integer::sum);
        frames.merge(name(event.getStackTrace().getFrames().getFirst()), 1, Integer::sum);
      }
    }
    List<Double> pauses =
        events.stream()
            .filter(event -> isA(event, "jdk.GarbageCollection"))
            .map(event -> event.getDuration("sumOfPauses").toNanos() / 1e6)
            .toList();
    return new Profile(
        measured,
        threads,
        work,
        frames,
        pauses.size(),
        pauses.stream().mapToDouble(it -> it).sum(),
        pauses.stream().mapToDouble(it -> it).max().orElse(0));
  }

  /// The parts and their share of the samples, in percent, greatest first.
  List<Map.Entry<Work, Double>> parts() {
    double all = samples();
    return work.entrySet().stream()
        .sorted(Map.Entry.<Work, Integer>comparingByValue(Comparator.reverseOrder()))
        .map(entry -> Map.entry(entry.getKey(), 100 * entry.getValue() / all))
        .toList();
  }

  /// The methods with most samples, and their share in percent.
  List<Map.Entry<String, Double>> topFrames(int count) {
    double all = samples();
    return frames.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(count)
        .map(entry -> Map.entry(entry.getKey(), 100 * entry.getValue() / all))
        .toList();
  }

  int samples() {
    return work.values().stream().mapToInt(it -> it).sum();
  }

  private static boolean isA(RecordedEvent event, String type) {
    return event.getEventType().getName().equals(type);
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
