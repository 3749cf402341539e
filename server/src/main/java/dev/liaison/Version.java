package dev.liaison;

/// Which Liaison this is.
final class Version {

  private Version() {}

  /// The number in the jar, or `dev` outside of one.
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /// `Liaison 0.1.0 (Java 25.0.1)`.
  static String line() {
    return "Liaison %s (Java %s)".formatted(number(), Runtime.version().toString());
  }
}
