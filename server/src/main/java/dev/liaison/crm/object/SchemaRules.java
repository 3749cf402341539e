package dev.liaison.crm.object;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Which schemas are allowed (modern-api.md 3.6, recorded).
final class SchemaRules {

  private static final int MAX_LENGTH = 50;
  private static final int MAX_SECONDARY = 2;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private SchemaRules() {}

  static CrmException invalid(String message, String code) {
    return new CrmException(new Problem.InvalidDefinition(Definition.SCHEMA, message, code));
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches() || name.length() > MAX_LENGTH) {
      throw invalid(
          "Invalid object type name "
              + name
              + ": it starts with a letter and has up to "
              + MAX_LENGTH
              + " letters, digits and underscores",
          "OBJECT_TYPE_NAME_FORMAT");
    }
  }

  static void checkLabels(ObjectSchema schema) {
    for (String label : List.of(schema.labels().singular(), schema.labels().plural())) {
      if (label.isBlank() || label.length() > MAX_LENGTH) {
        throw invalid("A label has 1 to " + MAX_LENGTH + " characters", "");
      }
    }
    if (schema.primary().isEmpty()) {
      throw invalid("A primary display property is required", "PRIMARY_DISPLAY_PROPERTY_REQUIRED");
    }
    List<String> secondary = schema.secondary();
    if (secondary.size() > MAX_SECONDARY || new HashSet<>(secondary).size() < secondary.size()) {
      throw invalid(
          "There are at most " + MAX_SECONDARY + " secondary display properties, each once", "");
    }
  }

  /// What a schema names has to be there.
  static void checkProperties(Catalogue catalogue, ObjectSchema schema) {
    List<String> names = new ArrayList<>(List.of(schema.primary()));
    names.addAll(schema.secondary());
    names.addAll(schema.required());
    names.addAll(schema.searchable());
    for (String name : names) {
      if (catalogue.properties().find(schema.type(), name).isEmpty()) {
        throw invalid(
            "The object type has no property '" + name + "'",
            name.equals(schema.primary()) ? "INVALID_PRIMARY_DISPLAY_PROPERTY" : "");
      }
    }
  }
}
