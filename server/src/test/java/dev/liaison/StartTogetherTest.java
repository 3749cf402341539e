package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.store.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that are started at the same moment over an empty PostgreSQL.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StartTogetherTest {

  @Test
  void allComeUpAndOneMakesTheFirstToken() throws Exception {
    String url = TestPostgres.shared().freshDatabase();
    List<Process> servers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        servers.add(ChildServer.launch(List.of("--postgres", url, "--port", "0")));
      }
      List<String> tokens = new ArrayList<>();
      List<String> addresses = new ArrayList<>();
      for (Process server : servers) {
        String said = saidAtStart(server);
        addresses.add(said.replaceAll("(?s).*(http://\\S+).*", "$1"));
        said.lines()
            .filter(line -> line.matches("Token +pat-\\S+.*"))
            .map(line -> line.split(" +")[1])
            .forEach(tokens::add);
      }
      assertEquals(1, tokens.size(), () -> "first tokens: " + tokens);
      for (String address : addresses) {
        // The one that came up before the token was made knows it within a second.
        assertEquals(200, statusWithin(address, tokens.getFirst()), address);
      }
    } finally {
      servers.forEach(Process::destroyForcibly);
      for (Process server : servers) {
        server.waitFor();
      }
    }
    TestPostgres.shared().drop(url);
  }

  private static String saidAtStart(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    var said = new StringBuilder();
    String line;
    while ((line = out.readLine()) != null) {
      said.append(line).append('\n');
      if (line.startsWith("Stop")) {
        return said.toString();
      }
    }
    throw new IOException(
        said + new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static int statusWithin(String address, String token) throws InterruptedException {
    var api = new ApiClient(token);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    int status;
    while ((status = api.send("GET", address + "/crm/v3/objects/contacts", "").status()) != 200
        && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return status;
  }
}
