package dev.liaison.store.rocks;

import java.nio.charset.StandardCharsets;

/// The keys of [Family#META]. Each value but that of [#COPY] is a number of 8 bytes.
final class Meta {

  /// The highest number that orders changes and history.
  static final byte[] SEQUENCE = "sequence".getBytes(StandardCharsets.US_ASCII);

  /// The record id to lease next.
  static final byte[] NEXT_ID = "next-id".getBytes(StandardCharsets.US_ASCII);

  /// How far the copy into this store is that has not ended, as text.
  static final byte[] COPY = "copy".getBytes(StandardCharsets.US_ASCII);

  /// The record id that is leased first of all.
  static final long FIRST_ID = 1001;

  private Meta() {}
}
