package dev.liaison.wire.legacy.engagements;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.object.NewLink;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// The body of the later call in the place of one that writes an engagement. Numbers, times, ids
/// and words of the API stay; text is left out, as it may be about a person.
record EngagementExample(Catalogue catalogue, EngagementType type, EngagementBody sent) {

  private static final String TEXT = "...";
  private static final Set<String> SHOWN = Set.of("number", "date", "datetime");

  String ofCreate() {
    return written(
        json -> {
          properties(json);
          json.writeArrayPropertyStart("associations");
          for (NewLink link : sent.links()) {
            if (link instanceof NewLink.Default(var to)) {
              association(json, to.type(), to.id());
            }
          }
          json.writeEndArray();
        });
  }

  String ofUpdate() {
    return written(this::properties);
  }

  private interface Body {
    void write(JsonGenerator json);
  }

  private static String written(Body body) {
    byte[] bytes =
        Json.write(
            json -> {
              json.writeStartObject();
              body.write(json);
              json.writeEndObject();
            });
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void properties(JsonGenerator json) {
    json.writeObjectPropertyStart("properties");
    sent.values(type).forEach((name, value) -> json.writeStringProperty(name, shown(name, value)));
    json.writeEndObject();
  }

  private String shown(String name, String value) {
    Optional<PropertyDefinition> definition = catalogue.properties().find(type.objectType(), name);
    boolean harmless =
        definition
            .filter(
                it ->
                    SHOWN.contains(it.type())
                        || "OWNER".equals(it.referencedObjectType())
                        || it.options().stream().anyMatch(option -> option.value().equals(value)))
            .isPresent();
    return harmless ? value : TEXT;
  }

  private void association(JsonGenerator json, ObjectTypeId other, long id) {
    Optional<AssociationType> plain = catalogue.associationTypes().plain(type.objectType(), other);
    if (plain.isPresent()) {
      json.writeStartObject();
      json.writeObjectPropertyStart("to");
      json.writeStringProperty("id", Long.toString(id));
      json.writeEndObject();
      json.writeArrayPropertyStart("types");
      json.writeStartObject();
      json.writeStringProperty("associationCategory", plain.get().key().category().name());
      json.writeNumberProperty("associationTypeId", plain.get().key().typeId());
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
