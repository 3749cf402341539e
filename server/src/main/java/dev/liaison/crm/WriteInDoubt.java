package dev.liaison.crm;

/// The storage failed while a write was being made durable: it is kept as a whole or not at all,
/// and which of the two shows when the store is opened again. Not to be repeated blindly.
public final class WriteInDoubt extends RuntimeException {

  public WriteInDoubt(String message, Throwable cause) {
    super(message, cause);
  }
}
