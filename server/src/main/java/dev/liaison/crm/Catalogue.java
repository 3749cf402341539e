package dev.liaison.crm;

import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.LifecyclePipeline;
import dev.liaison.crm.pipeline.Pipeline;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyDefinitions;
import java.util.List;
import java.util.regex.Pattern;

/// Everything that says what the data of a portal may look like, at one moment; [Catalogues] has
/// the newest. Immutable.
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
        Pipelines.hubspotDefined());
  }

  /// What depends on a property: calculated properties, as `0-1/name`.
  public List<String> users(ObjectTypeId type, String property) {
    var word = Pattern.compile("\\b" + Pattern.quote(property) + "\\b");
    return properties.of(type).stream()
        .filter(other -> word.matcher(other.hint("calculationFormula", "")).find())
        .map(other -> type + "/" + other.name())
        .toList();
  }

  /// What the API lists as pipelines of a type, in display order.
  public List<Pipeline> pipelinesOf(ObjectTypeId type) {
    return LifecyclePipeline.of(type, properties).map(List::of).orElseGet(() -> pipelines.of(type));
  }

  public Catalogue with(ObjectTypes newTypes) {
    return new Catalogue(newTypes, associationTypes, properties, pipelines);
  }

  public Catalogue with(AssociationTypes newAssociationTypes) {
    return new Catalogue(types, newAssociationTypes, properties, pipelines);
  }

  public Catalogue with(PropertyDefinitions newProperties) {
    return new Catalogue(types, associationTypes, newProperties, pipelines);
  }

  /// With other pipelines, which the properties that name a pipeline or a stage have for options.
  public Catalogue with(Pipelines newPipelines) {
    return new Catalogue(types, associationTypes, properties.with(newPipelines), newPipelines);
  }
}
