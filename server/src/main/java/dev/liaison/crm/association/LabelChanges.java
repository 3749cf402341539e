package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Defines, changes and deletes a portal's own association types (modern-api.md 3.3; recorded).
/// Safe for concurrent use.
public final class LabelChanges {

  /// Labels between two object types; a pair counts once, the plain type not at all.
  public static final int MOST_LABELS = 50;

  private static final int PAGE = 500;
  private static final int MOST_CHARACTERS = 255;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final StoredPairs PAIRS = new StoredPairs();
  private static final StoredLimits LIMITS = new StoredLimits();

  private final Store store;
  private final Catalogues catalogues;
  private final InstantSource clock;

  public LabelChanges(Store store, Catalogues catalogues, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /// A label to define.
  ///
  /// @param name never changes, and is unique in the portal
  /// @param label of the direction at hand; `""` for the plain type of a custom object
  /// @param inverseLabel of the other one, where it is not the same
  public record Label(String name, String label, Optional<String> inverseLabel) {}

  /// @throws CrmException with [Problem.DefinitionTaken], [Problem.InvalidDefinition],
  ///   [Problem.TooManyLabels]
  public AssociationPair create(Caller caller, ObjectTypeId from, ObjectTypeId to, Label label) {
    return catalogues.change(caller, definitions -> create(definitions, from, to, label));
  }

  /// [#create] within a change.
  public static AssociationPair create(
      Definitions definitions, ObjectTypeId from, ObjectTypeId to, Label label) {
    AssociationTypes types = definitions.catalogue().associationTypes();
    require(
        NAME.matcher(label.name()).matches(),
        "A name has 1 to 100 letters, digits, hyphens and underscores");
    if (types.all().stream().anyMatch(type -> type.name().equalsIgnoreCase(label.name()))) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.ASSOCIATION, label.name()));
    }
    boolean plain = label.label().isEmpty();
    if (plain) {
      requirePlainPossible(types, from, to, label.name());
    } else if (labels(types, from, to).size() >= MOST_LABELS) {
      throw new CrmException(new Problem.TooManyLabels(from, to, MOST_LABELS));
    }
    int typeId = 2 * definitions.next(AssociationPair.SEQUENCE) - 1;
    String inverseName = from.equals(to) ? label.name() + "_inverse" : label.name();
    var pair =
        new AssociationPair(from, to, typeId, typeId + 1, label.name(), inverseName, null, null);
    if (!plain) {
      pair = labelled(pair, label.label(), label.inverseLabel());
    }
    definitions.put(PAIRS, pair.document(), pair);
    return pair;
  }

  private static void requirePlainPossible(
      AssociationTypes types, ObjectTypeId from, ObjectTypeId to, String name) {
    require(
        from.custom() || to.custom(),
        "A label is needed: there is a plain association between these types");
    if (types.plain(from, to).isPresent()) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.ASSOCIATION, name));
    }
  }

  /// The portal's labels between two object types, each pair once.
  static List<AssociationPair> labels(AssociationTypes types, ObjectTypeId from, ObjectTypeId to) {
    return types.pairs().stream()
        .filter(pair -> pair.between(from, to) && pair.label() != null)
        .toList();
  }

  /// Changes the labels of a pair, both to the one where only one is given.
  ///
  /// @param typeId of the direction that the label is for
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition]
  public void update(
      Caller caller,
      ObjectTypeId from,
      ObjectTypeId to,
      int typeId,
      String label,
      Optional<String> inverseLabel) {
    catalogues.change(
        caller,
        definitions -> {
          AssociationPair pair = find(definitions, from, to, typeId);
          require(pair.label() != null, "The plain association has no label");
          boolean forward = pair.typeId() == typeId;
          String other = inverseLabel.filter(it -> !it.isEmpty()).orElse(label);
          AssociationPair changed =
              labelled(pair, forward ? label : other, Optional.of(forward ? other : label));
          definitions.put(PAIRS, pair.document(), changed);
          return true;
        });
  }

  /// Deletes a pair, and every link of it. The definition goes first, from when on no link is made;
  /// the links, which nobody sees any more, follow in small transactions.
  ///
  /// @param typeId of either direction
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition] for the
  ///   plain type while there are labels
  public void delete(Caller caller, ObjectTypeId from, ObjectTypeId to, int typeId) {
    AssociationPair deleted =
        catalogues.change(
            caller,
            definitions -> {
              AssociationPair pair = find(definitions, from, to, typeId);
              AssociationTypes types = definitions.catalogue().associationTypes();
              require(
                  pair.label() != null || labels(types, from, to).isEmpty(),
                  "Definition with label still exists; delete the labels between the types first");
              definitions.remove(PAIRS, pair.document());
              definitions.remove(LIMITS, StoredLimits.document(pair.key()));
              definitions.remove(LIMITS, StoredLimits.document(pair.inverseKey()));
              return pair;
            });
    unlinkAll(caller, deleted);
  }

  /// Looks from the end of a custom object, where there is one: it has fewer records.
  private void unlinkAll(Caller caller, AssociationPair pair) {
    boolean turned = pair.to().custom() && !pair.from().custom();
    ObjectTypeId from = turned ? pair.to() : pair.from();
    ObjectTypeId to = turned ? pair.from() : pair.to();
    AssociationKey key = turned ? pair.inverseKey() : pair.key();
    var writer = new LinkWriter(catalogues.of(caller.portal()).associationTypes());
    long after = 0;
    while (after >= 0) {
      long start = after;
      var links = new ArrayList<Associations.Pair>();
      after =
          store.read(
              caller.portal(),
              snapshot -> {
                links.clear();
                var page = snapshot.scan(from, false, start, PAGE);
                for (var record : page) {
                  for (Link link : snapshot.associations(record.ref(), to, 0, Integer.MAX_VALUE)) {
                    if (link.keys().contains(key)) {
                      links.add(new Associations.Pair(record.ref(), link.to(), List.of(key)));
                    }
                  }
                }
                return page.size() < PAGE ? -1 : page.getLast().ref().id();
              });
      unlink(caller, writer, links);
    }
  }

  private void unlink(Caller caller, LinkWriter writer, List<Associations.Pair> links) {
    for (int i = 0; i < links.size(); i += PAGE) {
      List<Associations.Pair> some = links.subList(i, Math.min(links.size(), i + PAGE));
      store.write(
          caller.portal(),
          tx -> {
            some.forEach(pair -> tx.expectLinks(pair.from(), List.of(pair.to())));
            long at = clock.millis();
            for (Associations.Pair pair : some) {
              ObjectRef from = pair.from();
              List<AssociationKey> present = tx.associationsBetween(from, pair.to());
              if (present.containsAll(pair.keys())) {
                writer.unlink(tx, caller, from, pair.to(), pair.keys(), at);
              }
            }
            return true;
          });
    }
  }

  private static AssociationPair find(
      Definitions definitions, ObjectTypeId from, ObjectTypeId to, int typeId) {
    return definitions
        .find(PAIRS, AssociationPair.document(new AssociationKey(Category.USER_DEFINED, typeId)))
        .filter(pair -> pair.between(from, to))
        .orElseThrow(
            () ->
                new CrmException(
                    new Problem.UnknownDefinition(
                        Definition.ASSOCIATION, Integer.toString(typeId))));
  }

  private static AssociationPair labelled(
      AssociationPair pair, String label, Optional<String> inverse) {
    String inverseLabel = inverse.filter(it -> !it.isEmpty()).orElse(label);
    for (String each : List.of(label, inverseLabel)) {
      require(
          !each.isBlank() && each.length() <= MOST_CHARACTERS,
          "A label has 1 to " + MOST_CHARACTERS + " characters");
    }
    return pair.labelled(label, inverseLabel);
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new CrmException(new Problem.InvalidDefinition(Definition.ASSOCIATION, message, ""));
    }
  }
}
