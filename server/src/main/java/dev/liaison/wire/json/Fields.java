package dev.liaison.wire.json;

import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A JSON object of a request body, read field by field; a field of another type than asked for is
/// refused with the place it stands in. A field that is `null` counts as absent, except to
/// [#forEachText].
public final class Fields {

  private static final int MAX_SCALE = 400;

  private final JsonNode node;
  private final String place;

  private Fields(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  /// @throws RefusalException with [Refusal.MalformedJson] or [Refusal.WrongType]
  public static Fields ofBody(byte[] body) {
    return of(Json.read(body), "body");
  }

  /// @param place how a refusal names the value, `inputs[3]`
  public static Fields of(JsonNode node, String place) {
    if (!node.isObject()) {
      throw wrong(place, "an object");
    }
    return new Fields(node, place.equals("body") ? "" : place);
  }

  /// The objects of a body that is an array.
  public static List<Fields> listOfBody(byte[] body) {
    return objects(Json.read(body), "body");
  }

  /// The objects of the arrays of a body that is an array of arrays.
  public static List<List<Fields>> listsOfBody(byte[] body) {
    JsonNode array = Json.read(body);
    requireArray(array, "body");
    var lists = new ArrayList<List<Fields>>(array.size());
    for (int i = 0; i < array.size(); i++) {
      lists.add(objects(array.get(i), "[" + i + "]"));
    }
    return lists;
  }

  /// The texts of a body that is an array.
  public static List<String> textsOfBody(byte[] body) {
    return texts(Json.read(body), "body");
  }

  public boolean has(String name) {
    return present(name).isPresent();
  }

  public Optional<Fields> object(String name) {
    return present(name).map(value -> of(value, path(name)));
  }

  /// The objects of an array; empty when the field is absent.
  public List<Fields> objects(String name) {
    return present(name).map(value -> objects(value, path(name))).orElse(List.of());
  }

  /// A text, or the text of a number or boolean, as HubSpot takes them for each other
  /// (legacy-api.md section 1).
  public Optional<String> text(String name) {
    return present(name).map(value -> scalar(value, path(name)));
  }

  /// The objects of the arrays of an array; empty when the field is absent.
  public List<List<Fields>> objectLists(String name) {
    Optional<JsonNode> array = present(name);
    if (array.isEmpty()) {
      return List.of();
    }
    requireArray(array.get(), path(name));
    var lists = new ArrayList<List<Fields>>(array.get().size());
    for (JsonNode entry : array.get()) {
      lists.add(objects(entry, path(name) + "[" + lists.size() + "]"));
    }
    return lists;
  }

  /// What is made of the entries of an array of objects and texts; empty when the field is absent.
  public <T> List<T> each(String name, Function<Fields, T> ofObject, Function<String, T> ofText) {
    Optional<JsonNode> array = present(name);
    if (array.isEmpty()) {
      return List.of();
    }
    requireArray(array.get(), path(name));
    var made = new ArrayList<T>(array.get().size());
    for (JsonNode entry : array.get()) {
      String at = path(name) + "[" + made.size() + "]";
      made.add(entry.isObject() ? ofObject.apply(of(entry, at)) : ofText.apply(scalar(entry, at)));
    }
    return made;
  }

  /// The texts of an array; empty when the field is absent.
  public List<String> texts(String name) {
    return present(name).map(value -> texts(value, path(name))).orElse(List.of());
  }

  /// The whole numbers of an array without its nulls; empty when the field is absent.
  public List<Long> numbers(String name) {
    var numbers = new ArrayList<Long>();
    present(name)
        .ifPresent(
            array -> {
              requireArray(array, path(name));
              for (int i = 0; i < array.size(); i++) {
                if (!array.get(i).isNull()) {
                  numbers.add(whole(array.get(i), path(name) + "[" + i + "]"));
                }
              }
            });
    return numbers;
  }

  /// A whole number, or a text that is one.
  public Optional<Long> number(String name) {
    return present(name).map(value -> whole(value, path(name)));
  }

  /// A whole number of 32 bits, or a text that is one.
  public Optional<Integer> integer(String name) {
    return number(name)
        .map(
            value -> {
              if (value != value.intValue()) {
                throw wrong(path(name), "a whole number of 32 bits");
              }
              return value.intValue();
            });
  }

  /// `true` or `false`, or a text that is one of them.
  public Optional<Boolean> bool(String name) {
    return text(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw wrong(path(name), "true or false");
                });
  }

  /// @throws RefusalException with [Refusal.MissingFields] when one is absent
  public void require(String... names) {
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (!has(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new RefusalException(new Refusal.MissingFields(missing));
    }
  }

  /// Every field with its text; a `null` is given as `""`, which clears a property.
  public void forEachText(BiConsumer<String, String> action) {
    node.properties()
        .forEach(
            entry ->
                action.accept(
                    entry.getKey(),
                    entry.getValue().isNull()
                        ? ""
                        : scalar(entry.getValue(), path(entry.getKey()))));
  }

  /// How a refusal names a field of this object.
  public String path(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private Optional<JsonNode> present(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private static List<Fields> objects(JsonNode array, String place) {
    requireArray(array, place);
    var objects = new ArrayList<Fields>(array.size());
    for (int i = 0; i < array.size(); i++) {
      objects.add(of(array.get(i), (place.equals("body") ? "" : place) + "[" + i + "]"));
    }
    return objects;
  }

  private static List<String> texts(JsonNode array, String place) {
    requireArray(array, place);
    var texts = new ArrayList<String>(array.size());
    for (int i = 0; i < array.size(); i++) {
      texts.add(scalar(array.get(i), place + "[" + i + "]"));
    }
    return texts;
  }

  private static void requireArray(JsonNode node, String place) {
    if (!node.isArray()) {
      throw wrong(place, "an array");
    }
  }

  private static String scalar(JsonNode value, String place) {
    if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
      throw wrong(place, "a string");
    }
    return value.isNumber() && value.isBigDecimal()
        ? plain(value.decimalValue(), place)
        : value.asString();
  }

  /// Without an exponent, which could name a number of a billion digits.
  private static String plain(BigDecimal number, String place) {
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw wrong(place, "a number of up to " + MAX_SCALE + " digits");
    }
    return number.toPlainString();
  }

  private static long whole(JsonNode value, String place) {
    String text = scalar(value, place);
    // The parser takes a plus sign and the digits of every script.
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-')) {
      throw wrong(place, "a whole number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(place, "a whole number");
    }
  }

  private static RefusalException wrong(String place, String expected) {
    return new RefusalException(new Refusal.WrongType(place, expected));
  }
}
