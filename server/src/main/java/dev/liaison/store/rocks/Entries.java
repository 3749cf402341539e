package dev.liaison.store.rocks;

import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.transfer.Item;
import dev.liaison.crm.transfer.Kind;
import dev.liaison.crm.transfer.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// What is stored, of all portals, as items that can be moved.
final class Entries {

  private static final byte[] EVERYTHING = {};
  private static final byte[] PRESENT = {};

  /// Bound of the values in a page.
  private static final int MOST_BYTES = 4 << 20;

  private final Database database;

  Entries(Database database) {
    this.database = database;
  }

  /// Where the items of a kind are.
  static Family family(Kind kind) {
    return switch (kind) {
      case RECORD -> Family.RECORD;
      case ARCHIVED -> Family.ARCHIVED;
      case HISTORY -> Family.HISTORY;
      case UNIQUE -> Family.UNIQUE;
      case ASSOCIATION -> Family.ASSOCIATION;
      case CHANGE -> Family.CHANGE;
      case DOCUMENT -> Family.DOCUMENT;
    };
  }

  /// @param start the first key of the page, or one before it
  /// @param position the word for a key
  Page page(Kind kind, byte[] start, int most, Function<byte[], String> position) {
    List<Item> items = new ArrayList<>();
    byte[] last = start;
    int bytes = 0;
    try (Cursor rows = database.scan(family(kind), EVERYTHING, start);
        Cursor times = database.scan(Family.LIVE, EVERYTHING, start)) {
      while (items.size() < most && bytes < MOST_BYTES && rows.next()) {
        last = rows.key();
        byte[] value = kind == Kind.ASSOCIATION ? PRESENT : rows.value();
        bytes += value.length;
        items.add(kind == Kind.RECORD ? live(last, value, times) : item(kind, last, value));
      }
    }
    return new Page(items, position.apply(last));
  }

  private static Item live(byte[] key, byte[] value, Cursor times) {
    ObjectRef ref = Keys.ref(key);
    if (!times.next() || !Arrays.equals(times.key(), key)) {
      throw new IllegalStateException(ref + " is stored without its time");
    }
    return new Item.Stored(
        Keys.portal(key), RecordCodec.decode(ref, value, Keys.toLong(times.value())));
  }

  private static Item item(Kind kind, byte[] key, byte[] value) {
    return switch (kind) {
      case RECORD, ARCHIVED ->
          new Item.Stored(Keys.portal(key), RecordCodec.decode(Keys.ref(key), value));
      case HISTORY -> Keys.version(key, ValueCodec.decode(value));
      case UNIQUE -> Keys.claim(key, Keys.toLong(value));
      case ASSOCIATION ->
          new Item.Linked(
              Keys.portal(key), Keys.ref(key), Keys.target(key), Keys.associationKey(key));
      case CHANGE ->
          new Item.Logged(Keys.portal(key), ChangeCodec.decode(Keys.sequence(key), value));
      case DOCUMENT -> Keys.document(key, value);
    };
  }

  static void write(Item item, PendingWrites writes) {
    Keys keys = new Keys(item.portal());
    switch (item) {
      case Item.Stored(_, CrmRecord record) -> write(record, keys, writes);
      case Item.Version version ->
          writes.put(
              Family.HISTORY,
              keys.history(
                  version.ref(),
                  version.property(),
                  version.value().stamp().at(),
                  version.sequence()),
              ValueCodec.encode(version.value()));
      case Item.Claim claim ->
          writes.put(
              Family.UNIQUE,
              keys.unique(claim.type(), claim.property(), claim.value()),
              Keys.ofLong(claim.id()));
      case Item.Linked link ->
          writes.put(
              Family.ASSOCIATION, keys.association(link.from(), link.to(), link.key()), PRESENT);
      case Item.Logged(_, LoggedChange change) ->
          writes.put(
              Family.CHANGE,
              keys.change(change.sequence()),
              ChangeCodec.encode(change.change(), change.at(), change.source()));
      case Item.Document document ->
          writes.put(
              Family.DOCUMENT,
              keys.document(document.collection(), document.name()),
              document.content());
    }
  }

  private static void write(CrmRecord record, Keys keys, PendingWrites writes) {
    byte[] key = keys.record(record.ref());
    byte[] stored = RecordCodec.encode(record);
    if (record.archived()) {
      writes.put(Family.ARCHIVED, key, stored);
      return;
    }
    writes.put(Family.RECORD, key, stored);
    writes.put(Family.LIVE, key, Keys.ofLong(record.updatedAt()));
    writes.put(Family.UPDATED, keys.updated(record.ref(), record.updatedAt()), PRESENT);
  }
}
