package dev.liaison.wire.legacy.associations;

import dev.liaison.access.Scopes;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Scope;
import dev.liaison.wire.legacy.LegacyIds;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The definitions of associations v1, by their ids.
final class Definitions {

  private static final String CATEGORY = "HUBSPOT_DEFINED";

  private final ObjectTypes objectTypes;
  private final AssociationTypes types;

  Definitions(Catalogue catalogue) {
    this.objectTypes = catalogue.types();
    this.types = catalogue.associationTypes();
  }

  /// @throws RefusalException with [Refusal.InvalidValue] when the category is another or the
  ///   definition unknown
  Definition require(String category, String definitionId) {
    if (!category.equals(CATEGORY)) {
      throw new RefusalException(
          new Refusal.InvalidValue(
              "category", "'" + category + "' is not a valid category. Use " + CATEGORY + "."));
    }
    return find(definitionId)
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.InvalidValue(
                        "definitionId", "'" + definitionId + "' is not a valid definitionId")));
  }

  Optional<Definition> find(String definitionId) {
    OptionalLong id = LegacyIds.whole(definitionId);
    if (id.isEmpty() || id.getAsLong() != (int) id.getAsLong()) {
      return Optional.empty();
    }
    int number = (int) id.getAsLong();
    return types
        .byV1Definition(number)
        .map(this::between)
        .or(
            () ->
                types
                    .engagementDefinition(number)
                    .map(
                        engagement ->
                            engagement.fromEngagement()
                                ? new Definition.FromEngagement(engagement.other())
                                : new Definition.ToEngagements(engagement.other())));
  }

  /// The plain type and those of a primary company stand for every link of the pair; only a role
  /// stands for itself.
  private Definition between(AssociationType type) {
    ObjectTypeId from = objectTypes.resolve(type.from()).id();
    ObjectTypeId to = objectTypes.resolve(type.to()).id();
    boolean plain = type.label() == null;
    boolean ofPrimary =
        type.primary()
            || types.find(to, from, type.inverse()).map(AssociationType::primary).orElse(false);
    return new Definition.Between(
        from,
        to,
        plain || ofPrimary ? List.of() : List.of(type.key()),
        types.primary(from, to).isPresent() && (plain || ofPrimary));
  }

  /// What reading the links of a definition needs: the scopes of both its ends.
  List<Scope> readScopes(Definition definition) {
    return ends(definition).map(type -> Scopes.read(objectTypes.byId(type))).distinct().toList();
  }

  /// What changing the links of a definition needs.
  List<Scope> writeScopes(Definition definition) {
    return ends(definition).map(type -> Scopes.write(objectTypes.byId(type))).distinct().toList();
  }

  /// The v4 path of the links of a definition, where it can be told without looking at records.
  Optional<String> successor(Definition definition, String verb) {
    return switch (definition) {
      case Definition.Between between ->
          Optional.of(
              "/crm/v4/associations/"
                  + objectTypes.byId(between.from()).plural()
                  + "/"
                  + objectTypes.byId(between.to()).plural()
                  + verb);
      case Definition.ToEngagements _, Definition.FromEngagement _ -> Optional.empty();
    };
  }

  private static Stream<ObjectTypeId> ends(Definition definition) {
    ObjectTypeId engagement = LegacyTypes.ENGAGEMENTS.getFirst();
    return switch (definition) {
      case Definition.Between between -> Stream.of(between.from(), between.to());
      case Definition.ToEngagements(var from) -> Stream.of(from, engagement);
      case Definition.FromEngagement(var to) -> Stream.of(engagement, to);
    };
  }
}
