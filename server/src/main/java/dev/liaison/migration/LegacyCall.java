package dev.liaison.migration;

import dev.liaison.crm.catalogue.Document;
import dev.liaison.http.UpstreamEnd;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/// The calls that one client of one app made to one legacy route.
///
/// @param firstAt epoch milliseconds, as `lastAt`
/// @param successor the template of the successor call, `PUT /crm/v4/...`
/// @param example a successor call made from the last call
public record LegacyCall(
    Key key, long count, long firstAt, long lastAt, String successor, SuccessorCall example) {

  /// Who calls what.
  ///
  /// @param app the name of the token
  /// @param route method and template
  /// @param client what the client says it is, its `User-Agent`
  public record Key(String app, String route, String client) {

    /// The name of the document that keeps the calls.
    String document() {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest((app + "\n" + route + "\n" + client).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /// The last day of the call upstream.
  public LocalDate endsUpstream() {
    return UpstreamEnd.of(template());
  }

  /// The template of the route.
  public String template() {
    return key.route.substring(key.route.indexOf(' ') + 1);
  }

  /// These calls and others of the same key.
  LegacyCall and(LegacyCall other) {
    LegacyCall newer = other.lastAt >= lastAt ? other : this;
    return new LegacyCall(
        key,
        count + other.count,
        Math.min(firstAt, other.firstAt),
        newer.lastAt,
        newer.successor,
        newer.example);
  }

  byte[] document() {
    return new Document.Writer()
        .text("app", key.app)
        .text("route", key.route)
        .text("client", key.client)
        .number("count", count)
        .number("first", firstAt)
        .number("last", lastAt)
        .text("successor", successor)
        .text("method", example.method())
        .text("target", example.target())
        .text("body", example.body())
        .bytes();
  }

  static LegacyCall of(byte[] content) {
    Document document = Document.of(content);
    return new LegacyCall(
        new Key(document.text("app"), document.text("route"), document.textOr("client", "")),
        document.number("count"),
        document.number("first"),
        document.number("last"),
        document.textOr("successor", ""),
        new SuccessorCall(
            document.textOr("method", ""),
            document.textOr("target", ""),
            document.textOr("body", "")));
  }
}
