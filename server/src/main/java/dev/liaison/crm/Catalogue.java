package dev.liaison.crm;

import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.object.EmailParties;
import dev.liaison.crm.object.ObjectSchema;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.LifecyclePipeline;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyDefinition;
import dev.liaison.crm.property.PropertyDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that says what the data of a portal may look like, at one moment; [Catalogues] has
/// the newest. Immutable.
///
/// @param schemas of the portal's own object types, archived ones too
/// @param emailParties how the headers of emails are read
public record Catalogue(
    ObjectTypes types,
    AssociationTypes associationTypes,
    PropertyDefinitions properties,
    Pipelines pipelines,
    Map<ObjectTypeId, ObjectSchema> schemas,
    EmailParties emailParties) {

  /// What HubSpot defines for every account; the headers of emails are not read yet.
  public static Catalogue hubspotDefined() {
    return new Catalogue(
        ObjectTypes.hubspotDefined(),
        AssociationTypes.hubspotDefined(),
        PropertyDefinitions.hubspotDefined(),
        Pipelines.hubspotDefined(),
        Map.of(),
        (_, _, _) -> List.of());
  }

  /// What depends on a property: calculated properties, as `0-1/name`, and the schema of the type.
  public List<String> users(ObjectTypeId type, String property) {
    List<String> users = new ArrayList<>();
    for (PropertyDefinition other : properties.of(type)) {
      properties
          .formulas(type)
          .of(other.name())
          .filter(formula -> formula.uses().contains(property))
          .ifPresent(_ -> users.add(type + "/" + other.name()));
    }
    ObjectSchema schema = schemas.get(type);
    if (schema != null && schema.uses(property)) {
      users.add("the schema of " + schema.fullyQualifiedName());
    }
    return users;
  }

  /// The properties that a new record must have.
  public List<String> required(ObjectTypeId type) {
    ObjectSchema schema = schemas.get(type);
    return schema == null ? List.of() : schema.required();
  }

  public Catalogue withSchemas(Map<ObjectTypeId, ObjectSchema> newSchemas) {
    return new Catalogue(types, associationTypes, properties, pipelines, newSchemas, emailParties);
  }

  /// What the API lists as pipelines of a type, in display order.
  public List<Pipeline> pipelinesOf(ObjectTypeId type) {
    return LifecyclePipeline.of(type, properties).map(List::of).orElseGet(() -> pipelines.of(type));
  }

  public Catalogue with(ObjectTypes newTypes) {
    return new Catalogue(newTypes, associationTypes, properties, pipelines, schemas, emailParties);
  }

  public Catalogue with(AssociationTypes newAssociationTypes) {
    return new Catalogue(types, newAssociationTypes, properties, pipelines, schemas, emailParties);
  }

  public Catalogue with(PropertyDefinitions newProperties) {
    return new Catalogue(types, associationTypes, newProperties, pipelines, schemas, emailParties);
  }

  public Catalogue with(EmailParties newEmailParties) {
    return new Catalogue(types, associationTypes, properties, pipelines, schemas, newEmailParties);
  }

  /// With other pipelines, which the properties that name a pipeline or a stage have for options.
  public Catalogue with(Pipelines newPipelines) {
    return new Catalogue(
        types,
        associationTypes,
        properties.with(newPipelines),
        newPipelines,
        schemas,
        emailParties);
  }
}
