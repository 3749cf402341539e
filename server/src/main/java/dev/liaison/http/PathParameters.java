package dev.liaison.http;

import java.util.List;

/// The values of a template's parameters, in the order of the path.
public final class PathParameters {

  private final List<String> names;
  private final List<String> values;

  PathParameters(List<String> names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  /// @throws IllegalArgumentException when the template has no such parameter
  public String get(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no path parameter " + name);
    }
    return values.get(index);
  }
}
