package dev.liaison.crm.search;

import org.jspecify.annotations.Nullable;

/// The index cannot answer yet: it is being built, or has more changes to take in than a caller can
/// wait for. Has no stack trace unless there is a cause.
public final class IndexNotReady extends RuntimeException {

  public IndexNotReady(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
