package dev.liaison.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

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

  /// The same parameters with other values.
  ///
  /// @param value gives a value for a name and the value it has
  PathParameters with(BinaryOperator<String> value) {
    var others = new ArrayList<String>(values.size());
    for (int i = 0; i < names.size(); i++) {
      others.add(value.apply(names.get(i), values.get(i)));
    }
    return new PathParameters(names, others);
  }
}
