package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
class TestPostgresTest {

  private final TestPostgres shared = TestPostgres.shared();

  @Test
  void givesEachAskerADatabaseOfItsOwn() throws SQLException {
    String one = shared.freshDatabase();
    String two = shared.freshDatabase();
    assertEquals("", ask(one, "CREATE TABLE only_here (n int)"));
    assertThrows(SQLException.class, () -> ask(two, "SELECT * FROM only_here"));
    shared.drop(one);
    shared.drop(two);
    assertThrows(SQLException.class, () -> ask(one, "SELECT 1"));
  }

  @Test
  void sortsTextsAsALanguageDoes() throws SQLException {
    String order =
        ask(
            shared.url("postgres"),
            "SELECT string_agg(c, '' ORDER BY c) FROM" + " unnest(ARRAY['b', 'B', 'a', 'A']) c");
    assertEquals("aAbB", order);
  }

  @Test
  void refusesAWrongPassword() {
    String url = shared.url("postgres");
    SQLException refusal =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                    url.substring(0, url.indexOf('?')), TestPostgres.USER, "wrong"));
    assertEquals("28P01", refusal.getSQLState());
  }

  @Test
  void keepsDataAndPortWhenItIsStoppedAndStartedAgain() throws SQLException {
    try (var server = TestPostgres.durable()) {
      String url = server.freshDatabase();
      assertEquals("on", ask(url, "SHOW fsync"));
      assertEquals("", ask(url, "CREATE TABLE kept AS SELECT 7 AS n"));
      server.stop();
      SQLException refusal = assertThrows(SQLException.class, () -> ask(url, "SELECT 1"));
      assertEquals("08001", refusal.getSQLState());
      server.start();
      assertEquals("7", ask(url, "SELECT n FROM kept"));
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no shell to watch over it")
  void goesWithAJvmThatIsKilled() throws Exception {
    Process main =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TestPostgresMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = main.outputWriter(StandardCharsets.UTF_8);
        var out = main.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("ready", out.readLine());
      in.write("\n");
      in.flush();
      String url = out.readLine();
      assertEquals("1", ask(url, "SELECT 1"));
      String data = ask(url, "SHOW data_directory");
      main.destroyForcibly();
      assertTrue(main.waitFor(10, TimeUnit.SECONDS));
      while (Path.of(data).getParent().toFile().exists()) {
        Thread.sleep(50);
      }
      assertThrows(SQLException.class, () -> ask(url, "SELECT 1"));
    }
  }

  /// The first value of the answer; empty when there is no answer.
  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        assertTrue(rows.next());
        return rows.getString(1);
      }
    }
  }
}
