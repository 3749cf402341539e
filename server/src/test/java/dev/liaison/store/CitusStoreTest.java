package dev.liaison.store;

import dev.liaison.crm.Store;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresOptions.Sharding;
import dev.liaison.store.postgres.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// The contract on tables spread over a Citus cluster, whose coordinator `LIAISON_TEST_CITUS` names
/// as a JDBC URL with parameters. Each test works in a schema of its own, which it removes. Without
/// that variable the build leaves this class out.
@Tag("citus")
class CitusStoreTest extends StoreContract {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private String schema = "";

  @Override
  Store create() throws SQLException {
    schema = "liaison_test_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
    execute("create schema " + schema);
    return connect();
  }

  @Override
  Store reopen(Store store) {
    store.close();
    return connect();
  }

  /// Contact 2 is on another shard, which the snapshot had not looked at: docs/scale-out.md.
  @Override
  List<Long> seenInASnapshot() {
    return List.of(1L, 2L);
  }

  @AfterEach
  void drop() throws SQLException {
    execute("drop schema " + schema + " cascade");
  }

  private PostgresStore connect() {
    return PostgresStore.open(
        new PostgresOptions(
            cluster() + "&currentSchema=" + schema + ",public&options=-c%20citus.shard_count=4",
            Optional.empty(),
            Optional.empty(),
            PostgresOptions.DEFAULT_CONNECTIONS,
            Sharding.CITUS));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(cluster());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String cluster() {
    String url = System.getenv("LIAISON_TEST_CITUS");
    if (url == null || !url.contains("?")) {
      throw new IllegalStateException(
          "LIAISON_TEST_CITUS is not a URL as jdbc:postgresql://host:port/database?user=name");
    }
    return url;
  }
}
