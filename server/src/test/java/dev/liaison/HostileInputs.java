package dev.liaison;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What clients send by mistake or on purpose. The same at each call.
final class HostileInputs {

  /// Nobody's id, and most of them no id at all; as they stand in a path.
  static final List<String> PATH_WORDS =
      List.of(
          "abc",
          "-1",
          "1.5",
          "9223372036854775808",
          "%00",
          "1%00",
          "%ff",
          "%",
          "..",
          "%2e%2e%2f%2e%2e",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "9".repeat(10_000),
          "x".repeat(10_000));

  /// Ids that are numbers, but no record's.
  static final List<String> PATH_NUMBERS = List.of("0", "9007199254740993", "9223372036854775807");

  static final List<String> QUERIES = queries();

  /// Field names that hold the id of something.
  static final Set<String> ID_FIELDS =
      Set.of(
          "id",
          "fromObjectId",
          "toObjectId",
          "definitionId",
          "objectId",
          "vid",
          "vidToMerge",
          "primaryObjectId",
          "objectIdToMerge",
          "associationTypeId");

  /// JSON texts that are the id of nothing.
  static final List<String> IDS =
      List.of(
          "-1",
          "1.5",
          "9223372036854775808",
          "9007199254740993",
          "1e400",
          "true",
          "\"\"",
          "\" 1\"",
          "\"1.0\"",
          "\"-1\"",
          "\"9223372036854775808\"",
          "\"\\u0000\"",
          "\"\\u0661\"");

  /// JSON texts of any scalar kind.
  private static final List<String> SCALARS =
      List.of(
          "null",
          "0",
          "true",
          "1e400",
          "-1e400",
          "1e-400",
          "1e999999999",
          "1e2147483647",
          "-1e-2147483648",
          "9".repeat(400),
          "\"text\"",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\uffff\"",
          "\"\\u202e\\ud83d\\ude00\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"2026-13-45\"",
          "\"9223372036854775807\"",
          "\"1e999999999\"",
          "\"" + "x".repeat(70_000) + "\"",
          "\"" + "\u00e9".repeat(65_536) + "\"",
          "\"a@" + "b".repeat(60_000) + "\"",
          "\"" + ";".repeat(60_000) + "\"",
          "\"</script><!--'\\\"\\\\\\r\\n\"");

  /// JSON texts that are refused wherever they stand.
  private static final List<String> REFUSED_ANYWHERE =
      List.of(
          "\"\\ud800\"",
          "\"a\\udc00b\"",
          "\"\\ud800\\ud800\"",
          "9".repeat(401),
          "NaN",
          "-Infinity",
          "01",
          "1.",
          "0x10",
          "'text'",
          "undefined",
          "[".repeat(200) + "]".repeat(200),
          "{\"a\":".repeat(200) + "1" + "}".repeat(200));

  private static final String MARK = "@here@";

  private HostileInputs() {}

  /// A body with one thing wrong.
  ///
  /// @param refused whether it must be refused as a whole
  /// @param harmless whether nothing may be written for it, though it may be answered with success
  record Spoilt(String what, byte[] body, boolean refused, boolean harmless) {}

  /// Bodies that no route takes which reads its body.
  static Map<String, byte[]> unreadable(String good) {
    var bodies = new LinkedHashMap<String, byte[]>();
    bodies.put("no body", new byte[0]);
    bodies.put("blanks", utf8(" \r\n\t "));
    for (String text :
        List.of("null", "\"text\"", "5", "true", "{", "[", "[{", "{\"a\"", "}", "{,}", "[1,]")) {
      bodies.put(text, utf8(text));
    }
    bodies.put("without its end", utf8(good.substring(0, good.length() - 1)));
    bodies.put("trailing brace", utf8(good + "}"));
    bodies.put("trailing value", utf8(good + " " + good));
    bodies.put("trailing word", utf8(good + " x"));
    bodies.put("trailing NUL", utf8(good + "\u0000"));
    bodies.put("a comment", utf8("/* a */" + good));
    bodies.put("form", utf8("properties=x&inputs=y"));
    bodies.put("XML", utf8("<?xml version=\"1.0\"?><a/>"));
    bodies.put("bad UTF-8", bytes(0x22, 0xff, 0xfe, 0x22));
    bodies.put("cut UTF-8", bytes(0x22, 0xe2, 0x82, 0x22));
    bodies.put("long UTF-8", bytes(0x22, 0xc0, 0xaf, 0x22));
    bodies.put("surrogates as UTF-8", bytes(0x22, 0xed, 0xa0, 0x80, 0x22));
    bodies.put("UTF-16", good.getBytes(StandardCharsets.UTF_16));
    bodies.put("UTF-16LE", good.getBytes(StandardCharsets.UTF_16LE));
    bodies.put("UTF-32", good.getBytes(Charset.forName("UTF-32")));
    bodies.put("deep arrays", utf8("[".repeat(100_000)));
    bodies.put("deep objects", utf8("{\"a\":".repeat(100_000)));
    bodies.put("a long name", utf8("{\"" + "n".repeat(70_000) + "\": " + "[".repeat(200)));
    return bodies;
  }

