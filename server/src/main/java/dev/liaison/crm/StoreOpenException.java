package dev.liaison.crm;

/// The data cannot be opened. The message is one line that a person who starts the server
/// understands; nothing was changed.
public final class StoreOpenException extends RuntimeException {

  public StoreOpenException(String message) {
    super(message);
  }

  public StoreOpenException(String message, Throwable cause) {
    super(message, cause);
  }
}
