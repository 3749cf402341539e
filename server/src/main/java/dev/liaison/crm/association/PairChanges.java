package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Definitions;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.Store;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Ends association types of a portal's own, with the links of records that are of them. Safe for
/// concurrent use.
public final class PairChanges {

  private static final StoredPairs PAIRS = new StoredPairs();

  private static final StoredLimits LIMITS = new StoredLimits();

  /// Records that are looked at, and links that go, in one transaction.
  private static final int PAGE = 100;

  private final Store store;
  private final Catalogues catalogues;
  private final InstantSource clock;

  public PairChanges(Store store, Catalogues catalogues, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /// Ends a pair, and every link of it.
  ///
  /// @param end an object type at one end
  /// @param typeId of either direction
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition] for the
  ///   plain pair of types that have labels
  public void remove(Caller caller, ObjectTypeId end, String typeId) {
    remove(caller, definitions -> require(definitions.catalogue().associationTypes(), end, typeId));
  }

  /// Ends a pair, and every link of it. The definition goes first, and no link is made from then
  /// on, for every write looks at what is stored; the links, which nobody sees any more, follow in
  /// small transactions.
  void remove(Caller caller, Function<Definitions, AssociationPair> found) {
    AssociationPair ended =
        catalogues.change(
            caller,
            definitions -> {
              AssociationPair pair = found.apply(definitions);
              requireBare(definitions.catalogue().associationTypes(), pair);
              definitions.remove(PAIRS, pair.document());
              definitions.remove(LIMITS, StoredLimits.document(pair.key()));
              definitions.remove(LIMITS, StoredLimits.document(pair.inverseKey()));
              return pair;
            });
    unlinkAll(caller, ended);
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

  private static AssociationPair require(AssociationTypes types, ObjectTypeId end, String typeId) {
    return types.pairs().stream()
        .filter(pair -> pair.from().equals(end) || pair.to().equals(end))
        .filter(
            pair ->
                Integer.toString(pair.typeId()).equals(typeId)
                    || Integer.toString(pair.inverseTypeId()).equals(typeId))
        .findFirst()
        .orElseThrow(
            () -> new CrmException(new Problem.UnknownDefinition(Definition.ASSOCIATION, typeId)));
  }

  /// Recorded (modern-api.md 3.3).
  private static void requireBare(AssociationTypes types, AssociationPair pair) {
    boolean labelled =
        pair.label() == null
            && types.pairs().stream()
                .anyMatch(other -> other.label() != null && other.between(pair.from(), pair.to()));
    if (labelled) {
      throw new CrmException(
          new Problem.InvalidDefinition(
              Definition.ASSOCIATION,
              "Definition with label still exists; Cannot delete unlabeled type with"
                  + " associationTypeId "
                  + pair.typeId(),
              ""));
    }
  }
}
