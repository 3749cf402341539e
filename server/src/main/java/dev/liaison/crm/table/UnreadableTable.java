package dev.liaison.crm.table;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A file that is not of the format it is said to have.
public final class UnreadableTable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public UnreadableTable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
