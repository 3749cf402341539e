package dev.liaison.control;

/// A seed that cannot be loaded, said in one line.
public final class SeedException extends RuntimeException {

  public SeedException(String message) {
    super(message);
  }

  public SeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
