package dev.liaison.store.rocks;

import java.nio.charset.StandardCharsets;

/// The keys of [Family#META]. Each value is a number of 8 bytes.
final class Meta {

  /// The highest number that orders changes and history.
  static final byte[] SEQUENCE = "sequence".getBytes(StandardCharsets.US_ASCII);

  /// The record id to lease next.
  static final byte[] NEXT_ID = "next-id".getBytes(StandardCharsets.US_ASCII);

  private Meta() {}
}
