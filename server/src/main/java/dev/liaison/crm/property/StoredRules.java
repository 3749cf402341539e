package dev.liaison.crm.property;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.DefinitionKind;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How validation rules are kept: a document each, called `0-1/property/MAX_LENGTH`.
public final class StoredRules implements DefinitionKind<ValidationRule> {

  static String document(ObjectTypeId type, String property, ValidationRule.Type rule) {
    return StoredProperties.document(type, property) + "/" + rule;
  }

  @Override
  public String documents() {
    return "property-validation";
  }

  @Override
  public void write(ValidationRule rule, Document.Writer document) {
    document
        .row("rule", rule.type())
        .yes("normalizes", rule.normalizes())
        .texts("argument", rule.arguments());
  }

  @Override
  public ValidationRule read(Document document) {
    return new ValidationRule(
        ValidationRule.Type.valueOf(document.text("rule")),
        document.texts("argument"),
        document.yes("normalizes"));
  }

  @Override
  public Catalogue extended(Catalogue catalogue, Map<String, ValidationRule> own) {
    var byType = new LinkedHashMap<ObjectTypeId, Map<String, List<ValidationRule>>>();
    own.forEach(
        (document, rule) ->
            byType
                .computeIfAbsent(StoredProperties.type(document), _ -> new LinkedHashMap<>())
                .computeIfAbsent(document.split("/", -1)[1], _ -> new ArrayList<>())
                .add(rule));
    PropertyDefinitions properties = catalogue.properties();
    for (var entry : byType.entrySet()) {
      properties = properties.validated(entry.getKey(), entry.getValue());
    }
    return catalogue.with(properties);
  }
}
