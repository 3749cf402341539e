package dev.liaison.crm.search;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.formula.Formula;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What the indexed values of a type's records come from beside the records: when it changes, those
/// that were indexed before have to be read again. Immutable.
///
/// @param facts by what they are about; an index keeps them as they are
public record IndexBasis(Map<String, String> facts) {

  private static final String FORMULA = "formula ";

  public IndexBasis {
    facts = Map.copyOf(facts);
  }

  static IndexBasis of(Catalogue catalogue, ObjectTypeId type) {
    var facts = new HashMap<String, String>();
    var hubspotDefined = new TreeMap<String, String>();
    for (PropertyDefinition definition : catalogue.properties().of(type)) {
      add(definition, facts, hubspotDefined);
    }
    for (PropertyDefinition definition : catalogue.properties().archived(type).values()) {
      add(definition, facts, hubspotDefined);
    }
    facts.put("HubSpot's properties", Integer.toHexString(hubspotDefined.toString().hashCode()));
    for (Pipeline pipeline : catalogue.pipelines().of(type)) {
      for (Pipeline.Stage stage : pipeline.stages()) {
        facts.put(
            "stage " + pipeline.id() + "/" + stage.id(),
            new TreeMap<>(stage.metadata()).toString());
      }
    }
    return new IndexBasis(facts);
  }

  private static void add(
      PropertyDefinition definition,
      Map<String, String> facts,
      Map<String, String> hubspotDefined) {
    IndexedField.Kind kind = IndexedField.of(definition).kind();
    if (definition.origin().hubspotDefined()) {
      // One that becomes calculated gives values to records that had none.
      hubspotDefined.put(definition.name(), definition.calculated() ? kind + "=" : kind.name());
    } else {
      facts.put("property " + definition.name(), kind.name());
      String formula = definition.hint(Formula.HINT, "");
      if (!formula.isEmpty() && !definition.archived()) {
        facts.put(FORMULA + definition.name(), formula);
      }
    }
  }

  /// Whether records that were indexed on an older basis may have other values on this one. What
  /// only came or went has no values yet or none any more, but for a formula, which gives each
  /// record one.
  public boolean changes(IndexBasis older) {
    return differs(older) || older.differs(this);
  }

  private boolean differs(IndexBasis other) {
    return facts.entrySet().stream()
        .anyMatch(
            fact -> {
              String there = other.facts.get(fact.getKey());
              return there == null
                  ? fact.getKey().startsWith(FORMULA)
                  : !Objects.equals(there, fact.getValue());
            });
  }
}
