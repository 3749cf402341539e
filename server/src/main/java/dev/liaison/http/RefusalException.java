package dev.liaison.http;

/// Carries a [Refusal] out of a handler or filter. Has no stack trace: it is an answer, not a
/// fault.
public final class RefusalException extends RuntimeException {

  private final transient Refusal refusal;

  public RefusalException(Refusal refusal) {
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
