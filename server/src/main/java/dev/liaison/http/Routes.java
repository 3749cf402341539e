package dev.liaison.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of all routes, and the way from a path to one of them. A fixed segment goes before a
/// parameter; a slash at the end makes no difference. Immutable.
public final class Routes {

  private final List<Route> all;
  private final Node root = new Node();

  /// The answer to "what is at this path".
  public sealed interface Finding {
    /// This route.
    record Found(Request.Match match) implements Finding {}

    /// Routes with other methods; `any` is one of them.
    record OtherMethods(List<String> allowed, Request.Match any) implements Finding {}

    /// Nothing.
    record Nothing() implements Finding {}
  }

  private static final Finding NOTHING = new Finding.Nothing();

  private static final class Node {
    final Map<String, Node> fixed = new HashMap<>();
    @Nullable Node parameter;
    final Map<String, Entry> byMethod = new LinkedHashMap<>();
  }

  private record Entry(Route route, List<String> names) {}

  /// @throws IllegalArgumentException when two routes have one method and one path
  public Routes(List<Route> routes) {
    all = List.copyOf(routes);
    all.forEach(this::add);
  }

  public List<Route> all() {
    return all;
  }

  /// @param path encoded, starting with a slash
  public Finding find(String method, String path) {
    var values = new ArrayList<String>(4);
    Node node = descend(root, path, 1, values);
    if (node == null) {
      return NOTHING;
    }
    Entry entry = node.byMethod.get(method);
    if (entry != null) {
      return new Finding.Found(match(entry, values));
    }
    Entry any = node.byMethod.values().iterator().next();
    return new Finding.OtherMethods(List.copyOf(node.byMethod.keySet()), match(any, values));
  }

  private static Request.Match match(Entry entry, List<String> values) {
    return new Request.Match(entry.route, new PathParameters(entry.names, values));
  }

  private static @Nullable Node descend(Node node, String path, int start, List<String> values) {
    if (start >= path.length()) {
      return node.byMethod.isEmpty() ? null : node;
    }
    int end = path.indexOf('/', start);
    if (end < 0) {
      end = path.length();
    }
    String segment = Percent.decode(path, start, end, false);
    Node fixed = node.fixed.get(segment);
    if (fixed != null) {
      Node found = descend(fixed, path, end + 1, values);
      if (found != null) {
        return found;
      }
    }
    Node parameter = node.parameter;
    if (parameter == null || segment.isEmpty()) {
      return null;
    }
    values.add(segment);
    Node found = descend(parameter, path, end + 1, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  private void add(Route route) {
    Node node = root;
    var names = new ArrayList<String>();
    for (String segment : route.template().substring(1).split("/")) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
        Node next = node.parameter;
        if (next == null) {
          next = new Node();
          node.parameter = next;
        }
        node = next;
      } else {
        node = node.fixed.computeIfAbsent(segment, name -> new Node());
      }
    }
    if (node.byMethod.put(route.method(), new Entry(route, List.copyOf(names))) != null) {
      throw new IllegalArgumentException(
          "two routes at " + route.method() + " " + route.template());
    }
  }
}
