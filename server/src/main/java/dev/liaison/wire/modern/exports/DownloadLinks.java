package dev.liaison.wire.modern.exports;

import dev.liaison.crm.export.Export;
import dev.liaison.http.Query;
import dev.liaison.wire.modern.RecordIds;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Addresses of export files that need no credentials: they say until when they are good, and are
/// signed.
final class DownloadLinks {

  static final String PREFIX = "/exports/";

  /// HubSpot's documented time; asking for the status again gives a new address.
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private DownloadLinks() {}

  static String path(long portal, Export export, byte[] key, long now) {
    long until = now + GOOD_FOR.toMillis();
    return PREFIX
        + portal
        + "/"
        + export.id()
        + "?until="
        + until
        + "&signature="
        + signature(portal, export.id(), until, key);
  }

  static boolean good(long portal, long id, Query query, byte[] key, long now) {
    long until = query.first("until").map(text -> RecordIds.parse(text).orElse(0)).orElse(0L);
    String given = query.first("signature").orElse("");
    return until >= now
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            signature(portal, id, until, key).getBytes(StandardCharsets.UTF_8));
  }

  private static String signature(long portal, long id, long until, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String text = portal + "/" + id + "/" + until;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
