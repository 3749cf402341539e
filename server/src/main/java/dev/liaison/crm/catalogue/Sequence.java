package dev.liaison.crm.catalogue;

import dev.liaison.crm.Transaction;
import java.nio.charset.StandardCharsets;

/// Numbers for things of a portal that are no records; none comes twice.
public final class Sequence {

  private static final String KIND = "sequence";

  private Sequence() {}

  /// The next number of a sequence, from 1.
  public static long next(Transaction tx, String name) {
    long next =
        1
            + tx.document(KIND, name)
                .map(content -> Long.parseLong(new String(content, StandardCharsets.UTF_8)))
                .orElse(0L);
    tx.putDocument(KIND, name, Long.toString(next).getBytes(StandardCharsets.UTF_8));
    return next;
  }
}
