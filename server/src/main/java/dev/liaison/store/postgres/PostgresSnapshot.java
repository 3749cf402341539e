package dev.liaison.store.postgres;

import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.NameRange;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Reads one portal in a transaction that sees one moment.
final class PostgresSnapshot implements Snapshot {

  private final Session session;
  private final Queries queries;
  private final long sequenceOffset;
  private boolean open = true;

  PostgresSnapshot(long portal, Session session, long sequenceOffset) {
    this.session = session;
    this.queries = new Queries(portal);
    this.sequenceOffset = sequenceOffset;
  }

  /// Makes later calls fail: the closure that this was given to has returned.
  void end() {
    open = false;
  }

  @Override
  public Optional<CrmRecord> get(ObjectRef ref) {
    return record(ref).filter(record -> !record.archived());
  }

  @Override
  public Optional<CrmRecord> getArchived(ObjectRef ref) {
    return record(ref).filter(CrmRecord::archived);
  }

  private Optional<CrmRecord> record(ObjectRef ref) {
    return this.<CrmRecord>ask((batch, found) -> queries.records(batch, List.of(ref), found))
        .stream()
        .findFirst();
  }

  @Override
  public List<CrmRecord> getAll(Collection<ObjectRef> refs) {
    if (refs.isEmpty()) {
      return List.of();
    }
    Map<ObjectRef, CrmRecord> live = HashMap.newHashMap(refs.size());
    for (CrmRecord record :
        this.<CrmRecord>ask((batch, found) -> queries.records(batch, refs, found))) {
      if (!record.archived()) {
        live.put(record.ref(), record);
      }
    }
    List<CrmRecord> found = new ArrayList<>(refs.size());
    for (ObjectRef ref : refs) {
      CrmRecord record = live.get(ref);
      if (record != null) {
        found.add(record);
      }
    }
    return found;
  }

  @Override
  public List<CrmRecord> scan(ObjectTypeId type, boolean archived, long afterId, int limit) {
    return ask((batch, found) -> queries.scan(batch, type, archived, afterId, limit, found));
  }

  @Override
  public List<CrmRecord> recentlyUpdated(ObjectTypeId type, long since, int offset, int limit) {
    return ask((batch, found) -> queries.recentlyUpdated(batch, type, since, offset, limit, found));
  }

  @Override
  public int countRecentlyUpdated(ObjectTypeId type, long since, int most) {
    return Math.toIntExact(
        this.<Long>ask(
                (batch, found) -> queries.countRecentlyUpdated(batch, type, since, most, found))
            .getFirst());
  }

  @Override
  public OptionalLong findUnique(ObjectTypeId type, String property, String value) {
    UniqueKey key = UniqueKey.of(type, property, value);
    return key.impossible()
        ? OptionalLong.empty()
        : Queries.first(ask((batch, found) -> queries.unique(batch, key, found)));
  }

  @Override
  public List<PropertyValue> history(ObjectRef ref, String property) {
    return ask((batch, found) -> queries.history(batch, ref, property, found));
  }

  @Override
  public List<Link> associations(ObjectRef from, ObjectTypeId toType, long afterToId, int limit) {
    return Queries.links(
        ask((batch, found) -> queries.links(batch, from, toType, afterToId, limit, found)));
  }

  @Override
  public List<Link> associations(ObjectRef from) {
    return Queries.links(ask((batch, found) -> queries.links(batch, from, found)));
  }

  @Override
  public Map<ObjectRef, List<Link>> associationsOfEach(Collection<ObjectRef> from) {
    if (from.isEmpty()) {
      return Map.of();
    }
    Map<ObjectRef, List<Queries.LinkRow>> rows = HashMap.newHashMap(from.size());
    run(
        batch ->
            queries.linksOfEach(
                batch,
                from,
                row -> rows.computeIfAbsent(row.from(), _ -> new ArrayList<>()).add(row)));
    Map<ObjectRef, List<Link>> links = HashMap.newHashMap(rows.size());
    rows.forEach((ref, ofOne) -> links.put(ref, Queries.links(ofOne)));
    return links;
  }

  @Override
  public List<AssociationKey> associationsBetween(ObjectRef from, ObjectRef to) {
    return this.<Queries.LinkRow>ask(
            (batch, found) ->
                queries.linksBetween(
                    batch,
                    from.type(),
                    new long[] {from.id()},
                    to.type(),
                    new long[] {to.id()},
                    found))
        .stream()
        .map(Queries.LinkRow::key)
        .sorted()
        .toList();
  }

  @Override
  public long countAssociations(ObjectRef from, ObjectTypeId toType) {
    return this.<Long>ask((batch, found) -> queries.countLinks(batch, from, toType, found))
        .getFirst();
  }

  @Override
  public List<LoggedChange> changesAfter(long sequence, int limit) {
    return ask((batch, found) -> queries.changes(batch, sequenceOffset, sequence, limit, found));
  }

  @Override
  public List<LoggedChange> unsettledChanges() {
    return ask((batch, found) -> queries.unsettledChanges(batch, sequenceOffset, found));
  }

  @Override
  public Optional<byte[]> document(String kind, String name) {
    return this.<byte[]>ask((batch, found) -> queries.document(batch, kind, name, found)).stream()
        .findFirst();
  }

  @Override
  public Map<String, byte[]> documents(String kind) {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    run(batch -> queries.documents(batch, kind, documents));
    return Collections.unmodifiableMap(documents);
  }

  @Override
  public Map<String, byte[]> documents(String kind, NameRange range, boolean backwards, int limit) {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    run(batch -> queries.documents(batch, kind, range, backwards, limit, documents));
    return Collections.unmodifiableMap(documents);
  }

  private <T> List<T> ask(BiConsumer<Batch, Consumer<T>> question) {
    List<T> answers = new ArrayList<>();
    run(batch -> question.accept(batch, answers::add));
    return answers;
  }

  private void run(Consumer<Batch> question) {
    if (!open) {
      throw new IllegalStateException("used outside the closure that it was given to");
    }
    Batch batch = new Batch();
    question.accept(batch);
    session.run(batch);
  }
}