  /// The sample with every node in turn replaced by all that does not belong there.
  static List<Spoilt> spoilt(JsonNode sample) {
    var all = new ArrayList<Spoilt>();
    spoil(sample, sample, "$", "", all);
    String text = sample.toString();
    all.add(new Spoilt("with a mark of the byte order", utf8("\ufeff" + text), false, false));
    return all;
  }

  private static void spoil(
      JsonNode root, JsonNode parent, String place, String name, List<Spoilt> all) {
    if (parent instanceof ObjectNode object) {
      for (String field : List.copyOf(object.propertyNames())) {
        JsonNode value = object.get(field);
        object.set(field, new StringNode(MARK));
        replace(root.toString(), place + "." + field, field, value, all);
        object.remove(field);
        all.add(new Spoilt(place + " without " + field, utf8(root.toString()), false, false));
        object.set("n".repeat(70_000), value);
        all.add(new Spoilt(place + "." + field + " long", utf8(root.toString()), false, false));
        object.remove("n".repeat(70_000));
        object.set(MARK, value);
        String twice = "\"" + field + "\":null,\"" + field + "\"";
        String marked = root.toString();
        add(all, place + "." + field + " twice", marked.replace("\"" + MARK + "\"", twice), false);
        add(all, place + "." + field + " NUL", marked.replace(MARK, "a\\u0000"), false);
        add(all, place + "." + field + " half", marked.replace(MARK, "\\udc00"), true);
        object.remove(MARK);
        object.set(field, value);
        spoil(root, value, place + "." + field, field, all);
      }
      object.put("nobody_knows_this", "x");
      all.add(new Spoilt(place + " with one more", utf8(root.toString()), false, false));
      object.remove("nobody_knows_this");
    } else if (parent instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode value = array.get(i);
        array.set(i, new StringNode(MARK));
        replace(root.toString(), place + "[" + i + "]", name, value, all);
        array.set(i, value);
        spoil(root, value, place + "[" + i + "]", name, all);
      }
    }
  }

  private static void replace(
      String marked, String place, String name, JsonNode good, List<Spoilt> all) {
    boolean structure = good.isContainer();
    // A mark that only a batch of creates looks at may be of any kind where it is not looked at.
    boolean ignored = name.equals("objectWriteTraceId");
    for (String scalar : SCALARS) {
      boolean harmless = structure && scalar.equals("null");
      add(all, place + " " + scalar, fill(marked, scalar), structure && !harmless);
    }
    for (String bad : REFUSED_ANYWHERE) {
      add(all, place + " " + bad, fill(marked, bad), true);
    }
    add(all, place + " {}", fill(marked, "{}"), !good.isObject() && !ignored);
    add(all, place + " []", fill(marked, "[]"), !good.isArray() && !ignored);
    add(all, place + " [[]]", fill(marked, "[[]]"), !ignored);
    if (ID_FIELDS.contains(name) && good.getNodeType() != JsonNodeType.OBJECT && !structure) {
      for (String id : IDS) {
        all.add(new Spoilt(place + " " + id, utf8(fill(marked, id)), false, true));
      }
    }
  }

  private static void add(List<Spoilt> all, String what, String body, boolean refused) {
    all.add(new Spoilt(what, utf8(body), refused, false));
  }

  private static String fill(String marked, String json) {
    return marked.replace("\"" + MARK + "\"", json);
  }

  private static List<String> queries() {
    var queries = new ArrayList<String>();
    for (String name :
        List.of("limit", "count", "after", "offset", "vidOffset", "since", "id", "archived")) {
      for (String value :
          List.of("0", "-1", "abc", "1e9", "1000000000", "9223372036854775808", "%00", "1.5")) {
        queries.add(name + "=" + value);
      }
    }
    for (String name :
        List.of("properties", "property", "propertiesWithHistory", "associations", "idProperty")) {
      queries.add(name + "=nobody_knows_this");
      queries.add(name + "=%00");
      queries.add(name + "=%ff,%ED%A0%80,,%2C");
      queries.add(name + "=" + "n".repeat(70_000));
    }
    queries.add("properties=" + "a_name_,".repeat(3_000));
    queries.add("property=firstname&".repeat(3_000));
    queries.add("limit=1&limit=abc&limit=&archived=true&archived=false");
    queries.add("idProperty=firstname");
    queries.add("hapikey=x&hapikey=y&access_token=z");
    queries.add("%=%&%zz=%z&&&===&=x&a%00b=c");
    queries.add("propertyMode=nobody&formSubmissionMode=x&showListMemberships=maybe");
    return queries;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
