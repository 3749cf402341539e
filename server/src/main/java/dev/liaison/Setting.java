package dev.liaison;

import java.util.EnumSet;
import java.util.Set;

/// Every setting: its option, its environment name, its default. An option goes before the
/// environment, the environment before the default.
///
/// What says where the data is kept goes together: an option of [#PLACES] takes the place of all
/// that the environment says of it.
enum Setting {
  PORT("--port", "LIAISON_PORT", "8787", "N", "Port to listen on; 0 takes a free one."),
  HOST(
      "--host",
      "LIAISON_HOST",
      "127.0.0.1",
      "ADDRESS",
      "Address to listen on; one that others can reach needs --token."),
  DATA("--data", "LIAISON_DATA", "liaison-data", "DIR", "Where the data is kept."),
  MEMORY("--memory", "LIAISON_MEMORY", "false", "", "Keep the data in memory only."),
  POSTGRES(
      "--postgres",
      "LIAISON_POSTGRES",
      "",
      "URL",
      "Keep the data in this PostgreSQL: jdbc:postgresql://host/database. User and password are in"
          + " the URL or in LIAISON_POSTGRES_USER and LIAISON_POSTGRES_PASSWORD."),
  POSTGRES_USER("LIAISON_POSTGRES_USER"),
  POSTGRES_PASSWORD("LIAISON_POSTGRES_PASSWORD"),
  POSTGRES_CONNECTIONS(
      "--postgres-connections",
      "LIAISON_POSTGRES_CONNECTIONS",
      "16",
      "N",
      "The most connections to PostgreSQL at once."),
  SHARDING(
      "--sharding",
      "LIAISON_SHARDING",
      "none",
      "none|citus",
      "How a new PostgreSQL's tables are spread."),
  INDEX(
      "--index",
      "LIAISON_INDEX",
      "",
      "DIR",
      "Where the search index is kept; without it beside the data, or of PostgreSQL in the user's"
          + " cache."),
  SEED("--seed", "LIAISON_SEED", "", "FILE", "Load this file into an empty store."),
  TOKEN("--token", "LIAISON_TOKEN", "", "T", "Accept this token, with all scopes."),
  PORTAL("--portal", "LIAISON_PORTAL", "1", "ID", "The account's (hub) id."),
  LEGACY_QUERY_CREDENTIALS(
      "--legacy-query-credentials",
      "LIAISON_LEGACY_QUERY_CREDENTIALS",
      "true",
      "true|false",
      "Whether v1 and v2 take hapikey= and access_token=."),
  LENIENT_OBJECT_TYPE(
      "--lenient-object-type",
      "LIAISON_LENIENT_OBJECT_TYPE",
      "false",
      "",
      "Take contact for CONTACT in v1 paths."),
  RATE_LIMIT(
      "--rate-limit",
      "LIAISON_RATE_LIMIT",
      "0",
      "N",
      "Calls of an app in 10 seconds; 0: no limit."),
  DAILY_LIMIT(
      "--daily-limit", "LIAISON_DAILY_LIMIT", "0", "N", "Calls of an app in a day; 0: no limit."),
  TIME_ZONE(
      "--time-zone",
      "LIAISON_TIME_ZONE",
      "UTC",
      "ZONE",
      "The account's time zone; its midnight begins a day of the limits."),
  CURRENCY("--currency", "LIAISON_CURRENCY", "USD", "CODE", "The account's currency."),
  SUNSET(
      "--sunset",
      "LIAISON_SUNSET",
      "upstream",
      "DATE",
      "Last day of v1 and v2, as 2027-03-31; 'upstream' only announces HubSpot's, 'off' does not."),
  LOG("--log", "LIAISON_LOG", "info", "LEVEL", "error, warn, info or debug.");

  /// Where the data can be kept.
  static final Set<Setting> PLACES = EnumSet.of(DATA, MEMORY, POSTGRES);

  /// Empty for what has no place on a command line, where other users of the machine can read it.
  final String option;

  final String environment;
  final String standard;

  /// What the help shows for the value; empty for a switch.
  final String value;

  final String description;

  Setting(String option, String environment, String standard, String value, String description) {
    this.option = option;
    this.environment = environment;
    this.standard = standard;
    this.value = value;
    this.description = description;
  }

  Setting(String environment) {
    this("", environment, "", "", "");
  }

  boolean isOption() {
    return !option.isEmpty();
  }

  boolean isSwitch() {
    return isOption() && value.isEmpty();
  }

  /// Whether this place, given as an option, takes the place of what the environment says there.
  boolean replaces(Setting other) {
    boolean ofPostgres = other == POSTGRES_CONNECTIONS || other == SHARDING;
    return PLACES.contains(other) || ofPostgres && this != POSTGRES;
  }
}
