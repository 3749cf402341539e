package dev.liaison.control;

import dev.liaison.crm.Caller;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.Load;
import dev.liaison.crm.object.RecordChanges;
import dev.liaison.crm.property.PropertyFault;
import java.util.List;
import java.util.stream.Collectors;

/// Loads a seed into an empty store.
public final class Seed {

  private final Store store;
  private final RecordChanges changes;
  private final Caller caller;

  public Seed(Store store, RecordChanges changes, Caller caller) {
    this.store = store;
    this.changes = changes;
    this.caller = caller;
  }

  /// Whether nothing has ever been written to the portal.
  public boolean storeIsEmpty() {
    return store.read(caller.portal(), snapshot -> snapshot.changesAfter(0, 1).isEmpty());
  }

  /// Loads all entries in their order, or none.
  ///
  /// @throws SeedException naming the first entry that the core refuses
  public void load(List<Load> loads) {
    try {
      changes.load(caller, loads);
    } catch (CrmException e) {
      throw new SeedException("the seed is refused: " + inWords(e.problem()), e);
    } catch (IllegalArgumentException e) {
      throw new SeedException("the seed is refused: " + e.getMessage(), e);
    }
  }

  private static String inWords(Problem problem) {
    return switch (problem) {
      case Problem.InvalidProperties(var type, List<PropertyFault> faults) ->
          faults.stream()
              .map(fault -> "%s of type %s: %s".formatted(fault.name(), type, fault.message()))
              .collect(Collectors.joining("; "));
      case Problem.IdTaken(var ref) -> "two records are " + ref;
      case Problem.NotFound(var ref) -> "no record " + ref + " comes before its link";
      case Problem.InvalidTargets(var missing) ->
          "no record "
              + missing.stream().map(Object::toString).collect(Collectors.joining(", "))
              + " comes before the link to it";
      case Problem.UniqueValueTaken(var type, String property, String value, var holder) ->
          "%s '%s' is taken by %s".formatted(property, value, holder.ref());
      case Problem.InvalidEntries _,
          Problem.NotFoundBy _,
          Problem.NoSuchThing _,
          Problem.InvalidSplits _,
          Problem.NotAnIdProperty _,
          Problem.UnknownObjectType _,
          Problem.UnknownObjectTypeId _,
          Problem.UnknownAssociationType _,
          Problem.UnknownAssociationName _,
          Problem.NotAssociable _,
          Problem.TooManyLinks _,
          Problem.SelfAssociation _,
          Problem.InvalidMergePrimary _,
          Problem.InvalidMergeSecondary _,
          Problem.NotMergeable _,
          Problem.UnknownSearchProperty _,
          Problem.InvalidSearch _,
          Problem.SearchTooLarge _,
          Problem.MissingProperties _,
          Problem.OfDefinition _,
          Problem.UnknownList _,
          Problem.UnknownListName _,
          Problem.ListIsDynamic _,
          Problem.UnknownListFolder _,
          Problem.NoListConversion _,
          Problem.InvalidList _ ->
          "an entry is not allowed: " + problem;
    };
  }
}
