package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.association.AssociationKey.Category;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Defines, changes and deletes a portal's own association types (modern-api.md 3.3; recorded).
/// Safe for concurrent use.
public final class LabelChanges {

  /// Labels between two object types; a pair counts once, the plain type not at all.
  public static final int MOST_LABELS = 50;

  private static final int MOST_CHARACTERS = 255;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final StoredPairs PAIRS = new StoredPairs();

  private final Catalogues catalogues;
  private final PairChanges pairs;

  public LabelChanges(Catalogues catalogues, PairChanges pairs) {
    this.catalogues = catalogues;
    this.pairs = pairs;
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
    String inverseName = from.equals(to) ? label.name() + "_inverse" : label.name();
    @Nullable String one = plain ? null : checked(label.label());
    @Nullable String other = plain ? null : checked(other(label.label(), label.inverseLabel()));
    return StoredPairs.define(definitions, from, to, label.name(), inverseName, one, other);
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
          String one = checked(label);
          String other = checked(other(label, inverseLabel));
          AssociationPair changed = forward ? pair.labelled(one, other) : pair.labelled(other, one);
          definitions.put(PAIRS, pair.document(), changed);
          return true;
        });
  }

  /// Deletes a pair, and every link of it, as [PairChanges#remove].
  ///
  /// @param typeId of either direction
  public void delete(Caller caller, ObjectTypeId from, ObjectTypeId to, int typeId) {
    pairs.remove(caller, definitions -> find(definitions, from, to, typeId));
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

  /// The label of the other side: the same, where none is given (recorded).
  private static String other(String label, Optional<String> inverseLabel) {
    return inverseLabel.filter(it -> !it.isEmpty()).orElse(label);
  }

  private static String checked(String label) {
    require(
        !label.isBlank() && label.length() <= MOST_CHARACTERS,
        "A label has 1 to " + MOST_CHARACTERS + " characters");
    return label;
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new CrmException(new Problem.InvalidDefinition(Definition.ASSOCIATION, message, ""));
    }
  }
}
