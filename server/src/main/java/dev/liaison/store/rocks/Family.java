package dev.liaison.store.rocks;

import java.nio.charset.StandardCharsets;

/// The column families: one ordered key space each. [Keys] says how their keys look. Part of the
/// stored form.
enum Family {
  /// Sequences of the deployment, by a plain name.
  META("default"),
  /// Live records. Their `updatedAt` is the one in [#LIVE].
  RECORD("record"),
  /// `updatedAt` of live records. Apart from the record because a new link touches both of its
  /// ends: it then checks and writes 8 bytes instead of the record, and the log and the compactions
  /// carry a third of the bytes.
  LIVE("live"),
  ARCHIVED("archived"),
  ASSOCIATION("association"),
  UNIQUE("unique"),
  HISTORY("history"),
  /// Live records, newest change first. The keys say all; values are empty.
  UPDATED("updated"),
  CHANGE("change"),
  DOCUMENT("document");

  private final String columnFamily;

  Family(String columnFamily) {
    this.columnFamily = columnFamily;
  }

  byte[] columnFamily() {
    return columnFamily.getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether a scan below this prefix can be answered "nothing there" by the filters, without a
  /// look at the data.
  boolean filtersPrefix(byte[] prefix) {
    return this == ASSOCIATION && prefix.length == Keys.PAIR_LENGTH;
  }
}
