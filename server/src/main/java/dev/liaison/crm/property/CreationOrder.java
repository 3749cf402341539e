package dev.liaison.crm.property;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// In which order properties that are given together are made: each behind those of them that its
/// formula is made of, and else as they are given.
final class CreationOrder {

  private CreationOrder() {}

  /// The places of the inputs in the list. Those that lead to a circle come last: rules refuse
  /// them.
  static Set<Integer> of(List<PropertyInput> inputs) {
    Set<String> given = new HashSet<>();
    inputs.forEach(input -> given.add(name(input)));
    var waiting = new HashMap<String, List<Integer>>();
    int[] missing = new int[inputs.size()];
    var ready = new ArrayDeque<Integer>();
    for (int place = 0; place < inputs.size(); place++) {
      for (String used : inputs.get(place).uses()) {
        if (given.contains(used)) {
          waiting.computeIfAbsent(used, _ -> new ArrayList<>()).add(place);
          missing[place]++;
        }
      }
      if (missing[place] == 0) {
        ready.add(place);
      }
    }
    Set<Integer> order = new LinkedHashSet<>();
    while (!ready.isEmpty()) {
      int place = ready.remove();
      order.add(place);
      List<Integer> freed = waiting.remove(name(inputs.get(place)));
      for (int next : freed == null ? List.<Integer>of() : freed) {
        missing[next]--;
        if (missing[next] == 0) {
          ready.add(next);
        }
      }
    }
    for (int place = 0; place < inputs.size(); place++) {
      order.add(place);
    }
    return order;
  }

  private static String name(PropertyInput input) {
    return input.name().orElse("");
  }
}
