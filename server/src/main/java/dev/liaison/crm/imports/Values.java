package dev.liaison.crm.imports;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.owner.Owner;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinition.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Brings what people write in files into the form of the API: dates in the order of the file,
/// options by their labels, owners by their addresses. What it cannot read stays as it is, for the
/// rules of the property to judge.
record Values(Catalogue catalogue, List<Owner> owners, DateOrder dates) {

  /// The definition of a property that is known to exist.
  PropertyDefinition definition(ObjectTypeId type, String name) {
    return catalogue.properties().find(type, name.toLowerCase(Locale.ROOT)).orElseThrow();
  }

  String read(PropertyDefinition definition, String cell) {
    if ("OWNER".equals(definition.referencedObjectType())) {
      return owner(cell);
    }
    return switch (definition.type()) {
      case "date", "datetime" -> dates.iso(cell);
      case "enumeration", "bool" ->
          definition.fieldType().equals("checkbox")
              ? Arrays.stream(cell.split(";", -1))
                  .map(word -> option(definition, word.strip()))
                  .collect(Collectors.joining(";"))
              : option(definition, cell);
      default -> cell;
    };
  }

  private String owner(String cell) {
    return owners.stream()
        .filter(owner -> !owner.archived() && owner.email().equalsIgnoreCase(cell))
        .map(owner -> Long.toString(owner.id()))
        .findFirst()
        .orElse(cell);
  }

  private static String option(PropertyDefinition definition, String word) {
    List<Option> options = definition.options();
    if (options.stream().anyMatch(option -> option.value().equals(word))) {
      return word;
    }
    return options.stream()
        .filter(option -> option.label().equalsIgnoreCase(word))
        .map(Option::value)
        .findFirst()
        .orElse(word);
  }
}
