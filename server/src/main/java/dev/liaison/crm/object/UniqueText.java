package dev.liaison.crm.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How every store keeps a unique value, so that it can move from one to another: a long one as its
/// SHA-256, because databases bound what an index can hold.
public final class UniqueText {

  /// An entry of PostgreSQL's indexes has to fit into a third of a page of 8 kB.
  private static final int LONGEST = 512;

  private UniqueText() {}

  public static String of(String value) {
    return value.length() > LONGEST ? digest(value) : value;
  }

  private static String digest(String value) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
