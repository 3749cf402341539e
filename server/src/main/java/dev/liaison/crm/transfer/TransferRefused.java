package dev.liaison.crm.transfer;

/// A copy is not begun, or cannot go on. The message is one line for the person who asked for it.
public final class TransferRefused extends RuntimeException {

  public TransferRefused(String message) {
    super(message);
  }
}
