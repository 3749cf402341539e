package dev.liaison.wire.legacy.properties;

import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyInput;
import dev.liaison.wire.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a property. A change may repeat what cannot change, the name for instance, which is
/// ignored.
final class PropertyBody {

  private PropertyBody() {}

  /// A property to define; without a label it has its name for one.
  static PropertyInput create(Fields body) {
    body.require("name", "type", "fieldType", "groupName");
    return of(
        body,
        body.text("name"),
        body.text("label").filter(label -> !label.isBlank()).or(() -> body.text("name")));
  }

  static PropertyInput update(Fields body) {
    return of(body, Optional.empty(), body.text("label"));
  }

  private static PropertyInput of(Fields body, Optional<String> name, Optional<String> label) {
    Map<String, String> hints = new LinkedHashMap<>();
    body.bool("formField").ifPresent(it -> hints.put("formField", it.toString()));
    body.text("calculationFormula").ifPresent(it -> hints.put("calculationFormula", it));
    return new PropertyInput(
        name,
        label,
        body.text("description"),
        body.text("groupName"),
        body.text("type"),
        body.text("fieldType"),
        body.has("options") ? Optional.of(options(body)) : Optional.empty(),
        body.integer("displayOrder"),
        body.bool("hidden"),
        body.bool("hasUniqueValue"),
        body.text("referencedObjectType"),
        hints);
  }

  private static List<Option> options(Fields body) {
    List<Option> options = new ArrayList<>();
    for (Fields option : body.objects("options")) {
      option.require("value");
      String value = option.text("value").orElse("");
      options.add(
          new Option(
              option.text("label").orElse(value),
              value,
              option.integer("displayOrder").orElse(options.size()),
              option.bool("hidden").orElse(false),
              option.text("description").orElse("")));
    }
    return options;
  }
}
