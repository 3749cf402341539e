package dev.liaison.store.postgres;

import java.util.Optional;

/// How a database is reached and laid out.
///
/// @param url `jdbc:postgresql://host:port/database`, also with pgjdbc's parameters
/// @param user in place of one in the URL
/// @param password in place of one in the URL
/// @param connections the most that are open at once, without the one that listens
/// @param sharding how the tables are spread
public record PostgresOptions(
    String url,
    Optional<String> user,
    Optional<String> password,
    int connections,
    Sharding sharding) {

  public static final int DEFAULT_CONNECTIONS = 16;

  public PostgresOptions(String url) {
    this(url, Optional.empty(), Optional.empty(), DEFAULT_CONNECTIONS, Sharding.NONE);
  }

  /// How the tables are spread.
  public enum Sharding {
    /// All in one database.
    NONE,
    /// Over the nodes of a Citus cluster, whose coordinator the URL names.
    CITUS
  }
}
