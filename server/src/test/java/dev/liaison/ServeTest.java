package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `liaison serve` as a process: what it says, what it leaves, how it ends.
class ServeTest {

  private static final String RECORD = "- {contact: 1, properties: {email: a@b.example}}\n";

  @TempDir Path directory;

  /// A process that serves, and all it has said on standard output up to the line `Stop`.
  private record Serving(Process process, List<String> said, Path log, Thread logging)
      implements AutoCloseable {

    String line(String word) {
      return said.stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length()).strip())
          .findFirst()
          .orElseThrow(() -> new AssertionError("no line " + word + " in " + said));
    }

    HttpResponse<Void> get(String path, String token) throws Exception {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client.send(
            HttpRequest.newBuilder(URI.create(line("API") + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.discarding());
      }
    }

    int status(String path, String token) throws Exception {
      return get(path, token).statusCode();
    }

    int stop() throws InterruptedException {
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not stop");
      return process.exitValue();
    }

    /// What it has said on standard error, once it has ended.
    String errors() throws IOException, InterruptedException {
      logging.join();
      return Files.readString(log);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Serving serve(String... options) throws IOException {
    return serve(List.of(), Map.of(), options);
  }

  private Serving serve(List<String> runner, Map<String, String> settings, String... options)
      throws IOException {
    Process process = ChildServer.launch(runner, List.of(options), settings);
    Path log = Files.createTempFile(directory, "stderr", ".log");
    Thread logging = Thread.ofVirtual().start(() -> copy(process, log));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    var said = new ArrayList<String>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith("Stop ")) {
        return new Serving(process, said, log, logging);
      }
    }
    return fail("it ended: " + said + " " + Files.readString(log));
  }

  private static void copy(Process process, Path log) {
    try (OutputStream out = Files.newOutputStream(log)) {
      process.getErrorStream().transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// It ends with 2 and this reason in the one line it says.
  private static void assertRefused(String reason, String... options) throws Exception {
    Process process = ChildServer.launch(List.of(options));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), error);
    assertEquals("", out);
    assertEquals(1, error.lines().count(), error);
    assertTrue(error.startsWith("liaison: ") && error.contains(reason), error);
    assertFalse(error.contains("Exception"), error);
  }

  /// Every file below a place with its content.
  private static Map<String, String> content(Path place) throws IOException {
    var content = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            place.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)) + "");
      }
    }
    return content;
  }

  private Path data() {
    return directory.resolve("data");
  }

  private String seed(String text) throws IOException {
    return Files.writeString(directory.resolve("seed.yaml"), text).toString();
  }

  @Test
  void aPortThatIsTakenLeavesTheDataAlone() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused(
          "cannot listen on 127.0.0.1:" + port,
          "--port",
          port,
          "--data",
          data().toString(),
          "--seed",
          seed(RECORD));
    }
    assertFalse(Files.exists(data()), "nothing was begun");
  }

  @Test
  void aDirectoryInUseByAnotherProcessIsRefused() throws Exception {
    try (var first = serve("--data", data().toString(), "--port", "0", "--token", "pat-t")) {
      assertRefused("is in use by another process", "--data", data().toString(), "--port", "0");
      assertEquals(200, first.status("/crm/v3/objects/contacts", "pat-t"));
      assertEquals(0, first.stop());
    }
  }

  @Test
  void dataThatIsNotItsOwnIsRefusedAndLeftAlone() throws Exception {
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.txt"), "years of work");
    Path newer = Files.createDirectory(directory.resolve("newer"));
    Files.writeString(newer.resolve("FORMAT"), "liaison-data 7\n");
    Path file = Files.writeString(directory.resolve("file"), "text");
    // Nobody can read these, root neither.
    Path loop = directory.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    Path unreadable = Files.createDirectories(directory.resolve("unreadable").resolve("FORMAT"));
    Map<String, String> before = content(directory);

    assertRefused("is not a Liaison data directory", "--port", "0", "--data", foreign.toString());
    assertRefused("format 7", "--port", "0", "--data", newer.toString());
    assertRefused("is not a directory", "--port", "0", "--data", file.toString());
    assertRefused("cannot be used", "--port", "0", "--data", loop.resolve("data").toString());
    String parent = String.valueOf(unreadable.getParent());
    assertRefused("cannot be used", "--port", "0", "--data", parent);
    assertEquals(before, content(directory));
  }

  @Test
  void badOptionsAreNamed() throws Exception {
    assertRefused("--no-such-option", "--no-such-option", "--memory");
    assertRefused("--port (or LIAISON_PORT): 'x' must be a number", "--memory", "--port", "x");
    assertRefused("--host 0.0.0.0 can be reached from", "--memory", "--host", "0.0.0.0");
  }

  @Test
  void aSeedThatIsRefusedLoadsNothing() throws Exception {
    String data = data().toString();
    String missing = directory.resolve("missing.yaml").toString();
    assertRefused("no such file", "--port", "0", "--data", data, "--seed", missing);
    String noYaml = seed(RECORD + "- {contact: [1\n");
    assertRefused("is not YAML", "--port", "0", "--data", data, "--seed", noYaml);
    String unknown = seed(RECORD + "- {contact: 2, properties: {shoe_size: 44}}\n");
    assertRefused("shoe_size", "--port", "0", "--data", data, "--seed", unknown);
    String dangling = seed(RECORD + "- {associate: {contact: 1}, to: {company: [5]}}\n");
    assertRefused("no record", "--port", "0", "--data", data, "--seed", dangling);

    try (var empty = serve("--data", data, "--port", "0", "--token", "pat-t")) {
      assertEquals(404, empty.status("/crm/v3/objects/contacts/1", "pat-t"));
    }
  }

  @Test
  void aSeedIsForAnEmptyStore() throws Exception {
    String[] options = {
      "--data", data().toString(), "--port", "0", "--token", "pat-t", "--seed", seed(RECORD)
    };
    try (var seeded = serve(options)) {
      assertEquals(200, seeded.status("/crm/v3/objects/contacts/1", "pat-t"));
      assertEquals(0, seeded.stop());
    }
    assertRefused("this one has data", options);
  }

  @Test
  void theFirstTokenIsShownOnceAndKeptInItsFile() throws Exception {
    String[] options = {"--data", data().toString(), "--port", "0", "--log", "debug"};
    Path file = data().toAbsolutePath().resolve("token");
    String token;
    try (var first = serve(options)) {
      assertTrue(first.line("API").matches("http://127\\.0\\.0\\.1:[1-9]\\d+"), "the port it got");
      token = first.line("Token").replaceAll(" .*", "");
      assertTrue(token.matches("pat-[0-9A-Za-z]{30}"), token);
      assertTrue(first.line("Token").contains(file.toString()), first.line("Token"));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals(token + "\n", Files.readString(file));
      assertEquals(200, first.status("/crm/v3/objects/contacts", token));
      String query = "/deals/v1/deal/paged?hapikey=" + token;
      assertEquals(200, first.status(query, token));
      assertEquals(404, first.status("/deals/v1/deal/5?hapikey=" + token, token));
      assertEquals(0, first.stop());
      assertFalse(first.errors().contains(token), "the token is in the log");
    }
    try (var second = serve(options)) {
      assertEquals("in " + file, second.line("Token"));
      assertFalse(second.said().toString().contains(token));
      assertEquals(200, second.status("/crm/v3/objects/contacts", token));
      assertEquals(0, second.stop());
      assertFalse(second.errors().contains(token), "the token is in the log");
    }
    try (Stream<Path> files = Files.walk(data())) {
      for (Path other : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(other, StandardCharsets.ISO_8859_1);
        assertEquals(other.equals(data().resolve("token")), bytes.contains(token), "" + other);
      }
    }
  }

  @Test
  void legacyCallsAreToldOfAfterAStop() throws Exception {
    String data = data().toString();
    for (int start = 0; start < 2; start++) {
      try (var serving = serve("--data", data, "--port", "0", "--token", "pat-t")) {
        assertEquals(404, serving.status("/deals/v1/deal/7", "pat-t"));
        assertEquals(0, serving.stop());
      }
    }
    Process process = ChildServer.launch(List.of("migration", "--data", data, "--json"));
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(report.contains("\"call\":\"GET /deals/v1/deal/{dealId}\",\"count\":2"), report);
    String nowhere = directory.resolve("nowhere").toString();
    assertRefused("no data directory", "migration", "--data", nowhere);
    assertRefused("exclude each other", "migration", "--data", data, "--json", "--html");
  }

  @Test
  void inMemoryEachStartHasItsToken() throws Exception {
    String first;
    try (var serving = serve("--memory", "--port", "0")) {
      first = serving.line("Token");
      assertEquals(200, serving.status("/crm/v3/objects/contacts", first));
      assertEquals("in memory", serving.line("Data"));
    }
    try (var serving = serve("--memory", "--port", "0")) {
      assertFalse(serving.line("Token").equals(first));
      assertTrue(serving.line("Token").startsWith("pat-"));
      var refused = serving.get("/crm/v3/objects/contacts", first);
      assertEquals(401, refused.statusCode());
      assertEquals(0, serving.stop());
      String id = refused.headers().firstValue("X-HubSpot-Correlation-Id").orElseThrow();
      assertTrue(serving.errors().contains(id), "the refusal is in the log with its id");
    }
  }

  @Test
  void theEnvironmentSetsWhatNoOptionSets() throws Exception {
    Map<String, String> environment =
        Map.of(
            "LIAISON_PORT",
            "1",
            "LIAISON_DATA",
            data().toString(),
            "LIAISON_TOKEN",
            "pat-environment",
            "LIAISON_SEED",
            seed(RECORD));
    try (var serving = serve(List.of(), environment, "--port", "0")) {
      assertEquals(data().toAbsolutePath().toString(), serving.line("Data"));
      assertEquals("as given", serving.line("Token"));
      assertEquals(200, serving.status("/crm/v3/objects/contacts/1", "pat-environment"));
    }
  }

  @Test
  void sigtermLetsARequestInFlightFinish() throws Exception {
    assertFinishes(List.of(), "TERM");
  }

  @Test
  void sigintLetsARequestInFlightFinish() throws Exception {
    assertFinishes(minding("INT"), "INT");
  }

  /// Sends half a request, the signal, and the other half once nothing new is let in.
  private void assertFinishes(List<String> runner, String signal) throws Exception {
    String body = "{\"properties\": {\"firstname\": \"Ida\"}}";
    String head =
        "POST /crm/v3/objects/contacts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer pat-t\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    String[] options = {"--data", data().toString(), "--port", "0", "--token", "pat-t"};
    String id;
    try (var serving = serve(runner, Map.of(), options);
        var socket = connect(serving)) {
      socket
          .getOutputStream()
          .write((head + body.substring(0, 9)).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      assertEquals(200, serving.status("/crm/v3/objects/contacts", "pat-t"));
      long pid = serving.process().pid();
      assertEquals(
          0, new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor());
      awaitClosed(serving);
      socket.getOutputStream().write(body.substring(9).getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 201"), answer);
      id = answer.replaceAll("(?s).*\"id\":\"(\\d+)\".*", "$1");
      assertTrue(serving.process().waitFor(30, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, serving.process().exitValue(), serving.errors());
      assertEquals("", serving.errors());
    }
    try (var again = serve(options)) {
      assertEquals(200, again.status("/crm/v3/objects/contacts/" + id, "pat-t"));
    }
  }

  private static Socket connect(Serving serving) throws IOException {
    URI api = URI.create(serving.line("API"));
    var socket = new Socket(api.getHost(), api.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void awaitClosed(Serving serving) throws Exception {
    for (int i = 0; i < 500; i++) {
      try (var _ = connect(serving)) {
        Thread.sleep(20);
      } catch (IOException e) {
        return;
      }
    }
    fail("it goes on to listen");
  }

  /// A command that lets a program get a signal which this process was told to ignore; shells tell
  /// that to what they run in the background.
  private static List<String> minding(String signal) throws Exception {
    List<String> runner = List.of("env", "--default-signal=" + signal);
    Process tried =
        new ProcessBuilder(Stream.concat(runner.stream(), Stream.of("true")).toList()).start();
    return tried.waitFor() == 0 ? runner : List.of();
  }
}
