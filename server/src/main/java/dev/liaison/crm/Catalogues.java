package dev.liaison.crm;

import dev.liaison.crm.association.StoredLimits;
import dev.liaison.crm.association.StoredPairs;
import dev.liaison.crm.object.StoredSchemas;
import dev.liaison.crm.pipeline.StoredPipelines;
import dev.liaison.crm.property.StoredGroups;
import dev.liaison.crm.property.StoredProperties;
import dev.liaison.crm.property.StoredRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The catalogue that each portal has just now: HubSpot's definitions and the portal's own, kept in
/// memory. What another server over the same store changes is known within a second. Safe for
/// concurrent use.
public final class Catalogues {

  /// What portals can define, each behind what it refers to.
  static final List<DefinitionKind<?>> KINDS =
      List.of(
          new StoredSchemas(),
          new StoredGroups(),
          new StoredProperties(),
          new StoredRules(),
          new StoredPairs(),
          new StoredLimits(),
          new StoredPipelines());

  private final Store store;
  private final Catalogue hubspotDefined;

  /// Held from the moment a change goes to the store until it is in memory too, and while stored
  /// definitions are read: a reading from before a change never takes its place.
  private final ReentrantLock changing = new ReentrantLock();

  /// Portals whose documents are listened to. Guarded by the lock.
  private final Set<Long> listening = new HashSet<>();

  /// By portal. Never changed, but replaced.
  private volatile Map<Long, Catalogue> known = Map.of();

  Catalogues(Store store, Catalogue hubspotDefined) {
    this.store = store;
    this.hubspotDefined = hubspotDefined;
  }

  /// What every portal has.
  public Catalogue hubspotDefined() {
    return hubspotDefined;
  }

  /// The portal's catalogue. Asked for before a transaction, never inside of one.
  public Catalogue of(long portal) {
    Catalogue catalogue = known.get(portal);
    return catalogue != null ? catalogue : load(portal);
  }

  /// Changes a portal's definitions in one transaction, beside which there is no other; [#of] has
  /// the change when this returns. The closure is one of [Store#write].
  public <T> T change(Caller caller, Function<Definitions, T> change) {
    long portal = caller.portal();
    changing.lock();
    try {
      T result =
          store.write(
              portal,
              tx -> {
                tx.alone();
                return change.apply(new Definitions(tx, hubspotDefined));
              });
      renew(portal);
      return result;
    } finally {
      changing.unlock();
    }
  }

  /// A change that is stored is done, also when it cannot be read just now: the next call reads it.
  private void renew(long portal) {
    try {
      reload(portal);
    } catch (StoreUnavailable e) {
      var less = new HashMap<>(known);
      less.remove(portal);
      known = Map.copyOf(less);
    }
  }

  private Catalogue load(long portal) {
    changing.lock();
    try {
      Catalogue catalogue = known.get(portal);
      if (catalogue == null) {
        if (listening.add(portal)) {
          KINDS.forEach(
              kind -> store.onDocumentsChanged(portal, kind.documents(), () -> reload(portal)));
        }
        catalogue = reload(portal);
      }
      return catalogue;
    } finally {
      changing.unlock();
    }
  }

  private Catalogue reload(long portal) {
    changing.lock();
    try {
      Catalogue catalogue =
          store.read(portal, snapshot -> Definitions.catalogue(snapshot, hubspotDefined));
      var more = new HashMap<>(known);
      more.put(portal, catalogue);
      known = Map.copyOf(more);
      return catalogue;
    } finally {
      changing.unlock();
    }
  }
}
