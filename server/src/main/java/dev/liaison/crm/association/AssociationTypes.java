package dev.liaison.crm.association;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.catalogue.Table;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The association types that HubSpot and a portal define. Immutable.
///
/// A type is _linkable_ when both its ends are object types of the catalogue and a source gives the
/// id of its inverse. A link is stored from both ends, so only linkable types can be used; the
/// lookups find no others. The rest is in [#all] for completeness; where the inverse is unknown,
/// the type has its own key in its place.
public final class AssociationTypes {

  /// Definitions 7 to 12, 17 and 18 of associations v1 (legacy-api.md section 9).
  private static final Map<Integer, EngagementDefinition> ENGAGEMENT_DEFINITIONS =
      Map.of(
          7, new EngagementDefinition(ObjectTypes.COMPANY, false),
          8, new EngagementDefinition(ObjectTypes.COMPANY, true),
          9, new EngagementDefinition(ObjectTypes.CONTACT, false),
          10, new EngagementDefinition(ObjectTypes.CONTACT, true),
          11, new EngagementDefinition(ObjectTypes.DEAL, false),
          12, new EngagementDefinition(ObjectTypes.DEAL, true),
          17, new EngagementDefinition(ObjectTypes.TICKET, false),
          18, new EngagementDefinition(ObjectTypes.TICKET, true));

  private static final Comparator<AssociationType> BY_KEY =
      Comparator.comparing(AssociationType::key);

  private final List<AssociationType> all;
  private final List<AssociationPair> pairs;
  private final Map<AssociationKey, AssociationType> linkable = new HashMap<>();
  private final Map<AssociationKey, AssociationKey> inverses = new HashMap<>();
  private final Map<AssociationKey, ObjectTypeId> fromTypes = new HashMap<>();
  private final Map<Ends, Between> between = new HashMap<>();
  private final Map<Integer, AssociationType> byV1Definition = new HashMap<>();
  private final Map<AssociationKey, Integer> limits;

  private AssociationTypes(AssociationTypes other, Map<AssociationKey, Integer> limits) {
    all = other.all;
    pairs = other.pairs;
    linkable.putAll(other.linkable);
    inverses.putAll(other.inverses);
    fromTypes.putAll(other.fromTypes);
    between.putAll(other.between);
    byV1Definition.putAll(other.byV1Definition);
    this.limits = Map.copyOf(limits);
  }

  /// @param linkableKeys of the types whose inverse is known
  private AssociationTypes(
      ObjectTypes objectTypes,
      List<AssociationType> types,
      Set<AssociationKey> linkableKeys,
      List<AssociationPair> pairs) {
    this.pairs = List.copyOf(pairs);
    this.limits = Map.of();
    Map<Ends, List<AssociationType>> byEnds = new HashMap<>();
    for (AssociationType type : types) {
      inverses.put(type.key(), type.inverse());
      Optional<ObjectType> from = objectTypes.find(type.from());
      Optional<ObjectType> to = objectTypes.find(type.to());
      if (from.isPresent() && to.isPresent() && linkableKeys.contains(type.key())) {
        linkable.put(type.key(), type);
        fromTypes.put(type.key(), from.get().id());
        Ends ends = new Ends(from.get().id(), to.get().id());
        List<AssociationType> others = byEnds.get(ends);
        if (others == null) {
          others = new ArrayList<>();
          byEnds.put(ends, others);
        }
        others.add(type);
        if (type.v1DefinitionId() != null) {
          byV1Definition.put(type.v1DefinitionId(), type);
        }
      }
    }
    List<AssociationType> sorted = new ArrayList<>(types);
    sorted.sort(BY_KEY);
    all = List.copyOf(sorted);
    for (Map.Entry<Ends, List<AssociationType>> entry : byEnds.entrySet()) {
      entry.getValue().sort(BY_KEY);
      between.put(entry.getKey(), Between.of(entry.getValue()));
    }
  }

