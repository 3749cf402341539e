package dev.liaison.wire.modern;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Association types as bodies name them.
public final class AssociationSpecs {

  private AssociationSpecs() {}

  /// The keys in `[{associationCategory, associationTypeId}]`, at least one: no source says what an
  /// empty list means, and it must not be taken for "all" or "the default".
  public static List<AssociationKey> keys(List<Fields> specs, String place) {
    if (specs.isEmpty()) {
      throw new RefusalException(
          new Refusal.InvalidValue(place, "At least one association type must be given"));
    }
    var keys = new ArrayList<AssociationKey>(specs.size());
    for (Fields spec : specs) {
      keys.add(key(spec, "associationCategory", "associationTypeId"));
    }
    return keys;
  }

  /// The key in two fields.
  public static AssociationKey key(Fields spec, String category, String typeId) {
    spec.require(category, typeId);
    return new AssociationKey(category(spec, category), typeId(spec, typeId));
  }

  private static Category category(Fields spec, String name) {
    String word = spec.text(name).orElseThrow();
    for (Category category : Category.values()) {
      if (category.name().equals(word)) {
        return category;
      }
    }
    throw new RefusalException(
        new Refusal.InvalidValue(
            spec.path(name), "'" + word + "' is not one of " + Arrays.toString(Category.values())));
  }

  private static int typeId(Fields spec, String name) {
    long id = spec.number(name).orElseThrow();
    if (id < 0 || id > Integer.MAX_VALUE) {
      throw new RefusalException(
          new Refusal.InvalidValue(spec.path(name), id + " is not a valid association type id"));
    }
    return (int) id;
  }
}
