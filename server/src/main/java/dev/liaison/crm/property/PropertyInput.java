package dev.liaison.crm.property;

import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a caller says of a property; what is empty stays as it is, or takes its usual value.
///
/// @param unique whether no two records may share a value; of a new property only
/// @param referencedObjectType of a new property only
/// @param hints as of [PropertyDefinition]; those named are set, the others stay
public record PropertyInput(
    Optional<String> name,
    Optional<String> label,
    Optional<String> description,
    Optional<String> groupName,
    Optional<String> type,
    Optional<String> fieldType,
    Optional<List<Option>> options,
    Optional<Integer> displayOrder,
    Optional<Boolean> hidden,
    Optional<Boolean> unique,
    Optional<String> referencedObjectType,
    Map<String, String> hints) {

  /// Whether it says that a formula makes the values.
  public boolean calculated() {
    return fieldType.equals(Optional.of(Formula.FIELD_TYPE));
  }

  /// The names of the properties that its formula is made of; none where there is no formula, or
  /// one that cannot be read.
  Set<String> uses() {
    return calculated() ? Formula.names(hints.getOrDefault(Formula.HINT, "")) : Set.of();
  }

  /// With a group where none is said.
  public PropertyInput orInGroup(String group) {
    return new PropertyInput(
        name,
        label,
        description,
        groupName.or(() -> Optional.of(group)),
        type,
        fieldType,
        options,
        displayOrder,
        hidden,
        unique,
        referencedObjectType,
        hints);
  }
}
