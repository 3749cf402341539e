package dev.liaison.store.rocks;

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
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads one portal from a [Source].
class RocksSnapshot implements Snapshot {

  /// Rows that a cursor passes over rather than that another one is opened.
  private static final int MOST_PASSED = 8;

  final Keys keys;
  private @Nullable Source source;

  RocksSnapshot(long portal, Source source) {
    this.keys = new Keys(portal);
    this.source = source;
  }

  /// Makes later calls fail: the closure that this was given to has returned, what it read from may
  /// be gone.
  final void end() {
    source = null;
  }

  final Source source() {
    Source open = source;
    if (open == null) {
      throw new IllegalStateException("used outside the closure that it was given to");
    }
    return open;
  }

  @Override
  public Optional<CrmRecord> get(ObjectRef ref) {
    return Optional.ofNullable(live(ref));
  }

  @Override
  public Optional<CrmRecord> getArchived(ObjectRef ref) {
    byte[] stored = source().get(Family.ARCHIVED, keys.record(ref));
    return stored == null ? Optional.empty() : Optional.of(RecordCodec.decode(ref, stored));
  }

  @Override
  public List<CrmRecord> getAll(Collection<ObjectRef> refs) {
    List<CrmRecord> found = new ArrayList<>(refs.size());
    for (ObjectRef ref : refs) {
      CrmRecord record = live(ref);
      if (record != null) {
        found.add(record);
      }
    }
    return found;
  }

  @Override
  public List<CrmRecord> scan(ObjectTypeId type, boolean archived, long afterId, int limit) {
    List<CrmRecord> records = new ArrayList<>();
    byte[] prefix = keys.type(type);
    byte[] start = afterId < 0 ? prefix : keys.record(type, afterId + 1);
    try (Cursor rows = source().cursor(archived ? Family.ARCHIVED : Family.RECORD, prefix, start);
        Cursor times = source().cursor(Family.LIVE, prefix, start)) {
      while (records.size() < limit && rows.next()) {
        ObjectRef ref = new ObjectRef(type, Keys.recordId(rows.key()));
        if (archived) {
          records.add(RecordCodec.decode(ref, rows.value()));
        } else if (times.next() && Arrays.equals(times.key(), rows.key())) {
          records.add(RecordCodec.decode(ref, rows.value(), Keys.toLong(times.value())));
        } else {
          throw new IllegalStateException(ref + " is stored without its time");
        }
      }
    }
    return records;
  }

  @Override
  public List<CrmRecord> recentlyUpdated(ObjectTypeId type, long since, int offset, int limit) {
    List<CrmRecord> records = new ArrayList<>();
    byte[] prefix = keys.type(type);
    try (Cursor index = source().cursor(Family.UPDATED, prefix, prefix)) {
      int passed = 0;
      while (records.size() < limit && index.next() && Keys.updatedAt(index.key()) >= since) {
        if (passed < offset) {
          passed++;
        } else {
          ObjectRef ref = new ObjectRef(type, Keys.updatedId(index.key()));
          records.add(stored(ref, Keys.updatedAt(index.key())));
        }
      }
    }
    return records;
  }

  @Override
  public int countRecentlyUpdated(ObjectTypeId type, long since, int most) {
    byte[] prefix = keys.type(type);
    int count = 0;
    try (Cursor index = source().cursor(Family.UPDATED, prefix, prefix)) {
      while (count < most && index.next() && Keys.updatedAt(index.key()) >= since) {
        count++;
      }
    }
    return count;
  }

  @Override
  public OptionalLong findUnique(ObjectTypeId type, String property, String value) {
    byte[] holder = source().get(Family.UNIQUE, keys.unique(type, property, value));
    return holder == null ? OptionalLong.empty() : OptionalLong.of(Keys.toLong(holder));
  }

  @Override
  public List<PropertyValue> history(ObjectRef ref, String property) {
    List<PropertyValue> versions = new ArrayList<>();
    byte[] prefix = keys.history(ref, property);
    try (Cursor rows = source().cursor(Family.HISTORY, prefix, prefix)) {
      while (rows.next()) {
        versions.add(ValueCodec.decode(rows.value()));
      }
    }
    return versions;
  }

  @Override
  public List<Link> associations(ObjectRef from, ObjectTypeId toType, long afterToId, int limit) {
    byte[] prefix = keys.targets(from, toType);
    byte[] start = afterToId < 0 ? prefix : keys.pair(from, toType, afterToId + 1);
    return links(prefix, start, limit);
  }

  @Override
  public List<Link> associations(ObjectRef from) {
    byte[] prefix = keys.record(from);
    return links(prefix, prefix, Integer.MAX_VALUE);
  }

  @Override
  public Map<ObjectRef, List<Link>> associationsOfEach(Collection<ObjectRef> from) {
    if (from.isEmpty()) {
      return Map.of();
    }
    List<byte[]> prefixes = new ArrayList<>(from.size());
    for (ObjectRef ref : from) {
      prefixes.add(keys.record(ref));
    }
    prefixes.sort(Arrays::compareUnsigned);
    Map<ObjectRef, List<Link>> links = new HashMap<>();
    int next = 0;
    while (next < prefixes.size()) {
      int end = next + 1;
      while (end < prefixes.size() && Keys.near(prefixes.get(end - 1), prefixes.get(end))) {
        end++;
      }
      next = addLinks(prefixes, next, end, links);
    }
    return links;
  }

