package dev.liaison.crm.search;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.catalogue.Table;
import dev.liaison.crm.object.ObjectSchema;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.search.IndexedField.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which properties the words of a query are looked for in. Immutable.
final class SearchedProperties {

  private final Map<String, List<String>> byType;

  private SearchedProperties(Map<String, List<String>> byType) {
    this.byType = byType;
  }

  /// Those that are documented. Reads them anew at each call.
  static SearchedProperties documented() {
    var byType = new HashMap<String, List<String>>();
    for (Table.Row row : Table.read(SearchedProperties.class, "searched.tsv").rows()) {
      byType.put(row.text("type"), List.of(row.text("properties").split(" ")));
    }
    return new SearchedProperties(byType);
  }

  /// The properties of a type: those that a portal's schema names, or that are documented; all that
  /// have text where neither says any.
  List<PropertyDefinition> of(Catalogue catalogue, ObjectTypeId type) {
    ObjectSchema schema = catalogue.schemas().get(type);
    if (schema != null) {
      List<PropertyDefinition> searchable = texts(named(catalogue, type, schema.searchable()));
      return searchable.isEmpty() ? texts(catalogue.properties().of(type)) : searchable;
    }
    List<String> names = byType.get(catalogue.types().byId(type).plural());
    return names == null ? texts(catalogue.properties().of(type)) : named(catalogue, type, names);
  }

  private static List<PropertyDefinition> named(
      Catalogue catalogue, ObjectTypeId type, List<String> names) {
    return names.stream()
        .map(name -> catalogue.properties().find(type, name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<PropertyDefinition> texts(List<PropertyDefinition> definitions) {
    return definitions.stream()
        .filter(definition -> IndexedField.of(definition).kind() == Kind.TEXT)
        .toList();
  }
}
