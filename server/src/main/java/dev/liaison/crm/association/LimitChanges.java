package dev.liaison.crm.association;

import dev.liaison.crm.Attempt;
import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.ArrayList;
import java.util.List;

/// Sets with how many records one may be linked to by a type: HubSpot's association configurations
/// (modern-api.md 3.3). Links that are there already stay. Safe for concurrent use.
public final class LimitChanges {

  private static final StoredLimits LIMITS = new StoredLimits();

  private final Catalogues catalogues;

  public LimitChanges(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  /// A limit to set on a type of the direction at hand.
  public record Wanted(AssociationKey key, int most) {}

  /// Sets limits, each for itself.
  ///
  /// @param anew whether they are new or have to be there; refused are those that are not so with
  ///   [Problem.DefinitionTaken] and [Problem.UnknownDefinition], and those of types that do not
  ///   lead this way with [Problem.UnknownAssociationType]
  public List<Attempt<Wanted>> setEach(
      Caller caller, ObjectTypeId from, ObjectTypeId to, List<Wanted> wanted, boolean anew) {
    return catalogues.change(
        caller,
        definitions -> {
          var attempts = new ArrayList<Attempt<Wanted>>(wanted.size());
          for (Wanted each : wanted) {
            try {
              set(definitions, from, to, each, anew);
              attempts.add(new Attempt.Done<>(each));
            } catch (CrmException e) {
              attempts.add(new Attempt.Refused<>(e.problem()));
            }
          }
          return attempts;
        });
  }

  private static void set(
      Definitions definitions, ObjectTypeId from, ObjectTypeId to, Wanted wanted, boolean anew) {
    AssociationKey key = wanted.key();
    if (definitions.catalogue().associationTypes().find(from, to, key).isEmpty()) {
      throw new CrmException(new Problem.UnknownAssociationType(from, to, key));
    }
    if (wanted.most() < 1) {
      throw new CrmException(
          new Problem.InvalidDefinition(
              Definition.ASSOCIATION_LIMIT, "maxToObjectIds must be at least 1", ""));
    }
    String document = StoredLimits.document(key);
    boolean there = definitions.find(LIMITS, document).isPresent();
    if (there && anew) {
      throw new CrmException(new Problem.DefinitionTaken(Definition.ASSOCIATION_LIMIT, document));
    }
    if (!there && !anew) {
      throw new CrmException(new Problem.UnknownDefinition(Definition.ASSOCIATION_LIMIT, document));
    }
    definitions.put(LIMITS, document, new StoredLimits.Limit(key, wanted.most()));
  }

  /// Lifts limits; those that are not there are passed over.
  public void removeAll(Caller caller, List<AssociationKey> keys) {
    catalogues.change(
        caller,
        definitions -> {
          keys.forEach(key -> definitions.remove(LIMITS, StoredLimits.document(key)));
          return true;
        });
  }
}
