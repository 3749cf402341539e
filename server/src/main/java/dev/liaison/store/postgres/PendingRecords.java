package dev.liaison.store.postgres;

import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a transaction knows of records, from the database and from its own writes, and what of it
/// is still to be written.
final class PendingRecords {

  private static final int ROWS = 100;

  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::json)";

  private final Map<ObjectRef, Entry> entries = new HashMap<>();

  /// In the order of the first write.
  private final Map<ObjectRef, Entry> changed = new LinkedHashMap<>();

  private final Set<ObjectRef> removed = new LinkedHashSet<>();

  private static final class Entry {
    /// Whether it is known what the record is: missing, live or archived.
    private boolean known;

    /// Whether the database had none when the transaction locked it.
    private boolean isNew;

    private boolean live;
    private long updatedAt;

    /// The record, where its values are known; its `updatedAt` may be behind.
    private @Nullable CrmRecord record;

    private boolean written;
    private long touched;
  }

  boolean knows(ObjectRef ref) {
    Entry entry = entries.get(ref);
    return entry != null && entry.known;
  }

  /// Whether everything is known: there is none, or its values are here.
  boolean knowsValues(ObjectRef ref) {
    Entry entry = entries.get(ref);
    return entry != null && entry.known && (entry.record != null || missing(entry));
  }

  /// Whether the record was not in the database before this transaction, so that nothing else of it
  /// is there either.
  boolean isNew(ObjectRef ref) {
    Entry entry = entries.get(ref);
    return entry != null && entry.isNew;
  }

  private static boolean missing(Entry entry) {
    return entry.isNew && entry.record == null;
  }

  boolean live(ObjectRef ref) {
    return entry(ref).live;
  }

  Optional<CrmRecord> get(ObjectRef ref, boolean archived) {
    Entry entry = entry(ref);
    CrmRecord record = entry.record;
    if (record == null || entry.live == archived) {
      return Optional.empty();
    }
    return Optional.of(
        entry.live && record.updatedAt() != entry.updatedAt
            ? touched(record, entry.updatedAt)
            : record);
  }

  /// Takes what the database has of the records that were asked for.
  void learn(Collection<ObjectRef> asked, Collection<CrmRecord> found) {
    Map<ObjectRef, CrmRecord> byRef = HashMap.newHashMap(found.size());
    found.forEach(record -> byRef.put(record.ref(), record));
    for (ObjectRef ref : asked) {
      Entry entry = entry(ref);
      CrmRecord record = byRef.get(ref);
      if (entry.written) {
        continue;
      }
      entry.record = record;
      learn(entry, record != null, record != null && !record.archived(), updatedAt(record));
    }
  }

  private static long updatedAt(@Nullable CrmRecord record) {
    return record == null ? 0 : record.updatedAt();
  }

  /// As [#learn], without the values.
  void learnStates(Collection<ObjectRef> asked, Collection<Queries.State> found) {
    Map<ObjectRef, Queries.State> byRef = HashMap.newHashMap(found.size());
    found.forEach(state -> byRef.put(state.ref(), state));
    for (ObjectRef ref : asked) {
      Entry entry = entry(ref);
      if (!entry.known) {
        Queries.State state = byRef.get(ref);
        boolean live = state != null && state.live();
        learn(entry, state != null, live, state == null ? 0 : state.updatedAt());
      }
    }
  }

  private static void learn(Entry entry, boolean there, boolean live, long updatedAt) {
    entry.known = true;
    entry.isNew = !there;
    entry.live = live;
    entry.updatedAt = live ? Math.max(updatedAt, entry.touched) : updatedAt;
  }

  void put(CrmRecord record) {
    Entry entry = entry(record.ref());
    entry.known = true;
    entry.live = !record.archived();
    entry.record = record;
    entry.updatedAt = record.updatedAt();
    entry.touched = 0;
    entry.written = true;
    changed.put(record.ref(), entry);
  }

  /// From then on it is as if the database had never had the record.
  void remove(ObjectRef ref) {
    Entry entry = entry(ref);
    entry.known = true;
    entry.isNew = true;
    entry.live = false;
    entry.record = null;
    entry.touched = 0;
    entry.written = true;
    changed.put(ref, entry);
    removed.add(ref);
  }

  void touch(ObjectRef ref, long at) {
    Entry entry = entry(ref);
    if (entry.known && (!entry.live || entry.updatedAt >= at)) {
      return;
    }
    entry.updatedAt = Math.max(entry.updatedAt, at);
    entry.touched = Math.max(entry.touched, at);
    changed.put(ref, entry);
  }

  Collection<ObjectRef> changed() {
    return changed.keySet();
  }

  /// Adds the statements that write what is pending, which is then no longer.
  void flush(long portal, Batch batch) {
    List<CrmRecord> written = new ArrayList<>();
    Map<Long, List<ObjectRef>> touched = new TreeMap<>();
    changed.forEach(
        (ref, entry) -> {
          if (entry.written) {
            get(ref, !entry.live).ifPresent(written::add);
          } else {
            touched.computeIfAbsent(entry.touched, _ -> new ArrayList<>()).add(ref);
          }
        });
    removed.forEach(ref -> remove(portal, ref, batch));
    MultiRow.add(
        batch,
        written,
        ROWS,
        "insert into record (id, portal, type, created_at, updated_at, archived_at, merged_into,"
            + " properties, stamps) values ",
        ROW,
        " on conflict (id, portal, type) do update set created_at = excluded.created_at, updated_at"
            + " = excluded.updated_at, archived_at = excluded.archived_at, merged_into ="
            + " excluded.merged_into, properties = excluded.properties, stamps = excluded.stamps",
        (record, values) -> bind(portal, record, values));
    touched.forEach((at, refs) -> touch(portal, refs, at, batch));
    changed.values().forEach(entry -> entry.written = false);
    changed.clear();
    removed.clear();
    entries.values().forEach(entry -> entry.isNew = false);
  }

  private static void remove(long portal, ObjectRef ref, Batch batch) {
    String type = ref.type().toString();
    batch.add(
        "delete from record where id = ? and portal = ? and type = ?", ref.id(), portal, type);
    batch.add(
        "delete from property_history where record_id = ? and portal = ? and type = ?",
        ref.id(),
        portal,
        type);
  }

  /// The keys are found by their ids; records of different types may have the same.
  private static void touch(long portal, List<ObjectRef> refs, long at, Batch batch) {
    batch.add(
        "update record set updated_at = ? where id = any(?) and portal = ? and type || ' ' || id::text ="
            + " any(?) and archived_at is null and updated_at < ?",
        at,
        refs.stream().mapToLong(ObjectRef::id).toArray(),
        portal,
        refs.stream().map(ref -> ref.type() + " " + ref.id()).toArray(String[]::new),
        at);
  }

  private static void bind(long portal, CrmRecord record, Consumer<Object> values) {
    values.accept(record.ref().id());
    values.accept(portal);
    values.accept(record.ref().type().toString());
    values.accept(record.createdAt());
    values.accept(record.updatedAt());
    values.accept(Batch.Absent.orLong(record.archivedAt()));
    values.accept(Batch.Absent.orLong(record.mergedInto()));
    values.accept(RecordForm.propertiesOf(record));
    values.accept(RecordForm.stampsOf(record));
  }

  private Entry entry(ObjectRef ref) {
    return entries.computeIfAbsent(ref, _ -> new Entry());
  }

  private static CrmRecord touched(CrmRecord record, long updatedAt) {
    return new CrmRecord(
        record.ref(),
        record.createdAt(),
        updatedAt,
        record.archivedAt(),
        record.mergedInto(),
        record.properties());
  }
}
