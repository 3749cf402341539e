package dev.liaison.store;

import dev.liaison.crm.Store;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import dev.liaison.store.rocks.RocksStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// The stores that a test runs on.
public enum Stores {
  ROCKS(RocksStore::inMemory),
  POSTGRES(() -> new Passing(database()));

  private final Supplier<Store> empty;

  Stores(Supplier<Store> empty) {
    this.empty = empty;
  }

  /// A new empty one. What it keeps goes when it is closed.
  public Store empty() {
    return empty.get();
  }

  private static final Queue<String> FREE = new ConcurrentLinkedQueue<>();

  /// All that a store has written, and the ids that it has given.
  private static final String EMPTY =
      """
      do $$
      declare name text;
      begin
        for name in select tablename from pg_tables where schemaname = current_schema()
        loop
          if name = 'deployment' then
            update deployment set next_id = 1001;
          elsif name <> 'flyway_schema_history' then
            execute format('delete from %I', name);
          end if;
        end loop;
      end $$
      """;

  /// The URL of a database in which nothing is, but perhaps the tables of a store.
  static String database() {
    String used = FREE.poll();
    if (used == null) {
      return TestPostgres.shared().freshDatabase();
    }
    try (Connection connection = DriverManager.getConnection(used);
        Statement statement = connection.createStatement()) {
      statement.execute(EMPTY);
      return used;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes a database back, whose store was closed. To make a new one and its tables takes ten
  /// times as long as to empty it.
  static void giveBack(String url) {
    FREE.add(url);
  }

  /// A store in a database that others use before and after it.
  private static final class Passing extends ForwardingStore {

    private final String url;

    Passing(String url) {
      super(PostgresStore.open(new PostgresOptions(url)));
      this.url = url;
    }

    @Override
    public void close() {
      super.close();
      giveBack(url);
    }
  }
}
