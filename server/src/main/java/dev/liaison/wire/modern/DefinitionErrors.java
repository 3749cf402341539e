package dev.liaison.wire.modern;

import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the family says of definitions (modern-api.md 3.4 and 3.6). The words of a taken name, of a
/// property in use and of a group with properties are recorded; the others are ours.
final class DefinitionErrors {

  private DefinitionErrors() {}

  static StandardError of(Problem.OfDefinition problem) {
    return switch (problem) {
      case Problem.UnknownDefinition(Definition definition, String name) ->
          StandardError.of(404, "OBJECT_NOT_FOUND", noun(definition) + " '" + name + "' not found");
      case Problem.DefinitionTaken(Definition definition, String name) -> taken(definition, name);
      case Problem.InvalidDefinition(Definition definition, String message, String code) ->
          code.isEmpty()
              ? StandardError.invalid(message)
              : StandardError.invalid(message).withSubCategory(area(definition) + "." + code);
      case Problem.PropertyInUse(ObjectTypeId type, String name, List<String> users) ->
          inUse(type, name, users);
      case Problem.GroupInUse _ -> groupInUse();
      case Problem.TooManyLabels(ObjectTypeId from, ObjectTypeId to, int limit) ->
          // The status and the sentence up to the types are recorded (modern-api.md 3.3).
          StandardError.of(
              437,
              null,
              "No more than "
                  + limit
                  + " association types are allowed between "
                  + from
                  + " and "
                  + to);
      case Problem.StageInUse used -> stageInUse(used);
      case Problem.SchemaInUse(ObjectTypeId type) ->
          StandardError.invalid("There are records of the object type " + type + " still")
              .withSubCategory("ObjectSchemaError.EXISTING_OBJECT_RECORDS");
    };
  }

  private static StandardError taken(Definition definition, String name) {
    String message =
        definition == Definition.PROPERTY
            ? "A property named '" + name + "' already exists."
            : noun(definition) + " '" + name + "' already exists";
    return StandardError.of(409, "OBJECT_ALREADY_EXISTS", message)
        .withSubCategory(
            switch (definition) {
              case PROPERTY -> "Properties.PROPERTY_WITH_NAME_EXISTS";
              case PROPERTY_GROUP -> "PropertyGroupError.GROUP_WITH_NAME_EXISTS";
              case VALIDATION_RULE -> "PropertyValidationRuleError.RULE_EXISTS";
              case SCHEMA -> "InboundDbObjectTypeError.OBJECT_TYPE_ALREADY_EXIST";
              case ASSOCIATION -> "AssociationDefinitionError.NAME_EXISTS";
              case ASSOCIATION_LIMIT -> "AssociationConfigurationError.CONFIGURATION_EXISTS";
              case PIPELINE -> "PipelineError.PIPELINE_ID_EXISTS";
              case STAGE -> "PipelineError.STAGE_ID_EXISTS";
            });
  }

  private static StandardError inUse(ObjectTypeId type, String name, List<String> users) {
    return StandardError.invalid(
            "Property: "
                + name
                + " of object type "
                + type
                + " is currently used in "
                + users.size()
                + " places and cannot be deleted")
        .withSubCategory("PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE")
        .withContext("usageCount", List.of(Integer.toString(users.size())))
        .withErrors(
            users.stream()
                .map(
                    user ->
                        new ErrorDetail(
                            "Used by " + user, null, null, Map.of("parentName", List.of(user))))
                .toList());
  }

  /// The code, and that stages and records stand in the context, are recorded (modern-api.md
  /// section 8).
  private static StandardError stageInUse(Problem.StageInUse used) {
    return StandardError.invalid(
            "Stages "
                + used.stages()
                + " of the pipeline "
                + used.pipeline()
                + " hold records and cannot be deleted")
        .withSubCategory("PipelineError.STAGE_ID_IN_USE")
        .withContext("stageIds", used.stages())
        .withContext("objectIds", used.records().stream().map(String::valueOf).toList());
  }

  /// The error stands as JSON in the message of another that has no category: recorded.
  private static StandardError groupInUse() {
    byte[] nested =
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("status", "error");
              json.writeStringProperty(
                  "message", "Can't delete or purge a group with active properties");
              json.writeStringProperty("category", "VALIDATION_ERROR");
              json.writeStringProperty(
                  "subCategory", "PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES");
              json.writeEndObject();
            });
    return StandardError.of(400, null, new String(nested, StandardCharsets.UTF_8));
  }

  private static String noun(Definition definition) {
    return switch (definition) {
      case PROPERTY -> "Property";
      case PROPERTY_GROUP -> "Property group";
      case VALIDATION_RULE -> "Validation rule";
      case SCHEMA -> "Object schema";
      case ASSOCIATION -> "Association definition";
      case ASSOCIATION_LIMIT -> "Association configuration";
      case PIPELINE -> "Pipeline";
      case STAGE -> "Pipeline stage";
    };
  }

  private static String area(Definition definition) {
    return switch (definition) {
      case PROPERTY -> "PropertyValidationError";
      case PROPERTY_GROUP -> "PropertyGroupError";
      case VALIDATION_RULE -> "PropertyValidationRuleError";
      case SCHEMA -> "ObjectSchemaError";
      case ASSOCIATION -> "AssociationDefinitionError";
      case ASSOCIATION_LIMIT -> "AssociationConfigurationError";
      case PIPELINE, STAGE -> "PipelineError";
    };
  }
}
