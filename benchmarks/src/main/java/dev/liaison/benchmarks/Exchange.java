package dev.liaison.benchmarks;

/// What a request exchanges with PostgreSQL, on the average.
///
/// @param statements `begin` and `commit` included; 0 where they could not be counted
record Exchange(String title, double roundTrips, double statements) {

  static Exchange of(String title, Traffic traffic, long requests) {
    return new Exchange(
        title, (double) traffic.roundTrips() / requests, (double) traffic.statements() / requests);
  }
}
