package dev.liaison.crm.association;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which types of links go between which records: the plain type beside every labelled one, and at
/// most one primary link a record.
final class LinkRules {

  private final AssociationTypes types;

  LinkRules(AssociationTypes types) {
    this.types = types;
  }

  AssociationKey inverse(AssociationKey key) {
    return types.inverse(key).orElseThrow(() -> new IllegalStateException("no inverse of " + key));
  }

  void requireAssociable(ObjectTypeId from, ObjectTypeId to) {
    if (types.plain(from, to).isEmpty()) {
      throw new CrmException(new Problem.NotAssociable(from, to));
    }
  }

  Optional<AssociationType> primary(ObjectTypeId from, ObjectTypeId to) {
    return types.primary(from, to);
  }

  /// Checks that links of these types, which are not there yet, can be made: that types of the
  /// portal's own are there at this moment, for the catalogue may be older, and that the links are
  /// not more than the portal allows at either end.
  ///
  /// @throws CrmException with [Problem.UnknownAssociationType], [Problem.TooManyLinks]
  void requirePossible(Transaction tx, ObjectRef from, ObjectRef to, List<AssociationType> added) {
    requireThere(tx, from, to, added);
    for (AssociationType type : added) {
      requireRoom(tx, from, to.type(), type.key());
      requireRoom(tx, to, from.type(), type.inverse());
    }
  }

  /// [#requirePossible] for the links of a record that has none yet.
  void requirePossible(Transaction tx, List<Associations.Pair> pairs) {
    var targets = new HashMap<AssociationKey, Set<ObjectRef>>();
    for (Associations.Pair pair : pairs) {
      List<AssociationType> added = types(pair);
      requireThere(tx, pair.from(), pair.to(), added);
      for (AssociationType type : added) {
        OptionalInt limit = types.limit(type.key());
        Set<ObjectRef> same = targets.computeIfAbsent(type.key(), _ -> new HashSet<>());
        same.add(pair.to());
        if (limit.isPresent()
            && same.size() > limit.getAsInt()
            && !isPrimary(pair.from().type(), pair.to().type(), type.key())) {
          throw tooMany(pair.from(), pair.to().type(), type.key(), limit.getAsInt());
        }
        requireRoom(tx, pair.to(), pair.from().type(), type.inverse());
      }
    }
  }

  private static void requireThere(
      Transaction tx, ObjectRef from, ObjectRef to, List<AssociationType> types) {
    for (AssociationType type : types) {
      if (type.key().category() == Category.USER_DEFINED && !StoredPairs.has(tx, type.key())) {
        throw new CrmException(
            new Problem.UnknownAssociationType(from.type(), to.type(), type.key()));
      }
    }
  }

  /// A primary link takes the place of the one before, so there is always room for one.
  private void requireRoom(
      Snapshot snapshot, ObjectRef from, ObjectTypeId toType, AssociationKey key) {
    OptionalInt limit = types.limit(key);
    if (limit.isEmpty() || isPrimary(from.type(), toType, key)) {
      return;
    }
    long present =
        snapshot.associations(from, toType, 0, Integer.MAX_VALUE).stream()
            .filter(link -> link.keys().contains(key))
            .count();
    if (present >= limit.getAsInt()) {
      throw tooMany(from, toType, key, limit.getAsInt());
    }
  }

  private boolean isPrimary(ObjectTypeId from, ObjectTypeId to, AssociationKey key) {
    return primary(from, to).map(AssociationType::key).equals(Optional.of(key));
  }

  private static CrmException tooMany(
      ObjectRef from, ObjectTypeId toType, AssociationKey key, int limit) {
    return new CrmException(new Problem.TooManyLinks(from, toType, key, limit));
  }

  /// The types named by the keys of a pair, with the plain type in front, which every labelled link
  /// carries (modern-api.md 3.2).
  ///
  /// @throws CrmException with [Problem.UnknownAssociationType]
  List<AssociationType> types(Associations.Pair pair) {
    ObjectTypeId from = pair.from().type();
    ObjectTypeId to = pair.to().type();
    var named = new ArrayList<AssociationType>(pair.keys().size() + 1);
    types.plain(from, to).ifPresent(named::add);
    for (AssociationKey key : pair.keys()) {
      AssociationType type =
          types
              .find(from, to, key)
              .orElseThrow(
                  () -> new CrmException(new Problem.UnknownAssociationType(from, to, key)));
      if (!named.contains(type)) {
        named.add(type);
      }
    }
    return named;
  }

