package dev.liaison.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a `multipart/form-data` body (RFC 7578).
public record Multipart(List<Part> parts) {

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern NAME = parameter("name");
  private static final Pattern FILE_NAME = parameter("filename");

  /// More than any form of the API has.
  private static final int MAX_PARTS = 100;

  /// @param fileName the name that the sender gave a file, empty for what is none
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(String name, Optional<String> fileName, byte[] content) {}

  /// Reads the body of a request.
  ///
  /// @throws RefusalException with [Refusal.Unsupported] when it is of another type or broken
  public static Multipart of(Request request) {
    Matcher type = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
    if (!type.matches()) {
      throw refused("The Content-Type must be multipart/form-data with a boundary");
    }
    String boundary = type.group(1) == null ? type.group(2) : type.group(1);
    return new Multipart(parts(request.body(), bytes("--" + boundary)));
  }

  /// The parts with this name, in the order sent.
  public List<Part> named(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).toList();
  }

  private static List<Part> parts(byte[] body, byte[] delimiter) {
    var parts = new ArrayList<Part>(2);
    int at = find(body, delimiter, 0);
    byte[] next = bytes("\r\n" + new String(delimiter, StandardCharsets.UTF_8));
    while (at >= 0) {
      int start = at + delimiter.length;
      if (startsWith(body, bytes("--"), start)) {
        return parts;
      }
      int head = find(body, bytes("\r\n"), start);
      int content = head < 0 ? -1 : find(body, bytes("\r\n\r\n"), head);
      int end = content < 0 ? -1 : find(body, next, content + 2);
      if (end < 0 || parts.size() == MAX_PARTS) {
        break;
      }
      String lines = new String(body, head, content - head, StandardCharsets.UTF_8);
      parts.add(part(lines, Arrays.copyOfRange(body, Math.min(content + 4, end), end)));
      at = end + 2;
    }
    throw refused("The parts of the multipart/form-data body are broken");
  }

  private static Part part(String head, byte[] content) {
    String disposition =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
            .findFirst()
            .orElse("");
    Matcher name = NAME.matcher(disposition);
    Matcher fileName = FILE_NAME.matcher(disposition);
    return new Part(
        name.find() ? value(name) : "",
        fileName.find() ? Optional.of(value(fileName)) : Optional.empty(),
        content);
  }

  private static Pattern parameter(String name) {
    return Pattern.compile(
        ";\\s*" + name + "=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;]++))", Pattern.CASE_INSENSITIVE);
  }

  private static String value(Matcher parameter) {
    return parameter.group(1) == null
        ? parameter.group(2)
        : parameter.group(1).replaceAll("\\\\(.)", "$1");
  }

  private static int find(byte[] body, byte[] wanted, int from) {
    for (int i = from; i + wanted.length <= body.length; i++) {
      if (startsWith(body, wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] body, byte[] wanted, int at) {
    return at + wanted.length <= body.length
        && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RefusalException refused(String message) {
    return new RefusalException(new Refusal.Unsupported(message));
  }
}
