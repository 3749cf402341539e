package dev.liaison.wire.modern.associations;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Link;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// How v4 and the dated versions show associations. The id of a record by itself is a number, and
/// the `id` of a record is a text: recorded (modern-api.md 3.2).
final class LinksJson {

  private final AssociationTypes types;

  LinksJson(AssociationTypes types) {
    this.types = types;
  }

  /// `MultiAssociatedObjectWithLabel` of each link. The types are in ascending order, the plain one
  /// has the label null. A type that is gone is not shown, nor is a link with no other.
  void links(JsonGenerator json, Ends ends, List<Link> links) {
    for (Link link : links) {
      List<AssociationType> shown =
          link.keys().stream()
              .flatMap(key -> types.find(ends.from().id(), ends.to().id(), key).stream())
              .toList();
      if (shown.isEmpty()) {
        continue;
      }
      json.writeStartObject();
      json.writeNumberProperty("toObjectId", link.to().id());
      json.writeArrayPropertyStart("associationTypes");
      for (AssociationType type : shown) {
        json.writeStartObject();
        type(json, type);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /// `AssociationSpecWithLabel` without its braces.
  static void type(JsonGenerator json, AssociationType type) {
    key(json, type.key());
    label(json, type);
  }

  /// `LabelsBetweenObjectPair`. The labels are those of the types that were asked for; the plain
  /// type has none.
  void labels(JsonGenerator json, Associations.Pair pair) {
    json.writeStartObject();
    json.writeStringProperty("fromObjectTypeId", pair.from().type().toString());
    json.writeNumberProperty("fromObjectId", pair.from().id());
    json.writeStringProperty("toObjectTypeId", pair.to().type().toString());
    json.writeNumberProperty("toObjectId", pair.to().id());
    json.writeArrayPropertyStart("labels");
    pair.keys().stream()
        .distinct()
        .sorted()
        .map(key -> types.find(pair.from().type(), pair.to().type(), key))
        .flatMap(Optional::stream)
        .map(AssociationType::label)
        .forEach(
            label -> {
              if (label != null) {
                json.writeString(label);
              }
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  /// `PublicDefaultAssociation`, once for each direction of the pair.
  void defaults(JsonGenerator json, Associations.Pair pair) {
    AssociationType plain = types.plain(pair.from().type(), pair.to().type()).orElseThrow();
    direction(json, pair.from().id(), pair.to().id(), plain.key());
    direction(json, pair.to().id(), pair.from().id(), plain.inverse());
  }

  private static void direction(JsonGenerator json, long from, long to, AssociationKey key) {
    json.writeStartObject();
    record(json, "from", from);
    record(json, "to", to);
    json.writeObjectPropertyStart("associationSpec");
    json.writeStringProperty("associationCategory", key.category().name());
    json.writeNumberProperty("associationTypeId", key.typeId());
    json.writeEndObject();
    json.writeEndObject();
  }

  /// A field that holds `PublicObjectId`.
  static void record(JsonGenerator json, String name, long id) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("id", Long.toString(id));
    json.writeEndObject();
  }

  private static void key(JsonGenerator json, AssociationKey key) {
    json.writeStringProperty("category", key.category().name());
    json.writeNumberProperty("typeId", key.typeId());
  }

  private static void label(JsonGenerator json, AssociationType type) {
    String label = type.label();
    if (label == null) {
      json.writeNullProperty("label");
    } else {
      json.writeStringProperty("label", label);
    }
  }
}
