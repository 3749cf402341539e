package dev.liaison.wire.modern.associations;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.AssociationSpecs;
import dev.liaison.wire.modern.RecordIds;
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
  static long id(Fields object) {
    return RecordIds.required(object, "id");
  }

  /// The association types of an entry.
  static List<AssociationKey> types(Fields input) {
    input.require("types");
    return AssociationSpecs.keys(input.objects("types"), input.path("types"));
  }
}