  /// Adds the links of records that are near each other, in the order of their keys. One cursor
  /// walks on as long as it does not pass over much: opening one costs more than the links of most
  /// records. It does not look behind the last one, where removed links may be in its way.
  ///
  /// @param end the index behind the last of the records
  /// @return the index of the first record whose links are left
  private int addLinks(
      List<byte[]> prefixes, int first, int end, Map<ObjectRef, List<Link>> links) {
    byte[] bound = Objects.requireNonNull(Keys.after(prefixes.get(end - 1)));
    try (Cursor rows = source().ascending(Family.ASSOCIATION, prefixes.get(first), bound)) {
      boolean more = rows.next();
      for (int i = first; i < end; i++) {
        byte[] prefix = prefixes.get(i);
        for (int passed = 0; more && Arrays.compareUnsigned(rows.key(), prefix) < 0; passed++) {
          if (passed == MOST_PASSED) {
            return i;
          }
          more = rows.next();
        }
        if (more && StoredCursor.startsWith(rows.key(), prefix)) {
          LinkRows found = new LinkRows(Integer.MAX_VALUE);
          while (more && StoredCursor.startsWith(rows.key(), prefix)) {
            found.add(rows.key());
            more = rows.next();
          }
          links.put(Keys.ref(prefix), found.links());
        }
      }
      return end;
    }
  }

  @Override
  public List<AssociationKey> associationsBetween(ObjectRef from, ObjectRef to) {
    byte[] prefix = keys.pair(from, to);
    try (Cursor rows = source().cursor(Family.ASSOCIATION, prefix, prefix)) {
      if (!rows.next()) {
        return List.of();
      }
      List<AssociationKey> types = new ArrayList<>(2);
      do {
        types.add(Keys.associationKey(rows.key()));
      } while (rows.next());
      return types;
    }
  }

  @Override
  public long countAssociations(ObjectRef from, ObjectTypeId toType) {
    byte[] prefix = keys.targets(from, toType);
    long count = 0;
    long last = -1;
    try (Cursor rows = source().cursor(Family.ASSOCIATION, prefix, prefix)) {
      while (rows.next()) {
        long target = Keys.targetId(rows.key());
        if (target != last) {
          count++;
          last = target;
        }
      }
    }
    return count;
  }

  @Override
  public List<LoggedChange> changesAfter(long sequence, int limit) {
    List<LoggedChange> changes = new ArrayList<>();
    byte[] prefix = keys.portal();
    byte[] start = keys.change(Math.max(sequence, -1) + 1);
    try (Cursor rows = source().cursor(Family.CHANGE, prefix, start)) {
      while (changes.size() < limit && rows.next()) {
        changes.add(ChangeCodec.decode(Keys.sequence(rows.key()), rows.value()));
      }
    }
    return changes;
  }

  /// One writer at a time leaves nothing to be settled.
  @Override
  public List<LoggedChange> unsettledChanges() {
    return List.of();
  }

  @Override
  public Optional<byte[]> document(String kind, String name) {
    // A copy: what is pending must not change with the caller's array.
    return Optional.ofNullable(source().get(Family.DOCUMENT, keys.document(kind, name)))
        .map(byte[]::clone);
  }

  @Override
  public Map<String, byte[]> documents(String kind) {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    byte[] prefix = keys.documents(kind);
    try (Cursor rows = source().cursor(Family.DOCUMENT, prefix, prefix)) {
      while (rows.next()) {
        documents.put(Keys.name(rows.key(), prefix.length), rows.value().clone());
      }
    }
    return Collections.unmodifiableMap(documents);
  }

  @Override
  public Map<String, byte[]> documents(String kind, NameRange range, boolean backwards, int limit) {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    byte[] prefix = keys.documents(kind);
    byte[] start = keys.document(kind, range.from());
    byte[] end = keys.document(kind, range.before());
    if (Arrays.compareUnsigned(start, end) >= 0) {
      return Map.of();
    }
    try (Cursor rows =
        backwards
            ? source().descending(Family.DOCUMENT, start, end)
            : source().cursor(Family.DOCUMENT, prefix, start)) {
      while (documents.size() < limit
          && rows.next()
          && Arrays.compareUnsigned(rows.key(), end) < 0) {
        documents.put(Keys.name(rows.key(), prefix.length), rows.value().clone());
      }
    }
    return Collections.unmodifiableMap(documents);
  }

  private List<Link> links(byte[] prefix, byte[] start, int limit) {
    LinkRows found = new LinkRows(limit);
    try (Cursor rows = source().cursor(Family.ASSOCIATION, prefix, start)) {
      boolean more = true;
      while (more && rows.next()) {
        more = found.add(rows.key());
      }
    }
    return found.links();
  }

  private @Nullable CrmRecord live(ObjectRef ref) {
    byte[] key = keys.record(ref);
    byte[] time = source().get(Family.LIVE, key);
    return time == null ? null : stored(ref, Keys.toLong(time));
  }

  private CrmRecord stored(ObjectRef ref, long updatedAt) {
    byte[] stored = source().get(Family.RECORD, keys.record(ref));
    if (stored == null) {
      throw new IllegalStateException(ref + " has a time but is not stored");
    }
    return RecordCodec.decode(ref, stored, updatedAt);
  }
}
