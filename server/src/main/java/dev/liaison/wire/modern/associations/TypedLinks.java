package dev.liaison.wire.modern.associations;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Link;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// How v3 shows associations: one entry for each type of each link, by the type's name, so that a
/// record can stand there twice (recorded, modern-api.md 3.1).
final class TypedLinks {

  private TypedLinks() {}

  /// `AssociatedId` of each type of each link.
  static void write(JsonGenerator json, AssociationTypes types, Ends ends, List<Link> links) {
    for (Link link : links) {
      for (AssociationKey key : link.keys()) {
        // A type that just ended has no name any more.
        types
            .find(ends.from().id(), ends.to().id(), key)
            .ifPresent(type -> write(json, link, type));
      }
    }
  }

  private static void write(JsonGenerator json, Link link, AssociationType type) {
    json.writeStartObject();
    json.writeStringProperty("id", Long.toString(link.to().id()));
    json.writeStringProperty("type", type.name());
    json.writeEndObject();
  }

  static String name(AssociationTypes types, Ends ends, AssociationKey key) {
    return types
        .find(ends.from().id(), ends.to().id(), key)
        .map(AssociationType::name)
        .orElseThrow(() -> new IllegalStateException("no association type " + key));
  }
}
