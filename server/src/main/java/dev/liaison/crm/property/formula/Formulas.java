package dev.liaison.crm.property.formula;

import dev.liaison.crm.property.PropertyDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The formulas of the properties of a type. Immutable.
public final class Formulas {

  /// So many can build on each other.
  private static final int HIGHEST = 5;

  private static final int ENDLESS = Integer.MAX_VALUE;

  private final Map<String, Formula> byName;

  private Formulas(Map<String, Formula> byName) {
    this.byName = byName;
  }

  /// Those that can be computed.
  ///
  /// @param definitions the properties of the type by name
  public static Formulas of(Map<String, PropertyDefinition> definitions) {
    Map<String, Formula> byName = read(definitions);
    Map<String, Integer> heights = heights(byName);
    byName.keySet().removeIf(name -> heights.getOrDefault(name, 0) > HIGHEST);
    return new Formulas(Map.copyOf(byName));
  }

  /// Checks the formula of a property that is about to be made or changed, and that those that
  /// build on it can still be computed.
  ///
  /// @param definitions the properties of the type by name, this one in its new form
  /// @throws InvalidFormula when it cannot be computed
  public static void check(
      PropertyDefinition property, Map<String, PropertyDefinition> definitions) {
    Formula _ = Formula.of(property, name -> Optional.ofNullable(definitions.get(name)));
    Map<String, Integer> heights = heights(read(definitions));
    if (heights.getOrDefault(property.name(), 0) == ENDLESS) {
      throw new InvalidFormula("it leads to itself");
    }
    if (heights.values().stream().anyMatch(height -> height > HIGHEST)) {
      throw new InvalidFormula("formulas build on each other at most " + HIGHEST + " deep");
    }
  }

  private static Map<String, Formula> read(Map<String, PropertyDefinition> definitions) {
    var byName = new HashMap<String, Formula>();
    for (PropertyDefinition property : definitions.values()) {
      if (Formula.in(property)) {
        read(property, definitions).ifPresent(formula -> byName.put(property.name(), formula));
      }
    }
    return byName;
  }

  private static Optional<Formula> read(
      PropertyDefinition property, Map<String, PropertyDefinition> definitions) {
    try {
      return Optional.of(Formula.of(property, name -> Optional.ofNullable(definitions.get(name))));
    } catch (InvalidFormula e) {
      return Optional.empty();
    }
  }

  /// On how many others each builds, itself among them.
  private static Map<String, Integer> heights(Map<String, Formula> byName) {
    var heights = new HashMap<String, Integer>();
    byName.keySet().forEach(name -> height(name, byName, heights));
    return heights;
  }

  private static int height(
      String name, Map<String, Formula> byName, Map<String, Integer> heights) {
    Formula formula = byName.get(name);
    if (formula == null) {
      return 0;
    }
    Integer known = heights.get(name);
    if (known != null) {
      return known;
    }
    // Whoever comes back here meanwhile goes round in a circle.
    heights.put(name, ENDLESS);
    int below = 0;
    for (String used : formula.uses()) {
      below = Math.max(below, height(used, byName, heights));
    }
    int height = below == ENDLESS ? ENDLESS : below + 1;
    heights.put(name, height);
    return height;
  }

  public Optional<Formula> of(String property) {
    return Optional.ofNullable(byName.get(property));
  }
}
