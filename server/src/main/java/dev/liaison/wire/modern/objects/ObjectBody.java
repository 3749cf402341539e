package dev.liaison.wire.modern.objects;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.NewLink;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.AssociationSpecs;
import dev.liaison.wire.modern.RecordIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `SimplePublicObjectInput` and `SimplePublicObjectInputForCreate` (modern-api.md 3.1).
final class ObjectBody {

  private ObjectBody() {}

  /// @throws RefusalException when there are no `properties`
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

  private static NewLink link(Fields association) {
    association.require("to", "types");
    long id = association.object("to").map(to -> RecordIds.required(to, "id")).orElseThrow();
    List<AssociationKey> keys =
        AssociationSpecs.keys(association.objects("types"), association.path("types"));
    return new NewLink.Typed(id, keys);
  }
}
