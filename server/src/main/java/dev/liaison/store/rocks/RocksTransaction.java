package dev.liaison.store.rocks;

import dev.liaison.crm.Change;
import dev.liaison.crm.Transaction;
import dev.liaison.crm.association.Association;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Reads and writes one portal in the pending writes of a batch.
final class RocksTransaction extends RocksSnapshot implements Transaction {

  private static final byte[] PRESENT = new byte[0];
  private static final long NOT_LIVE = Long.MIN_VALUE;

  private final PendingWrites pending;

  /// `updatedAt` of records that this transaction asked for: a record is mostly checked first and
  /// touched later.
  private final Map<ObjectRef, Long> updatedAt = new HashMap<>();

  RocksTransaction(long portal, PendingWrites pending) {
    super(portal, pending);
    this.pending = pending;
  }

  @Override
  public List<ObjectRef> missing(Collection<ObjectRef> refs) {
    List<ObjectRef> missing = List.of();
    for (ObjectRef ref : refs) {
      if (updatedAt(ref) == NOT_LIVE) {
        if (missing.isEmpty()) {
          missing = new ArrayList<>();
        }
        missing.add(ref);
      }
    }
    return missing;
  }

  @Override
  public void put(CrmRecord record) {
    ObjectRef ref = record.ref();
    byte[] key = keys.record(ref);
    long before = updatedAt(ref);
    if (record.archived()) {
      if (before != NOT_LIVE) {
        removeLive(ref, key, before);
      }
      writes().put(Family.ARCHIVED, key, RecordCodec.encode(record));
      return;
    }
    if (before == NOT_LIVE && source().get(Family.ARCHIVED, key) != null) {
      writes().remove(Family.ARCHIVED, key);
    }
    writes().put(Family.RECORD, key, RecordCodec.encode(record));
    move(ref, before, record.updatedAt());
  }

  @Override
  public void remove(ObjectRef ref) {
    byte[] key = keys.record(ref);
    long before = updatedAt(ref);
    if (before != NOT_LIVE) {
      removeLive(ref, key, before);
    }
    if (source().get(Family.ARCHIVED, key) != null) {
      writes().remove(Family.ARCHIVED, key);
    }
    List<byte[]> versions = new ArrayList<>();
    try (Cursor rows = source().cursor(Family.HISTORY, key, key)) {
      while (rows.next()) {
        versions.add(rows.key());
      }
    }
    versions.forEach(version -> writes().remove(Family.HISTORY, version));
  }

  private void removeLive(ObjectRef ref, byte[] key, long before) {
    writes().remove(Family.RECORD, key);
    writes().remove(Family.LIVE, key);
    writes().remove(Family.UPDATED, keys.updated(ref, before));
    updatedAt.put(ref, NOT_LIVE);
  }

  @Override
  public void touch(Collection<ObjectRef> refs, long at) {
    for (ObjectRef ref : refs) {
      long before = updatedAt(ref);
      if (before != NOT_LIVE && before < at) {
        move(ref, before, at);
      }
    }
  }

  @Override
  public void addHistory(ObjectRef ref, String property, PropertyValue earlier) {
    byte[] key = keys.history(ref, property, earlier.stamp().at(), writes().nextSequence());
    writes().put(Family.HISTORY, key, ValueCodec.encode(earlier));
  }

  @Override
  public OptionalLong claimUnique(ObjectTypeId type, String property, String value, long id) {
    byte[] key = keys.unique(type, property, value);
    byte[] holder = writes().get(Family.UNIQUE, key);
    if (holder == null) {
      writes().put(Family.UNIQUE, key, Keys.ofLong(id));
      return OptionalLong.empty();
    }
    long held = Keys.toLong(holder);
    return held == id ? OptionalLong.empty() : OptionalLong.of(held);
  }

  @Override
  public void releaseUnique(ObjectTypeId type, String property, String value, long id) {
    byte[] key = keys.unique(type, property, value);
    byte[] holder = writes().get(Family.UNIQUE, key);
    if (holder != null && Keys.toLong(holder) == id) {
      writes().remove(Family.UNIQUE, key);
    }
  }

  @Override
  public void putAssociations(Collection<Association> associations) {
    // Without a look whether it is there: the key says all, and writing it again changes nothing.
    for (Association link : associations) {
      writes()
          .put(Family.ASSOCIATION, keys.association(link.from(), link.to(), link.key()), PRESENT);
      writes()
          .put(
              Family.ASSOCIATION,
              keys.association(link.to(), link.from(), link.inverseKey()),
              PRESENT);
    }
  }

  @Override
  public void removeAssociations(Collection<Association> associations) {
    for (Association link : associations) {
      writes().remove(Family.ASSOCIATION, keys.association(link.from(), link.to(), link.key()));
      writes()
          .remove(Family.ASSOCIATION, keys.association(link.to(), link.from(), link.inverseKey()));
    }
  }

  @Override
  public void append(Change change, long at, String source) {
    writes()
        .put(
            Family.CHANGE,
            keys.change(writes().nextSequence()),
            ChangeCodec.encode(change, at, source));
  }

  @Override
  public void putDocument(String kind, String name, byte[] content) {
    writes().put(Family.DOCUMENT, keys.document(kind, name), content.clone());
  }

  @Override
  public void removeDocument(String kind, String name) {
    writes().remove(Family.DOCUMENT, keys.document(kind, name));
  }

  /// The pending writes, after the check that the closure still runs.
  private PendingWrites writes() {
    source();
    return pending;
  }

  private long updatedAt(ObjectRef ref) {
    Long known = updatedAt.get(ref);
    if (known == null) {
      byte[] stored = source().get(Family.LIVE, keys.record(ref));
      known = stored == null ? NOT_LIVE : Keys.toLong(stored);
      updatedAt.put(ref, known);
    }
    return known;
  }

  private void move(ObjectRef ref, long before, long at) {
    updatedAt.put(ref, at);
    if (before == at) {
      return;
    }
    if (before != NOT_LIVE) {
      writes().remove(Family.UPDATED, keys.updated(ref, before));
    }
    writes().put(Family.LIVE, keys.record(ref), Keys.ofLong(at));
    writes().put(Family.UPDATED, keys.updated(ref, at), PRESENT);
  }
}
