package dev.liaison.crm;

/// The storage cannot serve just now. A caller may try again later; nothing was written.
public final class StoreUnavailable extends RuntimeException {

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreUnavailable(String message) {
    super(message);
  }
}
