package dev.liaison.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters of a query string, decoded, in the order sent. Empty parameters (`?&a=1`) are
/// dropped, a name without `=` has the value `""`. Immutable.
public final class Query {

  private static final Query NONE = new Query(List.of());

  private final List<Parameter> parameters;

  /// One `name=value`.
  public record Parameter(String name, String value) {}

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /// These parameters in their order.
  public static Query of(List<Parameter> parameters) {
    return new Query(List.copyOf(parameters));
  }

  /// Reads the part of a request target behind the `?`. Escapes that are not valid stay as they
  /// were sent.
  public static Query parse(String raw) {
    if (raw.isEmpty()) {
      return NONE;
    }
    var parameters = new ArrayList<Parameter>(4);
    int start = 0;
    while (start <= raw.length()) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start) {
        int equals = raw.indexOf('=', start);
        boolean named = equals >= 0 && equals < end;
        String name = Percent.decode(raw, start, named ? equals : end, true);
        String value = named ? Percent.decode(raw, equals + 1, end, true) : "";
        if (!name.isEmpty()) {
          parameters.add(new Parameter(name, value));
        }
      }
      start = end + 1;
    }
    return new Query(parameters);
  }

  /// Every value of a parameter that is not empty, in the order sent: an empty value counts as
  /// absent (legacy-api.md section 1).
  public List<String> all(String name) {
    var values = new ArrayList<String>(2);
    for (Parameter parameter : parameters) {
      if (parameter.name.equals(name) && !parameter.value.isEmpty()) {
        values.add(parameter.value);
      }
    }
    return values;
  }

  /// The first value of a parameter that is not empty.
  public Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name.equals(name) && !parameter.value.isEmpty()) {
        return Optional.of(parameter.value);
      }
    }
    return Optional.empty();
  }

  /// Whether a parameter is `true`, in any case.
  public boolean isTrue(String name) {
    return first(name).map(value -> value.equalsIgnoreCase("true")).orElse(false);
  }

  public List<Parameter> parameters() {
    return parameters;
  }
}
