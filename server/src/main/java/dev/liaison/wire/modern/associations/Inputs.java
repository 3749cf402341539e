package dev.liaison.wire.modern.associations;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.RecordIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the bodies of association calls. What is not as it should be is refused for the whole
/// call; what the core refuses is refused for its entry.
final class Inputs {

  private Inputs() {}

  /// The entries of a batch.
  ///
  /// @throws RefusalException with [Refusal.MissingFields], [Refusal.TooMany]
  static List<Fields> of(Request request, int maximum) {
    Fields body = Fields.ofBody(request.body());
    body.require("inputs");
    List<Fields> inputs = body.objects("inputs");
    if (inputs.size() > maximum) {
      throw new RefusalException(new Refusal.TooMany("inputs", maximum, inputs.size()));
    }
    return inputs;
  }

  /// The id of the record in a field that holds `{id}`.
  static long id(Fields input, String name) {
    input.require(name);
    return id(input.object(name).orElseThrow());
  }

  /// The id in `{id}`.
  ///
  /// @throws RefusalException with [Refusal.MissingFields] when there is none,
  ///   [Refusal.InvalidValue] when it is no number
  static long id(Fields object) {
    object.require("id");
    String text = object.text("id").orElseThrow();
    return RecordIds.parse(text)
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.InvalidValue(
                        object.path("id"), "'" + text + "' is not a valid id")));
  }

  /// The association types of an entry.
  static List<AssociationKey> types(Fields input) {
    input.require("types");
    return keys(input.objects("types"), input.path("types"));
  }

  /// The keys in `[{associationCategory, associationTypeId}]`, at least one: no source says what an
  /// empty list means, and it must not be taken for "all" or "the default".
  static List<AssociationKey> keys(List<Fields> specs, String place) {
    if (specs.isEmpty()) {
      throw new RefusalException(
          new Refusal.InvalidValue(place, "At least one association type must be given"));
    }
    var keys = new ArrayList<AssociationKey>(specs.size());
    for (Fields spec : specs) {
      spec.require("associationCategory", "associationTypeId");
      keys.add(new AssociationKey(category(spec), typeId(spec)));
    }
    return keys;
  }

  private static Category category(Fields spec) {
    String word = spec.text("associationCategory").orElseThrow();
    for (Category category : Category.values()) {
      if (category.name().equals(word)) {
        return category;
      }
    }
    throw new RefusalException(
        new Refusal.InvalidValue(
            spec.path("associationCategory"),
            "'" + word + "' is not one of " + Arrays.toString(Category.values())));
  }

  private static int typeId(Fields spec) {
    long id = spec.number("associationTypeId").orElseThrow();
    if (id < 0 || id > Integer.MAX_VALUE) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              spec.path("associationTypeId"), id + " is not a valid association type id"));
    }
    return (int) id;
  }
}
