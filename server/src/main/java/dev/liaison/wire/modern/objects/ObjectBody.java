package dev.liaison.wire.modern.objects;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.NewLink;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.RecordIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `SimplePublicObjectInput` and `SimplePublicObjectInputForCreate` (modern-api.md 3.1).
final class ObjectBody {

  private ObjectBody() {}

  /// @throws RefusalException with [Refusal.MissingFields] without `properties`
  static Map<String, String> properties(Fields object) {
    object.require("properties");
    var properties = new LinkedHashMap<String, String>();
    object.object("properties").ifPresent(values -> values.forEachText(properties::put));
    return properties;
  }

  static NewRecord newRecord(Fields object) {
    Map<String, String> properties = properties(object);
    List<NewLink> links = new ArrayList<>();
    for (Fields association : object.objects("associations")) {
      links.add(link(association));
    }
    return new NewRecord(properties, links);
  }

  /// A record id in a body.
  ///
  /// @throws RefusalException with [Refusal.MissingFields], [Refusal.InvalidValue]
  static long id(Fields object, String name) {
    object.require(name);
    String text = object.text(name).orElse("");
    return RecordIds.parse(text)
        .orElseThrow(() -> invalid(object, name, "'" + text + "' is not a valid id"));
  }

  private static NewLink link(Fields association) {
    association.require("to", "types");
    long id = association.object("to").map(to -> id(to, "id")).orElseThrow();
    List<AssociationKey> keys = new ArrayList<>();
    for (Fields type : association.objects("types")) {
      keys.add(key(type));
    }
    if (keys.isEmpty()) {
      throw invalid(association, "types", "types must name at least one association type");
    }
    return new NewLink.Typed(id, keys);
  }

  private static AssociationKey key(Fields type) {
    type.require("associationCategory", "associationTypeId");
    String word = type.text("associationCategory").orElse("");
    long id = type.number("associationTypeId").orElse(0L);
    for (Category category : Category.values()) {
      if (category.name().equals(word) && id == (int) id) {
        return new AssociationKey(category, (int) id);
      }
    }
    throw invalid(type, "associationCategory", "No association type " + word + " " + id);
  }

  private static RefusalException invalid(Fields object, String name, String message) {
    return new RefusalException(new Refusal.InvalidValue(object.path(name), message));
  }
}
