package dev.liaison;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, on a free port, with [#TOKEN].
public final class ChildServer implements AutoCloseable {

  public static final String TOKEN = "pat-child";

  private static final Pattern URL = Pattern.compile("(http://\\S+)");

  private final Process process;
  private final String url;

  private ChildServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts it and waits until it says where it listens.
  public static ChildServer start(Path data) throws IOException {
    return start("--data", data.toString());
  }

  /// Starts one of several over a PostgreSQL database.
  public static ChildServer onPostgres(String url) throws IOException {
    return start("--postgres", url);
  }

  private static ChildServer start(String place, String where) throws IOException {
    Process process = launch(List.of(place, where, "--port", "0", "--token", TOKEN));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    var said = new StringBuilder();
    String line;
    while ((line = out.readLine()) != null) {
      said.append(line).append('\n');
      Matcher matcher = URL.matcher(line);
      if (matcher.find()) {
        drain(out);
        drain(process.errorReader(StandardCharsets.UTF_8));
        return new ChildServer(process, matcher.group(1));
      }
    }
    throw new IOException(
        "the server ended before it listened: "
            + said
            + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /// A server whose log fills the pipe stands still.
  private static void drain(BufferedReader output) {
    Thread.ofPlatform().daemon().start(() -> output.lines().forEach(_ -> {}));
  }

  /// Starts the main class with these options of `serve`, or with another command and its options.
  public static Process launch(List<String> options) throws IOException {
    return launch(List.of(), options, Map.of());
  }

  /// The same behind the words of another command that runs it, and with settings in the
  /// environment.
  static Process launch(List<String> runner, List<String> options, Map<String, String> settings)
      throws IOException {
    var command = new ArrayList<>(runner);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.liaison.Main"));
    command.addAll(options);
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("LIAISON_") && !name.equals("LIAISON_CACHE"));
    builder.environment().putAll(settings);
    return builder.start();
  }

  public String url() {
    return url;
  }

  /// SIGKILL: nothing in the process gets to know.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// SIGTERM.
  ///
  /// @return the exit code
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the server did not stop within a minute");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