  /// The types that HubSpot defines, between these object types. Reads them anew at each call.
  public static AssociationTypes hubspotDefined(ObjectTypes objectTypes) {
    List<Table.Row> rows = Table.read(AssociationTypes.class, "association-types.tsv").rows();
    List<AssociationType> types = new ArrayList<>(rows.size());
    Set<AssociationKey> linkable = new HashSet<>();
    for (Table.Row row : rows) {
      AssociationType type = type(row);
      types.add(type);
      if (row.optional("inverse").isPresent()) {
        linkable.add(type.key());
      }
    }
    return new AssociationTypes(objectTypes, types, linkable, List.of());
  }

  /// These types and a portal's own, between object types that include the portal's. A pair with an
  /// end that is gone is left out.
  AssociationTypes with(ObjectTypes objectTypes, Collection<AssociationPair> own) {
    List<AssociationType> types = new ArrayList<>(all);
    Set<AssociationKey> keys = new HashSet<>(linkable.keySet());
    List<AssociationPair> known = new ArrayList<>(pairs);
    for (AssociationPair pair : own) {
      if (objectTypes.has(pair.from()) && objectTypes.has(pair.to())) {
        String from = objectTypes.byId(pair.from()).name();
        String to = objectTypes.byId(pair.to()).name();
        types.add(own(pair.key(), from, to, pair.inverseKey(), pair.name(), pair.label()));
        types.add(
            own(pair.inverseKey(), to, from, pair.key(), pair.inverseName(), pair.inverseLabel()));
        known.add(pair);
        keys.add(pair.key());
        keys.add(pair.inverseKey());
      }
    }
    known.sort(Comparator.comparingInt(AssociationPair::typeId));
    return new AssociationTypes(objectTypes, types, keys, known);
  }

  private static AssociationType own(
      AssociationKey key,
      String from,
      String to,
      AssociationKey inverse,
      String name,
      @Nullable String label) {
    return new AssociationType(key, from, to, inverse, name, label, false, null, "portal");
  }

  /// The types that HubSpot defines, between the object types that HubSpot defines. Reads them anew
  /// at each call.
  public static AssociationTypes hubspotDefined() {
    return hubspotDefined(ObjectTypes.hubspotDefined());
  }

  /// Every type, linkable or not, in the order of the keys.
  public List<AssociationType> all() {
    return all;
  }

  /// The pairs that the portal defines.
  public List<AssociationPair> pairs() {
    return pairs;
  }

  /// With how many records one may be linked to by a type at most.
  AssociationTypes limited(Map<AssociationKey, Integer> newLimits) {
    return new AssociationTypes(this, newLimits);
  }

