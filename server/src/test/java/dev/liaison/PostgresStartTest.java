package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.store.TestPostgres;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server whose database cannot be used says so in one line and ends with 2.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PostgresStartTest {

  private static void assertRefused(String url, String word) throws Exception {
    Process server = ChildServer.launch(List.of("--postgres", url, "--port", "0"));
    String said = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, server.waitFor(), said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("liaison: ") && said.contains(word), said);
  }

  @Test
  void whatIsNoUrlOfPostgresIsRefused() throws Exception {
    assertRefused("jdbc:mysql://localhost/crm", "jdbc:postgresql://host:port/database");
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    assertRefused("jdbc:postgresql://127.0.0.1:1/crm?user=liaison", "127.0.0.1:1");
  }

  @Test
  void aWrongPasswordAndAMissingDatabaseAreRefused() throws Exception {
    String url = TestPostgres.shared().freshDatabase();
    try {
      assertRefused(url.replaceAll("password=[^&]*", "password=wrong"), "password");
      assertRefused(url.replaceAll("/[a-z0-9_]+\\?", "/nothing_here?"), "nothing_here");
    } finally {
      TestPostgres.shared().drop(url);
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsLeftAlone() throws Exception {
    String url = TestPostgres.shared().freshDatabase();
    try {
      PostgresStore.open(new PostgresOptions(url)).close();
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.execute("update flyway_schema_history set version = '99' where version = '1'");
      }
      assertRefused(url, "newer");
    } finally {
      TestPostgres.shared().drop(url);
    }
  }
}
