package dev.liaison.crm.search;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.catalogue.Table;
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

  /// The properties of a type; all that have text where nothing is documented.
  List<PropertyDefinition> of(Catalogue catalogue, ObjectTypeId type) {
    List<String> names = byType.get(catalogue.types().byId(type).plural());
    return names == null
        ? catalogue.properties().of(type).stream()
            .filter(definition -> IndexedField.of(definition).kind() == Kind.TEXT)
            .toList()
        : names.stream()
            .map(name -> catalogue.properties().find(type, name))
            .flatMap(Optional::stream)
            .toList();
  }
}
