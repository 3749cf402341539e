package dev.liaison.crm.owner;

import dev.liaison.crm.Page;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.Transaction;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The owners of a portal, each a document of the store: they are few. Safe for concurrent use.
public final class Owners {

  private static final String KIND = "owner";

  private final Store store;
  private final InstantSource clock;

  public Owners(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Makes an owner under the next id.
  ///
  /// @throws IllegalArgumentException when the address is none, or one that an owner has
  public Owner add(long portal, String email, String firstName, String lastName) {
    long at = clock.millis();
    return store.write(
        portal,
        tx -> {
          long id = all(tx).stream().mapToLong(Owner::id).max().orElse(0) + 1;
          Owner owner = Owner.of(id, email, firstName, lastName, at);
          put(tx, owner);
          return owner;
        });
  }

  /// Stores a new owner.
  ///
  /// @throws IllegalArgumentException when its id or its address is that of another
  public static void put(Transaction tx, Owner owner) {
    for (Owner other : all(tx)) {
      if (other.id() == owner.id()) {
        throw new IllegalArgumentException("there is an owner " + owner.id() + " already");
      }
      if (!other.archived() && other.email().equalsIgnoreCase(owner.email())) {
        throw new IllegalArgumentException(
            owner.email() + " is the address of owner " + other.id());
      }
    }
    tx.putDocument(KIND, Long.toString(owner.id()), owner.document());
  }

  /// Archives a live owner; the records keep its id.
  ///
  /// @return whether there was one
  public boolean archive(long portal, long id) {
    long at = clock.millis();
    return store.write(
        portal,
        tx -> {
          Optional<Owner> owner = find(tx, id).filter(it -> !it.archived());
          owner.ifPresent(
              it -> tx.putDocument(KIND, Long.toString(id), it.archivedAt(at).document()));
          return owner.isPresent();
        });
  }

  /// The owner with this id, live or archived.
  public Optional<Owner> find(long portal, long id) {
    return store.read(portal, snapshot -> find(snapshot, id));
  }

  /// The owner who is this user; of several the live one.
  public Optional<Owner> findUser(long portal, long userId) {
    return all(portal).stream()
        .filter(owner -> owner.userId() == userId)
        .min(Comparator.comparing(Owner::archived));
  }

  /// Every owner, live and archived, ascending by id.
  public List<Owner> all(long portal) {
    return store.read(portal, Owners::all);
  }

  /// A page of the owners that are wanted, ascending by id.
  public Page<Owner> list(long portal, Predicate<Owner> wanted, long afterId, int limit) {
    return Page.of(
        all(portal).stream()
            .filter(owner -> owner.id() > afterId)
            .filter(wanted)
            .limit(limit + 1L)
            .toList(),
        limit);
  }

  private static Optional<Owner> find(Snapshot snapshot, long id) {
    return snapshot.document(KIND, Long.toString(id)).map(Owner::of);
  }

  private static List<Owner> all(Snapshot snapshot) {
    return snapshot.documents(KIND).values().stream()
        .map(Owner::of)
        .sorted(Comparator.comparingLong(Owner::id))
        .toList();
  }
}
