package dev.liaison.store.postgres;

import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.NameRange;
import dev.liaison.crm.Transaction;
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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads one portal in a transaction that also writes. Everything is locked before it is read
/// ([Locks]), and what the transaction wrote lies on top of what is stored.
abstract class LockedReads implements Transaction {

  final long portal;
  final Session session;
  final Locks locks;
  final PendingRecords records = new PendingRecords();
  final PendingLinks links = new PendingLinks();
  final PendingValues values = new PendingValues();
  final PendingLog log;
  private final long sequenceOffset;
  private final Queries queries;
  private final Expectations expected;
  private final Map<PendingValues.Document, Optional<byte[]>> steady = new HashMap<>();
  private boolean open = true;

  LockedReads(long portal, Session session, long sequenceOffset, Restart.Plan plan) {
    this.portal = portal;
    this.session = session;
    this.sequenceOffset = sequenceOffset;
    this.queries = new Queries(portal);
    this.locks = new Locks(portal, plan);
    this.log = new PendingLog(sequenceOffset);
    this.expected = new Expectations(portal, queries, locks, records, links);
  }

  /// The statements that write what is pending, behind the locks that they need.
  abstract Batch writes();

  /// Makes later calls fail: the closure that this was given to has returned.
  final void end() {
    open = false;
  }

  final void requireOpen() {
    if (!open) {
      throw new IllegalStateException("used outside the closure that it was given to");
    }
  }

  @Override
  public void alone() {
    requireOpen();
    if (!locks.alone()) {
      throw new Restart(Restart.Plan.ALONE);
    }
  }

  @Override
  public void expect(Collection<ObjectRef> refs) {
    requireOpen();
    expected.records(refs);
  }

  @Override
  public void expectLinks(ObjectRef from, Collection<ObjectRef> to) {
    requireOpen();
    expected.links(from, to);
  }

  @Override
  public Optional<CrmRecord> get(ObjectRef ref) {
    fetch(List.of(ref));
    return records.get(ref, false);
  }

  @Override
  public Optional<CrmRecord> getArchived(ObjectRef ref) {
    fetch(List.of(ref));
    return records.get(ref, true);
  }

  @Override
  public List<CrmRecord> getAll(Collection<ObjectRef> refs) {
    fetch(refs);
    return refs.stream().flatMap(ref -> records.get(ref, false).stream()).toList();
  }

  @Override
  public List<ObjectRef> missing(Collection<ObjectRef> refs) {
    if (unknown(refs, records::knows)) {
      List<ObjectRef> asked = refs.stream().filter(ref -> !records.knows(ref)).toList();
      List<Queries.State> found = new ArrayList<>(asked.size());
      asked.forEach(this::lock);
      run(batch -> queries.states(batch, asked, found::add));
      records.learnStates(asked, found);
    }
    return refs.stream().filter(ref -> !records.live(ref)).toList();
  }

  private void fetch(Collection<ObjectRef> refs) {
    if (unknown(refs, records::knowsValues)) {
      List<ObjectRef> asked = refs.stream().filter(ref -> !records.knowsValues(ref)).toList();
      List<CrmRecord> found = new ArrayList<>(asked.size());
      asked.forEach(this::lock);
      run(batch -> queries.records(batch, asked, found::add));
      records.learn(asked, found);
    }
  }

  /// Whether something has to be asked for that is not even among what is expected.
  private boolean unknown(Collection<ObjectRef> refs, Predicate<ObjectRef> known) {
    requireOpen();
    if (refs.stream().allMatch(known)) {
      return false;
    }
    if (expected.includes(refs)) {
      run(_ -> {});
    }
    return !refs.stream().allMatch(known);
  }

  @Override
  public List<CrmRecord> scan(ObjectTypeId type, boolean archived, long afterId, int limit) {
    return alone((batch, found) -> queries.scan(batch, type, archived, afterId, limit, found));
  }

  @Override
  public List<CrmRecord> recentlyUpdated(ObjectTypeId type, long since, int offset, int limit) {
    return alone(
        (batch, found) -> queries.recentlyUpdated(batch, type, since, offset, limit, found));
  }

  @Override
  public int countRecentlyUpdated(ObjectTypeId type, long since, int most) {
    return Math.toIntExact(
        this.<Long>alone(
                (batch, found) -> queries.countRecentlyUpdated(batch, type, since, most, found))
            .getFirst());
  }

  @Override
  public OptionalLong findUnique(ObjectTypeId type, String property, String value) {
    UniqueKey key = UniqueKey.of(type, property, value);
    return key.impossible() ? OptionalLong.empty() : holder(key);
  }

  /// The record that has a unique value.
  final OptionalLong holder(UniqueKey key) {
    requireOpen();
    OptionalLong holder = values.holder(key);
    if (holder == null) {
      locks.want(LockKeys.unique(portal, key.type(), key.property(), key.value()));
      holder = Queries.first(ask((batch, found) -> queries.unique(batch, key, found)));
      values.learn(key, holder);
    }
    return holder;
  }

  @Override
  public List<PropertyValue> history(ObjectRef ref, String property) {
    List<PropertyValue> found = List.of();
    if (!isNew(ref)) {
      lock(ref);
      found = ask((batch, version) -> queries.history(batch, ref, property, version));
    }
    return log.over(found, ref, property);
  }