  /// How many records one may be linked to by a type at most, as the portal wants it.
  public OptionalInt limit(AssociationKey key) {
    Integer limit = limits.get(key);
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /// The key of the other direction of a type; of the portal's own also when they are gone.
  Optional<AssociationKey> inverse(AssociationKey key) {
    return key.category() == Category.USER_DEFINED
        ? Optional.of(AssociationPair.inverse(key))
        : Optional.ofNullable(inverses.get(key));
  }

  /// The keys of the other direction, of those types that are there.
  public List<AssociationKey> inverses(List<AssociationKey> keys) {
    return keys.stream().flatMap(key -> inverse(key).stream()).toList();
  }

  /// Whether links of this type can be stored.
  public boolean linkable(AssociationType type) {
    return linkable.containsKey(type.key());
  }

  /// The linkable types from one object type to another in the order of the keys; empty when
  /// records of the two cannot be linked.
  public List<AssociationType> between(ObjectTypeId from, ObjectTypeId to) {
    Between types = between.get(new Ends(from, to));
    return types == null ? List.of() : types.all();
  }

  /// The linkable type with this key, provided that it leads from the one object type to the other.
  public Optional<AssociationType> find(ObjectTypeId from, ObjectTypeId to, AssociationKey key) {
    Between types = between.get(new Ends(from, to));
    return types == null ? Optional.empty() : Optional.ofNullable(types.byKey().get(key));
  }

  /// The linkable type with this key, provided that it leads from the object type.
  public Optional<AssociationType> from(ObjectTypeId from, AssociationKey key) {
    return from.equals(fromTypes.get(key))
        ? Optional.ofNullable(linkable.get(key))
        : Optional.empty();
  }

  /// The linkable type that v3 means: its name in any case, or its id as text.
  public Optional<AssociationType> byName(ObjectTypeId from, ObjectTypeId to, String nameOrId) {
    Between types = between.get(new Ends(from, to));
    return types == null
        ? Optional.empty()
        : Optional.ofNullable(types.byName().get(nameOrId.toLowerCase(Locale.ROOT)));
  }

  /// The linkable type that v3 means, as [#byName] reads it.
  ///
  /// @throws CrmException with [Problem.UnknownAssociationName]
  public AssociationType resolve(ObjectTypeId from, ObjectTypeId to, String nameOrId) {
    return byName(from, to, nameOrId)
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownAssociationName(from, to, nameOrId)));
  }

  /// The type without a label: v4's default association.
  public Optional<AssociationType> plain(ObjectTypeId from, ObjectTypeId to) {
    Between types = between.get(new Ends(from, to));
    return types == null ? Optional.empty() : Optional.ofNullable(types.plain());
  }

  /// The type of which a record has at most one link: a contact has one primary company. Empty for
  /// the other direction, though it has the label `Primary` too.
  public Optional<AssociationType> primary(ObjectTypeId from, ObjectTypeId to) {
    Between types = between.get(new Ends(from, to));
    return types == null ? Optional.empty() : Optional.ofNullable(types.primary());
  }

  /// The type that an associations v1 definition stands for; see [#engagementDefinition] for the
  /// ones that stand for several.
  public Optional<AssociationType> byV1Definition(int definitionId) {
    return Optional.ofNullable(byV1Definition.get(definitionId));
  }

  /// The associations v1 definition with this id, if it has an engagement at one end.
  public Optional<EngagementDefinition> engagementDefinition(int definitionId) {
    return Optional.ofNullable(ENGAGEMENT_DEFINITIONS.get(definitionId));
  }

  private static AssociationType type(Table.Row row) {
    String typeId = row.text("type");
    String label = row.textOr("label", "");
    String v1DefinitionId = row.textOr("v1", "");
    return new AssociationType(
        key(typeId),
        row.text("from"),
        row.text("to"),
        key(row.textOr("inverse", typeId)),
        row.text("name"),
        label.isEmpty() ? null : label,
        row.yes("primary"),
        v1DefinitionId.isEmpty() ? null : Integer.valueOf(v1DefinitionId),
        row.text("evidence"));
  }

  private static AssociationKey key(String typeId) {
    return new AssociationKey(Category.HUBSPOT_DEFINED, Integer.parseInt(typeId));
  }

  /// With its own hash code and equality for the reason that [AssociationKey] has them.
  private record Ends(ObjectTypeId from, ObjectTypeId to) {
    @Override
    public int hashCode() {
      return 31 * from.hashCode() + to.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ends that && that.from.equals(from) && that.to.equals(to);
    }
  }

  /// What there is from one object type to another, by everything it is looked up with.
  private record Between(
      List<AssociationType> all,
      Map<AssociationKey, AssociationType> byKey,
      Map<String, AssociationType> byName,
      @Nullable AssociationType plain,
      @Nullable AssociationType primary) {

    static Between of(List<AssociationType> types) {
      Map<AssociationKey, AssociationType> byKey = new HashMap<>();
      Map<String, AssociationType> byName = new HashMap<>();
      AssociationType plain = null;
      AssociationType primary = null;
      for (AssociationType type : types) {
        byKey.put(type.key(), type);
        // HubSpot's go first: a portal's own may have the same id.
        byName.putIfAbsent(type.name(), type);
        byName.putIfAbsent(Integer.toString(type.key().typeId()), type);
        if (type.label() == null) {
          // HubSpot's own goes first, where there is one.
          plain = plain == null ? type : plain;
        } else if (type.primary()) {
          primary = type;
        }
      }
      return new Between(List.copyOf(types), byKey, byName, plain, primary);
    }
  }
}
