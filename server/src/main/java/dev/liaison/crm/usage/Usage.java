package dev.liaison.crm.usage;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.LabelChanges;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.pipeline.PipelineChanges;
import dev.liaison.crm.pipeline.Pipelines;
import dev.liaison.crm.property.PropertyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How much of each thing a portal has, and how much HubSpot lets an account have (modern-api.md
/// 3.10; [LinkUsage] counts links). Only labels, pipelines and the limits that a portal sets itself
/// stop anybody here; the other figures are those of HubSpot's largest accounts. Safe for
/// concurrent use.
public final class Usage {

  /// Records of one of HubSpot's types (docs).
  public static final int RECORDS = 15_000_000;

  /// Records of all custom objects together (ours).
  public static final int CUSTOM_RECORDS = 15_000_000;

  /// Custom object types (ours).
  public static final int CUSTOM_TYPES = 10;

  /// Custom properties of a type (ours).
  public static final int PROPERTIES = 1_000;

  /// Calculated properties of a portal's own (ours).
  public static final int CALCULATED = 200;

  private final Store store;
  private final Catalogues catalogues;

  public Usage(Store store, Catalogues catalogues) {
    this.store = store;
    this.catalogues = catalogues;
  }

  /// What there is of something of a type.
  public record OfType(ObjectType type, long usage) {}

  /// The labels that lead from one type to another.
  public record Labels(ObjectType from, ObjectType to, List<String> labels) {
    public static final int LIMIT = LabelChanges.MOST_LABELS;
  }

  /// Live records of every type. The store counts them along an index, without reading them.
  public List<OfType> records(Caller caller) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return store.read(
        caller.portal(),
        snapshot ->
            catalogue.types().all().stream()
                .map(
                    type ->
                        new OfType(
                            type, snapshot.countRecentlyUpdated(type.id(), 0, Integer.MAX_VALUE)))
                .toList());
  }

  /// Object types that the portal defines.
  public long customTypes(Caller caller) {
    return catalogues.of(caller.portal()).types().all().stream().filter(ObjectType::custom).count();
  }

  /// Properties of every type that the portal defines.
  public List<OfType> customProperties(Caller caller) {
    return properties(caller, _ -> true);
  }

  /// Calculated properties of every type that the portal defines.
  public List<OfType> calculatedProperties(Caller caller) {
    return properties(caller, PropertyDefinition::calculated);
  }

  private List<OfType> properties(Caller caller, Predicate<PropertyDefinition> counted) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return catalogue.types().all().stream()
        .map(
            type ->
                new OfType(
                    type,
                    catalogue.properties().of(type.id()).stream()
                        .filter(property -> !property.origin().hubspotDefined())
                        .filter(counted)
                        .count()))
        .toList();
  }

  /// Pipelines of the types whose records can be in one.
  public List<OfType> pipelines(Caller caller) {
    Catalogue catalogue = catalogues.of(caller.portal());
    return catalogue.types().all().stream()
        .filter(type -> type.custom() || hasPipelines(catalogue, type.id()))
        .map(type -> new OfType(type, catalogue.pipelines().of(type.id()).size()))
        .toList();
  }

  /// Pipelines that a type can have.
  public int mostPipelines() {
    return PipelineChanges.MOST_PIPELINES;
  }

  private static boolean hasPipelines(Catalogue catalogue, ObjectTypeId type) {
    return catalogue.properties().find(type, Pipelines.pipelineProperty(type)).isPresent();
  }

  /// The portal's labels, by direction; none for directions without any.
  public List<Labels> labels(Caller caller) {
    Catalogue catalogue = catalogues.of(caller.portal());
    var labels = new ArrayList<Labels>();
    catalogue.associationTypes().pairs().stream()
        .filter(pair -> pair.label() != null)
        .flatMap(
            pair -> Stream.of(new Ends(pair.from(), pair.to()), new Ends(pair.to(), pair.from())))
        .distinct()
        .forEach(
            ends ->
                labels.add(
                    new Labels(
                        catalogue.types().byId(ends.from()),
                        catalogue.types().byId(ends.to()),
                        labels(catalogue, ends))));
    return labels;
  }

  private record Ends(ObjectTypeId from, ObjectTypeId to) {}

  private static List<String> labels(Catalogue catalogue, Ends ends) {
    return catalogue.associationTypes().pairs().stream()
        .filter(pair -> pair.between(ends.from(), ends.to()))
        .map(pair -> pair.from().equals(ends.from()) ? pair.label() : pair.inverseLabel())
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
  }
}
