package dev.liaison.crm;

import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyDefinitions;

/// Everything that says what data may look like. Immutable.
public record Catalogue(
    ObjectTypes types,
    AssociationTypes associationTypes,
    PropertyDefinitions properties,
    Pipelines pipelines) {

  /// What HubSpot defines for every account.
  public static Catalogue hubspotDefined() {
    return new Catalogue(
        ObjectTypes.hubspotDefined(),
        AssociationTypes.hubspotDefined(),
        PropertyDefinitions.hubspotDefined(),
        new Pipelines());
  }
}
