package dev.liaison.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The machine in words: what figures depend on, and nothing that tells whose it is.
record Machine(
    String processor, int cores, long memoryGib, String system, String java, String data) {

  /// @param data where the data is
  /// @param database what it is in instead
  static Machine describe(Path data, Optional<String> database) {
    long memory =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    return new Machine(
        value(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch", "")),
        Runtime.getRuntime().availableProcessors(),
        Math.round(memory / (double) (1L << 30)),
        systemName(),
        "%s (%s)"
            .formatted(
                System.getProperty("java.runtime.version"), System.getProperty("java.vendor")),
        database.orElseGet(() -> disk(data)));
  }

  String words() {
    return "%d cores (%s), %d GiB of memory, %s, Java %s, data on %s"
        .formatted(cores, processor, memoryGib, system, java, data);
  }

  /// How busy the machine is without the measurement: the processes that want a core, over the last
  /// minute. Negative where that is not known.
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String systemName() {
    String name =
        value(Path.of("/etc/os-release"), "PRETTY_NAME")
            .map(quoted -> quoted.replace("\"", ""))
            .orElse(System.getProperty("os.name", ""));
    return name
        + ", kernel "
        + System.getProperty("os.version", "").replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private static String disk(Path data) {
    try {
      return Files.getFileStore(data).type() + kind();
    } catch (IOException e) {
      return "an unknown file system";
    }
  }

  /// The kinds of disks of the machine, where the system tells them.
  private static String kind() {
    Path blocks = Path.of("/sys/block");
    if (!Files.isDirectory(blocks)) {
      return "";
    }
    try (Stream<Path> devices = Files.list(blocks)) {
      return devices
          .map(device -> device.getFileName().toString())
          .filter(name -> name.matches("(vd|sd|nvme|xvd).*"))
          .sorted()
          .findFirst()
          .map(name -> " (" + kind(name) + ")")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String kind(String device) {
    if (device.startsWith("vd") || device.startsWith("xvd")) {
      return "a virtual disk";
    }
    return device.startsWith("nvme") ? "an NVMe disk" : "a SATA or SCSI disk";
  }

  private static Optional<String> value(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).replaceFirst("^\\s*[:=]\\s*", "").strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
