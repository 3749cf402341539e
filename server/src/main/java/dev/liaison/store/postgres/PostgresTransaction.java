package dev.liaison.store.postgres;

import dev.liaison.crm.Change;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads and writes one portal. What is written stays in memory until the commit, which sends it in
/// one round trip. Nothing that was read under a lock can change until then, so the closures of all
/// servers are as if one ran after the other.
final class PostgresTransaction extends LockedReads {

  PostgresTransaction(long portal, Session session, long sequenceOffset, Restart.Plan plan) {
    super(portal, session, sequenceOffset, plan);
  }

  /// Makes everything durable, where there is anything.
  void commit() {
    session.commit(writes());
  }

  @Override
  public void put(CrmRecord record) {
    requireOpen();
    records.put(record);
  }

  @Override
  public void remove(ObjectRef ref) {
    requireOpen();
    records.remove(ref);
    log.forget(ref);
  }

  @Override
  public void touch(Collection<ObjectRef> refs, long at) {
    requireOpen();
    refs.forEach(ref -> records.touch(ref, at));
  }

  @Override
  public void addHistory(ObjectRef ref, String property, PropertyValue earlier) {
    requireOpen();
    log.addHistory(ref, property, earlier);
  }

  @Override
  public OptionalLong claimUnique(ObjectTypeId type, String property, String value, long id) {
    UniqueKey key = UniqueKey.of(type, property, value);
    OptionalLong holder = holder(key);
    if (holder.isEmpty()) {
      values.hold(key, OptionalLong.of(id));
      return OptionalLong.empty();
    }
    return holder.getAsLong() == id ? OptionalLong.empty() : holder;
  }

  @Override
  public void releaseUnique(ObjectTypeId type, String property, String value, long id) {
    UniqueKey key = UniqueKey.of(type, property, value);
    if (holder(key).equals(OptionalLong.of(id))) {
      values.hold(key, OptionalLong.empty());
    }
  }

  @Override
  public void putAssociations(Collection<Association> associations) {
    requireOpen();
    associations.forEach(link -> links.put(link, true));
  }

  @Override
  public void removeAssociations(Collection<Association> associations) {
    requireOpen();
    associations.forEach(link -> links.put(link, false));
  }

  @Override
  public void append(Change change, long at, String source) {
    requireOpen();
    log.append(change, at, source);
  }

  @Override
  public void putDocument(String kind, String name, byte[] content) {
    requireOpen();
    values.write(new PendingValues.Document(kind, name), Optional.of(content.clone()));
  }

  @Override
  public void removeDocument(String kind, String name) {
    requireOpen();
    values.write(new PendingValues.Document(kind, name), Optional.empty());
  }

  @Override
  Batch writes() {
    LinkedHashSet<ObjectRef> refs = new LinkedHashSet<>(records.changed());
    refs.addAll(links.changed());
    refs.addAll(log.changed());
    boolean nothing = refs.isEmpty() && log.isEmpty() && values.isEmpty();
    Batch batch = new Batch();
    if (nothing) {
      return batch;
    }
    refs.forEach(ref -> locks.want(LockKeys.record(portal, ref)));
    values
        .changedDocuments()
        .forEach(document -> locks.want(LockKeys.documents(portal, document.kind())));
    if (!locks.satisfied()) {
      locks.addTo(batch);
      if (!locks.waited()) {
        // Whether a lock was had shows in the answer, and nothing may be written without it.
        session.run(batch);
        batch = new Batch();
      }
    }
    records.flush(portal, batch);
    links.flush(portal, batch);
    values.flush(portal, batch);
    log.flush(portal, batch);
    return batch;
  }
}