  /// The types of new default links from one record to each of the others: the plain one, and the
  /// primary one where the record that can have one has none yet (legacy-api.md 4.1 point 4).
  ///
  /// @param targets records that it is not linked to yet, each once
  List<List<AssociationType>> defaults(Snapshot snapshot, ObjectRef from, List<ObjectRef> targets) {
    var defaults = new ArrayList<List<AssociationType>>(targets.size());
    Set<ObjectTypeId> decided = new HashSet<>(2);
    for (ObjectRef to : targets) {
      var types = new ArrayList<AssociationType>(2);
      this.types.plain(from.type(), to.type()).ifPresent(types::add);
      owner(from, to)
          .filter(owner -> primaryFree(snapshot, from, owner, decided))
          .ifPresent(owner -> types.add(primary(from, to, owner)));
      defaults.add(types);
    }
    return defaults;
  }

  /// Whether the owner's next link is its primary one. The links of `from` are looked at once for
  /// all targets of a type: behind the first of them it has a primary one in any case.
  private boolean primaryFree(
      Snapshot snapshot, ObjectRef from, Owner owner, Set<ObjectTypeId> decided) {
    boolean known = owner.record().equals(from) && !decided.add(owner.other().type());
    return !known && primaryLinks(snapshot, owner).isEmpty();
  }

  private AssociationType primary(ObjectRef from, ObjectRef to, Owner owner) {
    AssociationType primary = owner.primary();
    return owner.record().equals(from)
        ? primary
        : types.find(from.type(), to.type(), primary.inverse()).orElseThrow();
  }

  /// The primary links that a new link of this type takes the place of, seen from the record that
  /// can have only one.
  List<Association> formerPrimaries(
      Snapshot snapshot, ObjectRef from, ObjectRef to, AssociationType added) {
    Optional<Owner> owner = owner(from, to);
    if (owner.isEmpty()
        || !added.key().equals(owner.get().primary().key())
            && !added.inverse().equals(owner.get().primary().key())) {
      return List.of();
    }
    return primaryLinks(snapshot, owner.get());
  }

  /// Which of the keys present between a pair go when these are asked to go: with the plain type,
  /// or with none named, all.
  List<AssociationKey> removed(Associations.Pair pair, List<AssociationKey> present) {
    boolean all =
        pair.keys().isEmpty()
            || types
                .plain(pair.from().type(), pair.to().type())
                .map(plain -> pair.keys().contains(plain.key()))
                .orElse(false);
    return all ? present : present.stream().filter(pair.keys()::contains).toList();
  }

  /// [#removed], and the plain type too where only that would stay of what goes.
  List<AssociationKey> removedWithPlain(Associations.Pair pair, List<AssociationKey> present) {
    List<AssociationKey> removed = removed(pair, present);
    boolean onlyPlainStays =
        removed.size() == present.size() - 1
            && types
                .plain(pair.from().type(), pair.to().type())
                .map(plain -> present.contains(plain.key()) && !removed.contains(plain.key()))
                .orElse(false);
    return onlyPlainStays && !removed.isEmpty() ? present : removed;
  }

  /// The types of a link that can be made from another record without taking the place of a primary
  /// link that is there.
  List<AssociationKey> movable(Snapshot snapshot, ObjectRef from, Link link) {
    Optional<Owner> taken =
        owner(from, link.to()).filter(owner -> !primaryLinks(snapshot, owner).isEmpty());
    return link.keys().stream()
        .filter(key -> types.find(from.type(), link.to().type(), key).isPresent())
        .filter(
            key ->
                taken.isEmpty()
                    || !key.equals(taken.get().primary().key())
                        && !key.equals(taken.get().primary().inverse()))
        .toList();
  }

  /// The record of a pair that has at most one primary link to records of the other's type.
  private record Owner(ObjectRef record, ObjectRef other, AssociationType primary) {}

  private Optional<Owner> owner(ObjectRef from, ObjectRef to) {
    return types
        .primary(from.type(), to.type())
        .map(primary -> new Owner(from, to, primary))
        .or(
            () ->
                types.primary(to.type(), from.type()).map(primary -> new Owner(to, from, primary)));
  }

  private List<Association> primaryLinks(Snapshot snapshot, Owner owner) {
    var links = new ArrayList<Association>(1);
    AssociationType primary = owner.primary();
    for (Link link :
        snapshot.associations(owner.record(), owner.other().type(), 0, Integer.MAX_VALUE)) {
      if (link.keys().contains(primary.key())) {
        links.add(new Association(owner.record(), link.to(), primary.key(), primary.inverse()));
      }
    }
    return links;
  }
}
