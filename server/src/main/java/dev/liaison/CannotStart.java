package dev.liaison;

/// The server cannot start as it was asked to. The message is one line for the person who asked.
public final class CannotStart extends RuntimeException {

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
