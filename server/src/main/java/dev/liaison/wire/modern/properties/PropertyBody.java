package dev.liaison.wire.modern.properties;

import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyInput;
import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `PropertyCreate` and `PropertyUpdate` (modern-api.md 3.4).
public final class PropertyBody {

  /// What the server keeps for clients; booleans and texts alike.
  private static final List<String> TEXTS =
      List.of(
          "calculationFormula",
          "currencyPropertyName",
          "numberDisplayHint",
          "textDisplayHint",
          "optionSortStrategy");

  private static final List<String> BOOLEANS =
      List.of("formField", "externalOptions", "showCurrencySymbol", "searchableInGlobalSearch");

  private PropertyBody() {}

  /// A property to define.
  ///
  /// @throws RefusalException with [Refusal.MissingFields]
  static PropertyInput create(Fields body) {
    body.require("name", "label", "type", "fieldType", "groupName");
    return created(body);
  }

  /// A property to define together with its type, whose group may be left out.
  public static PropertyInput ofSchema(Fields body) {
    body.require("name", "label", "type", "fieldType");
    return created(body);
  }

  private static PropertyInput created(Fields body) {
    Map<String, String> hints = hints(body);
    body.text("dataSensitivity").ifPresent(it -> hints.put("dataSensitivity", it));
    return new PropertyInput(
        body.text("name"),
        body.text("label"),
        body.text("description"),
        body.text("groupName"),
        body.text("type"),
        body.text("fieldType"),
        options(body),
        body.integer("displayOrder"),
        body.bool("hidden"),
        body.bool("hasUniqueValue"),
        body.text("referencedObjectType"),
        hints);
  }

  /// A change. What cannot change after the creation is ignored (recorded for `hasUniqueValue` and
  /// `dataSensitivity`).
  static PropertyInput update(Fields body) {
    return new PropertyInput(
        Optional.empty(),
        body.text("label"),
        body.text("description"),
        body.text("groupName"),
        body.text("type"),
        body.text("fieldType"),
        options(body),
        body.integer("displayOrder"),
        body.bool("hidden"),
        Optional.empty(),
        Optional.empty(),
        hints(body));
  }

  private static Map<String, String> hints(Fields body) {
    var hints = new LinkedHashMap<String, String>();
    TEXTS.forEach(name -> body.text(name).ifPresent(value -> hints.put(name, value)));
    BOOLEANS.forEach(name -> body.bool(name).ifPresent(value -> hints.put(name, value.toString())));
    return hints;
  }

  private static Optional<List<Option>> options(Fields body) {
    if (!body.has("options")) {
      return Optional.empty();
    }
    var options = new ArrayList<Option>();
    for (Fields option : body.objects("options")) {
      option.require("label", "value");
      options.add(
          new Option(
              option.text("label").orElse(""),
              option.text("value").orElse(""),
              option.integer("displayOrder").orElse(options.size()),
              option.bool("hidden").orElse(false),
              option.text("description").orElse("")));
    }
    return Optional.of(options);
  }
}