  @Override
  public List<Link> associations(ObjectRef from, ObjectTypeId toType, long afterToId, int limit) {
    List<Queries.LinkRow> found = List.of();
    if (!isNew(from)) {
      lock(from);
      // What this transaction removed must not shorten the page.
      int fetched = (int) Math.min(Integer.MAX_VALUE, (long) limit + links.removed(from, toType));
      found = ask((batch, row) -> queries.links(batch, from, toType, afterToId, fetched, row));
    }
    Collection<Queries.LinkRow> rows =
        links.over(found, from, to -> to.type().equals(toType) && to.id() > afterToId);
    List<Link> page = Queries.links(rows);
    return page.size() > limit ? page.subList(0, limit) : page;
  }

  @Override
  public List<Link> associations(ObjectRef from) {
    List<Queries.LinkRow> found = List.of();
    if (!isNew(from)) {
      lock(from);
      found = ask((batch, row) -> queries.links(batch, from, row));
    }
    return Queries.links(links.over(found, from, _ -> true));
  }

  @Override
  public Map<ObjectRef, List<Link>> associationsOfEach(Collection<ObjectRef> from) {
    Map<ObjectRef, List<Link>> found = HashMap.newHashMap(from.size());
    from.forEach(ref -> found.put(ref, associations(ref)));
    return found;
  }

  @Override
  public List<AssociationKey> associationsBetween(ObjectRef from, ObjectRef to) {
    requireOpen();
    List<AssociationKey> keys = links.between(from, to);
    if (keys == null && expected.includesLinks(from, to)) {
      run(_ -> {});
      keys = links.between(from, to);
    }
    if (keys == null) {
      List<Queries.LinkRow> found = List.of();
      if (!isNew(from) && !isNew(to)) {
        lock(from);
        lock(to);
        found =
            ask(
                (batch, row) ->
                    queries.linksBetween(
                        batch,
                        from.type(),
                        new long[] {from.id()},
                        to.type(),
                        new long[] {to.id()},
                        row));
      }
      links.learn(from, List.of(to), found);
      keys = links.between(from, to);
    }
    return keys == null ? List.of() : keys;
  }

  @Override
  public long countAssociations(ObjectRef from, ObjectTypeId toType) {
    requireOpen();
    if (isNew(from) || links.touches(from, toType)) {
      return associations(from, toType, 0, Integer.MAX_VALUE).size();
    }
    lock(from);
    return this.<Long>ask((batch, found) -> queries.countLinks(batch, from, toType, found))
        .getFirst();
  }

  /// Does not show what this transaction appends: it has no number yet.
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
    var document = new PendingValues.Document(kind, name);
    if (values.wrote(document)) {
      return values.document(document).map(byte[]::clone);
    }
    lockDocuments(kind);
    return this.<byte[]>ask((batch, found) -> queries.document(batch, kind, name, found)).stream()
        .findFirst();
  }

  /// Every transaction shares the portal with the others or has it alone, so what is only changed
  /// by those that are alone stays as it is.
  @Override
  public Optional<byte[]> steadyDocument(String kind, String name) {
    requireOpen();
    var document = new PendingValues.Document(kind, name);
    if (values.wrote(document)) {
      return values.document(document).map(byte[]::clone);
    }
    return steady.computeIfAbsent(
        document,
        _ ->
            this.<byte[]>ask((batch, found) -> queries.document(batch, kind, name, found)).stream()
                .findFirst());
  }

  @Override
  public Map<String, byte[]> documents(String kind) {
    lockDocuments(kind);
    Map<String, byte[]> documents = new TreeMap<>();
    run(batch -> queries.documents(batch, kind, documents));
    values.over(kind, documents);
    return Collections.unmodifiableMap(documents);
  }

  /// Asks for as many more as this transaction may have removed, and lays what it wrote over them.
  @Override
  public Map<String, byte[]> documents(String kind, NameRange range, boolean backwards, int limit) {
    lockDocuments(kind);
    NavigableMap<String, byte[]> documents = new TreeMap<>();
    int asked = (int) Math.min(Integer.MAX_VALUE, (long) limit + values.written(kind));
    run(batch -> queries.documents(batch, kind, range, backwards, asked, documents));
    values.over(kind, documents);
    Map<String, byte[]> first = new LinkedHashMap<>();
    (backwards ? documents.descendingMap() : documents)
        .forEach(
            (name, content) -> {
              if (first.size() < limit && range.has(name)) {
                first.put(name, content);
              }
            });
    return Collections.unmodifiableMap(first);
  }

  private boolean isNew(ObjectRef ref) {
    requireOpen();
    return records.isNew(ref);
  }

  private void lock(ObjectRef ref) {
    requireOpen();
    locks.want(LockKeys.record(portal, ref));
  }

  private void lockDocuments(String kind) {
    requireOpen();
    locks.want(LockKeys.documents(portal, kind));
  }

  private <T> List<T> ask(BiConsumer<Batch, Consumer<T>> question) {
    List<T> answers = new ArrayList<>();
    run(batch -> question.accept(batch, answers::add));
    return answers;
  }

  private void run(Consumer<Batch> question) {
    requireOpen();
    Batch questions = new Batch();
    expected.addTo(questions);
    question.accept(questions);
    Batch batch = new Batch();
    locks.addTo(batch);
    session.run(batch.addAll(questions));
    expected.learn();
  }

  /// Asks for a range of records, into which another transaction must not put one: keeps all others
  /// out. What is pending has to be written before.
  private <T> List<T> alone(BiConsumer<Batch, Consumer<T>> question) {
    alone();
    Batch pending = writes();
    if (!pending.isEmpty()) {
      session.write(pending);
    }
    return ask(question);
  }
}
