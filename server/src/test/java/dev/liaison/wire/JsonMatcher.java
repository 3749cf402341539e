package dev.liaison.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares an answer with what a wire case expects: as JSON, unknown fields fail, texts in angle
/// brackets match by kind.
final class JsonMatcher {

  private static final String OTHERS = "<others>";
  private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final List<String> differences = new ArrayList<>();

  /// Every difference, a line each; empty when the answer is as expected.
  static List<String> differences(JsonNode expected, JsonNode actual) {
    var matcher = new JsonMatcher();
    matcher.compare("$", expected, actual);
    return matcher.differences;
  }

  private void compare(String place, JsonNode expected, JsonNode actual) {
    if (expected.isString() && expected.stringValue().startsWith("<")) {
      if (!matches(expected.stringValue(), actual)) {
        differ(place, expected, actual);
      }
    } else if (expected.isObject() && actual.isObject()) {
      compareObjects(place, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      if (expected.size() != actual.size()) {
        differ(place, expected, actual);
        return;
      }
      for (int i = 0; i < expected.size(); i++) {
        compare(place + "[" + i + "]", expected.get(i), actual.get(i));
      }
    } else if (expected.isNumber() && actual.isNumber()) {
      if (expected.decimalValue().compareTo(actual.decimalValue()) != 0) {
        differ(place, expected, actual);
      }
    } else if (!expected.equals(actual)) {
      differ(place, expected, actual);
    }
  }

  private void compareObjects(String place, JsonNode expected, JsonNode actual) {
    var names = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      names.add(field.getKey());
    }
    for (Map.Entry<String, JsonNode> field : actual.properties()) {
      names.add(field.getKey());
    }
    for (String name : names) {
      Optional<JsonNode> wanted = Optional.ofNullable(expected.get(name));
      Optional<JsonNode> got = Optional.ofNullable(actual.get(name));
      if (name.equals(OTHERS)) {
        continue;
      }
      if (wanted.isEmpty() && !expected.has(OTHERS)) {
        differences.add(place + "." + name + ": unexpected " + got.orElseThrow());
      } else if (wanted.isPresent() && got.isEmpty()) {
        differences.add(place + "." + name + ": missing, expected " + wanted.get());
      } else if (wanted.isPresent()) {
        compare(place + "." + name, wanted.get(), got.get());
      }
    }
  }

  private static boolean matches(String matcher, JsonNode actual) {
    if (matcher.startsWith("<matches:")) {
      String pattern = matcher.substring("<matches:".length(), matcher.length() - 1);
      return actual.isString() && actual.stringValue().matches(pattern);
    }
    return switch (matcher) {
      case "<any>" -> true;
      case "<string>" -> actual.isString();
      case "<number>", "<millis>" -> actual.isIntegralNumber();
      case "<digits>" -> actual.isString() && actual.stringValue().matches("\\d+");
      case "<iso>" -> actual.isString() && actual.stringValue().matches(ISO);
      case "<uuid>" -> actual.isString() && actual.stringValue().matches(UUID);
      default -> actual.isString() && actual.stringValue().equals(matcher);
    };
  }

  private void differ(String place, JsonNode expected, JsonNode actual) {
    differences.add(place + ": expected " + expected + " but was " + actual);
  }
}
