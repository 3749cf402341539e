package dev.liaison.crm.association;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Change;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/// Makes and removes links between records known to be live, within a transaction: stores both
/// ends, logs the change and moves the modified dates. What is refused is refused before anything
/// is written. Made for a call: a portal's association types change.
public final class LinkWriter {

  private final LinkRules rules;

  LinkWriter(LinkRules rules) {
    this.rules = rules;
  }

  public LinkWriter(AssociationTypes types) {
    this(new LinkRules(types));
  }

  /// Makes the default links that are not there yet.
  ///
  /// @throws CrmException with [Problem.NotAssociable], [Problem.SelfAssociation],
  ///   [Problem.TooManyLinks]; with more than one target, links to those before may be made then
  public void link(
      Transaction tx, Caller caller, ObjectRef from, List<ObjectRef> targets, long at) {
    for (ObjectRef to : targets) {
      rules.requireAssociable(from.type(), to.type());
      requireOther(from, to);
    }
    List<ObjectRef> added =
        targets.stream()
            .distinct()
            .filter(to -> tx.associationsBetween(from, to).isEmpty())
            .toList();
    if (added.isEmpty()) {
      return;
    }
    List<List<AssociationType>> types = rules.defaults(tx, from, added);
    for (int i = 0; i < added.size(); i++) {
      rules.requirePossible(tx, from, added.get(i), types.get(i));
      store(tx, caller, from, added.get(i), types.get(i), at);
    }
    tx.touch(List.of(from), at);
    tx.touch(added, at);
  }

  /// Adds links of these types, and the plain one.
  ///
  /// @throws CrmException with [Problem.UnknownAssociationType], [Problem.SelfAssociation],
  ///   [Problem.TooManyLinks]
  public void add(Transaction tx, Caller caller, Associations.Pair pair, long at) {
    check(tx, pair);
    add(tx, caller, pair.from(), pair.to(), rules.types(pair), at);
  }

  /// Checks that links of these types can be added.
  ///
  /// @throws CrmException as [#add]
  public void check(Transaction tx, Associations.Pair pair) {
    List<AssociationType> types = rules.types(pair);
    requireOther(pair.from(), pair.to());
    List<AssociationKey> present = tx.associationsBetween(pair.from(), pair.to());
    rules.requirePossible(tx, pair.from(), pair.to(), missing(types, present));
  }

  /// Checks that the links of a record that is about to be made can be made.
  ///
  /// @param pairs from that record; without keys the default link is meant
  /// @throws CrmException as [#add]
  public void checkNew(Transaction tx, List<Associations.Pair> pairs) {
    rules.requirePossible(tx, pairs);
  }

  /// Makes the links exactly these types, and the plain one.
  ///
  /// @throws CrmException as [#add]
  void relabel(Transaction tx, Caller caller, Associations.Pair pair, long at) {
    List<AssociationType> types = rules.types(pair);
    requireOther(pair.from(), pair.to());
    List<AssociationKey> present = tx.associationsBetween(pair.from(), pair.to());
    rules.requirePossible(tx, pair.from(), pair.to(), missing(types, present));
    List<AssociationKey> wanted = types.stream().map(AssociationType::key).toList();
    List<AssociationKey> surplus = present.stream().filter(key -> !wanted.contains(key)).toList();
    unlink(tx, caller, pair.from(), pair.to(), surplus, at);
    add(tx, caller, pair.from(), pair.to(), types, at);
  }

  /// The link to the primary company of a record.
  public Associations.Pair primary(ObjectRef from, ObjectRef company) {
    AssociationType primary = rules.primary(from.type(), company.type()).orElseThrow();
    return new Associations.Pair(from, company, List.of(primary.key()));
  }

  /// Makes a company the primary one of a record, linking it first where it is not.
  ///
  /// @throws CrmException as [#add]
  public void makePrimary(
      Transaction tx, Caller caller, ObjectRef from, ObjectRef company, long at) {
    add(tx, caller, primary(from, company), at);
  }

  /// Removes every link between two records.
  public void unlink(Transaction tx, Caller caller, ObjectRef from, ObjectRef to, long at) {
    unlink(tx, caller, from, to, tx.associationsBetween(from, to), at);
  }

  /// Removes every link of a record. Does not touch the record itself.
  public void unlinkAll(Transaction tx, Caller caller, ObjectRef ref, long at) {
    for (Link link : tx.associations(ref)) {
      unlink(tx, caller, ref, link.to(), link.keys(), at);
    }
  }

  /// Moves every link of a record to another of its type, also beyond the limits of the portal. A
  /// primary link moves only where the other has none.
  public void moveAll(Transaction tx, Caller caller, ObjectRef from, ObjectRef to, long at) {
    List<Link> links = tx.associations(from);
    unlinkAll(tx, caller, from, at);
    for (Link link : links) {
      if (!link.to().equals(to)) {
        List<AssociationKey> keys = rules.movable(tx, to, link);
        var pair = new Associations.Pair(to, link.to(), keys);
        add(tx, caller, to, link.to(), rules.types(pair), at);
      }
    }
  }

  void unlink(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationKey> keys,
      long at) {
    if (!keys.isEmpty()) {
      tx.removeAssociations(
          keys.stream().map(key -> new Association(from, to, key, rules.inverse(key))).toList());
      tx.append(new Change.Dissociated(from, to, keys), at, caller.source());
      tx.touch(List.of(from, to), at);
    }
  }

  private void add(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationType> wanted,
      long at) {
    requireOther(from, to);
    List<AssociationKey> present = tx.associationsBetween(from, to);
    List<AssociationType> added = missing(wanted, present);
    if (!added.isEmpty()) {
      demote(tx, caller, from, to, added, at);
      store(tx, caller, from, to, added, at);
      tx.touch(List.of(from, to), at);
    }
  }

  /// Takes the primary link from other records where a new one is about to be made.
  private void demote(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationType> added,
      long at) {
    for (AssociationType type : added) {
      rules
          .formerPrimaries(tx, from, to, type)
          .forEach(
              former -> unlink(tx, caller, former.from(), former.to(), List.of(former.key()), at));
    }
  }

  private static void store(
      Transaction tx,
      Caller caller,
      ObjectRef from,
      ObjectRef to,
      List<AssociationType> types,
      long at) {
    var associations = new ArrayList<Association>(types.size());
    var keys = new ArrayList<AssociationKey>(types.size());
    for (AssociationType type : types) {
      associations.add(new Association(from, to, type.key(), type.inverse()));
      keys.add(type.key());
    }
    tx.putAssociations(associations);
    tx.append(new Change.Associated(from, to, keys), at, caller.source());
  }

  private static List<AssociationType> missing(
      List<AssociationType> wanted, List<AssociationKey> present) {
    return wanted.stream().filter(type -> !present.contains(type.key())).toList();
  }

  private static void requireOther(ObjectRef from, ObjectRef to) {
    if (from.equals(to)) {
      throw new CrmException(new Problem.SelfAssociation(from));
    }
  }
}
