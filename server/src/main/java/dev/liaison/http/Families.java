package dev.liaison.http;

/// The two API families, and which of them answers for a path that no route has.
public record Families(Family legacy, Family modern) {

  /// Paths whose second segment is `v1` or `v2` are legacy (`/deals/v1/...`), all others are
  /// modern.
  public Family of(String path) {
    int second = path.indexOf('/', 1) + 1;
    if (second == 0 || !path.startsWith("/")) {
      return modern;
    }
    int end = path.indexOf('/', second);
    String segment = path.substring(second, end < 0 ? path.length() : end);
    return segment.equals("v1") || segment.equals("v2") ? legacy : modern;
  }
}
