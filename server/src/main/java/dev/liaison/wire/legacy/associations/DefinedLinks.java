package dev.liaison.wire.legacy.associations;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Page;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.AssociationTypes;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.association.Associations.Start;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.wire.legacy.LegacyTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the links that a definition stands for.
final class DefinedLinks {

  private final Associations associations;
  private final AssociationTypes types;

  DefinedLinks(Associations associations, AssociationTypes types) {
    this.associations = associations;
    this.types = types;
  }

  /// The ids of the records that one record is linked to, ascending; a primary one goes first. None
  /// when the record does not exist.
  ///
  /// @param after the last id of the page before, 0 for the first page
  Page<Long> page(Caller caller, Definition definition, long id, long after, int limit) {
    return switch (definition) {
      case Definition.Between between -> {
        var from = new ObjectRef(between.from(), id);
        if (between.primaryFirst()) {
          yield primaryFirst(caller, from, between.to(), after, limit);
        }
        yield between.keys().isEmpty()
            ? ids(associations.links(caller, from, between.to(), after, limit))
            : ids(
                associations.linksOfTypes(
                    caller, new Start(from, after), between.to(), between.keys(), limit));
      }
      case Definition.ToEngagements(ObjectTypeId type) ->
          ids(
              associations.links(
                  caller,
                  new Start(new ObjectRef(type, id), after),
                  LegacyTypes.ENGAGEMENTS,
                  limit));
      case Definition.FromEngagement(ObjectTypeId to) ->
          engagement(caller, id)
              .map(from -> ids(associations.links(caller, from, to, after, limit)))
              .orElse(new Page<>(List.of(), false));
    };
  }

  /// The record that an engagement's id means: v1 does not tell the object types apart.
  Optional<ObjectRef> engagement(Caller caller, long id) {
    return associations.firstLive(
        caller, LegacyTypes.ENGAGEMENTS.stream().map(type -> new ObjectRef(type, id)).toList());
  }

  /// Each id once: engagements of two object types may have the same.
  private static Page<Long> ids(Page<Link> page) {
    return new Page<>(
        page.items().stream().map(link -> link.to().id()).distinct().toList(), page.hasMore());
  }

  /// The primary link is found by its type, not by its place, so all links are looked at: a record
  /// has few companies. A page that ends with the primary one is its record's first, and the next
  /// goes on with the smallest id of the others.
  private Page<Long> primaryFirst(
      Caller caller, ObjectRef from, ObjectTypeId to, long after, int limit) {
    AssociationKey primary = types.primary(from.type(), to).map(AssociationType::key).orElseThrow();
    List<Link> links = associations.links(caller, from, to, 0, Integer.MAX_VALUE - 1).items();
    Optional<Long> first =
        links.stream()
            .filter(link -> link.keys().contains(primary))
            .map(link -> link.to().id())
            .findFirst();
    boolean behindFirst = first.isPresent() && first.get() == after;
    Stream<Long> others =
        links.stream()
            .map(link -> link.to().id())
            .filter(id -> !first.equals(Optional.of(id)) && (behindFirst || id > after));
    Stream<Long> ordered = after == 0 ? Stream.concat(first.stream(), others) : others;
    return Page.of(ordered.limit(limit + 1L).toList(), limit);
  }
}
