package dev.liaison.wire.modern.schemas;

import dev.liaison.crm.object.SchemaInput;
import dev.liaison.wire.json.Fields;
import java.util.List;
import java.util.Optional;

/// Reads `ObjectSchemaEgg` and `ObjectTypeDefinitionPatch` (modern-api.md 3.6).
final class SchemaBody {

  private SchemaBody() {}

  static SchemaInput of(Fields body) {
    Optional<Fields> labels = body.object("labels");
    boolean clears = body.bool("clearDescription").orElse(false);
    return new SchemaInput(
        labels.flatMap(it -> it.text("singular")),
        labels.flatMap(it -> it.text("plural")),
        clears ? Optional.of("") : body.text("description"),
        body.text("primaryDisplayProperty"),
        texts(body, "secondaryDisplayProperties"),
        texts(body, "requiredProperties"),
        texts(body, "searchableProperties"),
        body.bool("restorable"));
  }

  private static Optional<List<String>> texts(Fields body, String name) {
    return body.has(name) ? Optional.of(body.texts(name)) : Optional.empty();
  }
}
