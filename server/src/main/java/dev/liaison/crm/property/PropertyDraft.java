package dev.liaison.crm.property;

import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyDefinition.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A definition in the making. Used by one thread.
final class PropertyDraft {

  String name;
  String label;
  String description;
  String groupName;
  String type;
  String fieldType;
  List<Option> options;
  int displayOrder;
  boolean readOnly;
  boolean calculated;
  boolean unique;
  boolean hidden;
  boolean shownByDefault;
  @Nullable String referencedObjectType;
  Map<String, String> hints;
  Origin origin;
  List<ValidationRule> validations;

  PropertyDraft(PropertyDefinition from) {
    name = from.name();
    label = from.label();
    description = from.description();
    groupName = from.groupName();
    type = from.type();
    fieldType = from.fieldType();
    options = from.options();
    displayOrder = from.displayOrder();
    readOnly = from.readOnly();
    calculated = from.calculated();
    unique = from.unique();
    hidden = from.hidden();
    shownByDefault = from.shownByDefault();
    referencedObjectType = from.referencedObjectType();
    hints = from.hints();
    origin = from.origin();
    validations = from.validations();
  }

  PropertyDefinition finished() {
    return new PropertyDefinition(
        name,
        label,
        description,
        groupName,
        type,
        fieldType,
        options,
        displayOrder,
        readOnly,
        calculated,
        unique,
        hidden,
        shownByDefault,
        referencedObjectType,
        hints,
        origin,
        validations);
  }
}
