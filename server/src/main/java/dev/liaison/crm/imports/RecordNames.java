package dev.liaison.crm.imports;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Crm;
import dev.liaison.crm.imports.ImportError.Code;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.search.Filter;
import dev.liaison.crm.search.FilterGroup;
import dev.liaison.crm.search.Search;
import dev.liaison.crm.search.Searches;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds records by values that name them, although the property's values are not unique: companies
/// are known by their domain (HubSpot's guide).
record RecordNames(Crm crm, Caller caller) {

  private static final Reading NOTHING = Reading.named(List.of());

  /// The record that a value names, or why it names none; neither when no record has the value.
  record Named(RecordKey.@Nullable ById key, RowImport.@Nullable Fault fault) {}

  Named find(ObjectTypeId type, String property, String value) {
    var equal = new FilterGroup(List.of(new Filter.Equal(property, value)));
    var search = new Search(List.of(equal), "", Optional.empty(), 0, 1);
    Searches.Found found = crm.searches().search(caller, type, search, NOTHING);
    if (found.total() > 1) {
      Code code =
          property.equals("domain")
              ? Code.MULTIPLE_COMPANIES_WITH_THIS_DOMAIN
              : Code.DUPLICATE_ALTERNATE_ID;
      String message = found.total() + " records have the " + property + " " + value;
      return new Named(null, new RowImport.Fault(code, message, type, 0, ""));
    }
    return new Named(
        found.items().isEmpty() ? null : new RecordKey.ById(found.items().getFirst().id()), null);
  }
}
