package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import java.time.InstantSource;
import java.util.List;

/// Ends association types of a portal's own, with the links of records that are of them. Safe for
/// concurrent use.
public final class PairChanges {

  private static final StoredPairs PAIRS = new StoredPairs();

  /// Records whose links are looked at in one transaction.
  private static final int CHUNK = 200;

  private final Store store;
  private final Catalogues catalogues;
  private final InstantSource clock;

  public PairChanges(Store store, Catalogues catalogues, InstantSource clock) {
    this.store = store;
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /// Ends a pair: no link of it can be made any more when its links go, chunk by chunk.
  ///
  /// @param end an object type at one end
  /// @param typeId of either direction
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition] for the
  ///   plain pair of types that have labels
  public void remove(Caller caller, ObjectTypeId end, String typeId) {
    AssociationPair pair =
        catalogues.change(
            caller,
            definitions -> {
              AssociationTypes types = definitions.catalogue().associationTypes();
              AssociationPair found = require(types, end, typeId);
              requireBare(types, found);
              definitions.put(PAIRS, found.document(), found.asEnded());
              return found;
            });
    LinkWriter writer = new LinkWriter(catalogues.of(caller.portal()).associationTypes());
    long after = 0;
    int seen;
    do {
      long from = after;
      List<CrmRecord> records =
          store.read(caller.portal(), it -> it.scan(pair.from(), false, from, CHUNK));
      seen = records.size();
      if (seen > 0) {
        after = records.getLast().ref().id();
        unlink(caller, writer, pair, records.stream().map(CrmRecord::ref).toList());
      }
    } while (seen == CHUNK);
    catalogues.change(
        caller,
        definitions -> {
          definitions.remove(PAIRS, pair.document());
          return true;
        });
  }

  private void unlink(
      Caller caller, LinkWriter writer, AssociationPair pair, List<ObjectRef> records) {
    store.write(
        caller.portal(),
        tx -> {
          records.forEach(from -> unlink(tx, caller, writer, pair, from));
          return true;
        });
  }

  private void unlink(
      Transaction tx, Caller caller, LinkWriter writer, AssociationPair pair, ObjectRef from) {
    for (Link link : tx.associations(from, pair.to(), 0, Integer.MAX_VALUE)) {
      List<AssociationKey> gone =
          link.keys().stream()
              .filter(key -> key.equals(pair.key()) || key.equals(pair.inverseKey()))
              .toList();
      writer.unlink(tx, caller, from, link.to(), gone, clock.millis());
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
