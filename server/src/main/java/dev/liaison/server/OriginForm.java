package dev.liaison.server;

/// Proxies and some clients send the whole URL in the request line (RFC 9112, 3.2.2).
final class OriginForm {

  private OriginForm() {}

  /// The path of a request target; `/` for one that has none.
  static String path(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return target;
    }
    int path = target.indexOf('/', scheme + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
