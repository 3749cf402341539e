package dev.liaison.benchmarks;

/// One line of the result.
///
/// @param serverBusy the part of the measured time in which the server's process had a core; above
///   1 when it had more than one
/// @param loadBusy the same of the load's process, NaN when there was none
/// @param databaseBusy the same of PostgreSQL's processes, NaN when there were none
record Measured(
    String title, Figures figures, double serverBusy, double loadBusy, double databaseBusy) {

  double rate() {
    return figures.rate();
  }

  /// Microseconds of processor time that the server spent on a request, work in the background
  /// included.
  double microsPerRequest() {
    return serverBusy / rate() * 1e6;
  }

  /// The same of what PostgreSQL spent.
  double databaseMicrosPerRequest() {
    return databaseBusy / rate() * 1e6;
  }
}
