package dev.liaison.wire.legacy;

import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;

/// What v1 and v2 say of definitions. The words of what is unknown are recorded (legacy-api.md
/// 2.2), the others are ours.
final class LegacyDefinitionErrors {

  private LegacyDefinitionErrors() {}

  static LegacyError of(Problem.OfDefinition problem) {
    return switch (problem) {
      case Problem.UnknownDefinition(Definition definition, String name) ->
          LegacyError.of(
              404,
              "Couldn't find a "
                  + noun(definition)
                  + " with the given name '"
                  + name
                  + "'"
                  + (definition == Definition.PROPERTY_GROUP ? "." : ""));
      case Problem.DefinitionTaken(Definition definition, String name) ->
          LegacyError.of(
              409, "A " + noun(definition) + " with the name '" + name + "' already exists");
      case Problem.InvalidDefinition invalid -> LegacyError.invalid(invalid.message());
      case Problem.PropertyInUse used ->
          LegacyError.invalid(
              "The property '"
                  + used.name()
                  + "' is used by "
                  + String.join(", ", used.users())
                  + " and cannot be deleted");
      case Problem.GroupInUse used ->
          LegacyError.invalid(
              "The group '" + used.name() + "' has properties and cannot be deleted");
      case Problem.TooManyLabels many ->
          LegacyError.invalid("There are " + many.limit() + " labels, which is the limit");
      case Problem.StageInUse used ->
          LegacyError.invalid(
              "Stages " + used.stages() + " hold records and cannot be deleted: " + used.records());
      case Problem.SchemaInUse(var type) ->
          LegacyError.invalid("There are records of the object type " + type + " still");
    };
  }

  private static String noun(Definition definition) {
    return switch (definition) {
      case PROPERTY -> "Property";
      case PROPERTY_GROUP -> "Group";
      case VALIDATION_RULE -> "Rule";
      case SCHEMA -> "Schema";
      case ASSOCIATION -> "Association";
      case ASSOCIATION_LIMIT -> "Limit";
      case PIPELINE -> "Pipeline";
      case STAGE -> "Stage";
    };
  }
}
