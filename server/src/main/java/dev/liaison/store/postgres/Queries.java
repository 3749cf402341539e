package dev.liaison.store.postgres;

import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.NameRange;
import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/// Every question to the tables of one portal. Each method adds one statement to a batch and hands
/// over what it answers once the batch has run.
final class Queries {

  private final long portal;

  Queries(long portal) {
    this.portal = portal;
  }

  /// Those of the records that are there, live or archived.
  void records(Batch batch, Collection<ObjectRef> refs, Consumer<CrmRecord> found) {
    String select = "select " + RecordForm.COLUMNS + " from record where portal = ? and id ";
    if (refs.size() == 1) {
      ObjectRef ref = refs.iterator().next();
      batch.add(
          rows -> each(rows, RecordForm::read, found),
          select + "= ? and type = ?",
          List.of(portal, ref.id(), ref.type().toString()));
    } else {
      // The ids of several types may meet: what was not asked for is left out by whoever asked.
      batch.add(
          rows -> each(rows, RecordForm::read, found),
          select + "= any(?)",
          List.of(portal, ids(refs)));
    }
  }

  /// Whether a record is live, and since when it is as it is.
  record State(ObjectRef ref, boolean live, long updatedAt) {}

  /// As [#records], without the values.
  void states(Batch batch, Collection<ObjectRef> refs, Consumer<State> found) {
    batch.add(
        rows ->
            each(
                rows,
                row ->
                    new State(
                        new ObjectRef(RecordForm.type(row.text(1)), row.number(2)),
                        row.flag(3),
                        row.number(4)),
                found),
        "select type, id, archived_at is null, updated_at from record where portal = ? and id ="
            + " any(?)",
        List.of(portal, ids(refs)));
  }

  void scan(
      Batch batch,
      ObjectTypeId type,
      boolean archived,
      long afterId,
      int limit,
      Consumer<CrmRecord> found) {
    batch.add(
        rows -> each(rows, RecordForm::read, found),
        "select "
            + RecordForm.COLUMNS
            + " from record where portal = ? and type = ? and archived_at is "
            + (archived ? "not null" : "null")
            + " and id > ? order by id limit ?",
        List.of(portal, type.toString(), afterId, limit));
  }

  void recentlyUpdated(
      Batch batch,
      ObjectTypeId type,
      long since,
      int offset,
      int limit,
      Consumer<CrmRecord> found) {
    batch.add(
        rows -> each(rows, RecordForm::read, found),
        "select "
            + RecordForm.COLUMNS
            + " from record where portal = ? and type = ? and archived_at is null and updated_at >="
            + " ? order by updated_at desc, id limit ? offset ?",
        List.of(portal, type.toString(), since, limit, offset));
  }

  void countRecentlyUpdated(
      Batch batch, ObjectTypeId type, long since, int most, Consumer<Long> found) {
    batch.add(
        rows -> each(rows, row -> row.number(1), found),
        "select count(*) from (select 1 from record where portal = ? and type = ? and archived_at"
            + " is null and updated_at >= ? limit ?) recent",
        List.of(portal, type.toString(), since, most));
  }

  void unique(Batch batch, UniqueKey key, Consumer<Long> found) {
    batch.add(
        rows -> each(rows, row -> row.number(1), found),
        "select record_id from unique_value where value = ? and portal = ? and type = ? and"
            + " property = ?",
        List.of(key.value(), portal, key.type().toString(), key.property()));
  }

  /// Newest first.
  void history(Batch batch, ObjectRef ref, String property, Consumer<PropertyValue> found) {
    batch.add(
        rows -> each(rows, RecordForm::version, found),
        "select value, at, source, source_id, user_id from property_history where record_id = ? and"
            + " portal = ? and type = ? and property = ? order by at desc, sequence desc",
        List.of(ref.id(), portal, ref.type().toString(), property));
  }

  /// One row of the table of links.
  record LinkRow(ObjectRef from, ObjectRef to, AssociationKey key) {}

  private static final String LINKS =
      "select to_type, to_id, category, type_id from association where from_id = ? and portal = ?"
          + " and from_type = ?";

  private static final String IN_ORDER = " order by to_id, category, type_id";

  /// The links of a record to at most `limit` others of a type.
  void links(
      Batch batch,
      ObjectRef from,
      ObjectTypeId toType,
      long afterToId,
      int limit,
      Consumer<LinkRow> found) {
    // Two rows a record are plenty in most cases, and a link is never cut in two.
    String bounded =
        limit == Integer.MAX_VALUE
            ? ""
            : " and to_id <= coalesce((select max(to_id) from (select distinct to_id from"
                + " association where from_id = ? and portal = ? and from_type = ? and to_type = ?"
                + " and to_id > ? order by to_id limit ?) page), 0)";
    List<Object> values =
        new ArrayList<>(
            List.of(from.id(), portal, from.type().toString(), toType.toString(), afterToId));
    if (!bounded.isEmpty()) {
      values.addAll(List.copyOf(values));
      values.add(limit);
    }
    batch.add(
        rows -> each(rows, row -> link(from, row), found),
        LINKS + " and to_type = ? and to_id > ?" + bounded + IN_ORDER,
        values);
  }

  /// All links of a record.
  void links(Batch batch, ObjectRef from, Consumer<LinkRow> found) {
    batch.add(
        rows -> each(rows, row -> link(from, row), found),
        LINKS,
        List.of(from.id(), portal, from.type().toString()));
  }

  /// All links of each of the records, and of others that have their ids.
  void linksOfEach(Batch batch, Collection<ObjectRef> from, Consumer<LinkRow> found) {
    batch.add(
        rows ->
            each(
                rows,
                row -> link(new ObjectRef(RecordForm.type(row.text(6)), row.number(5)), row),
                found),
        "select to_type, to_id, category, type_id, from_id, from_type from association where"
            + " from_id = any(?) and portal = ?",
        List.of(ids(from), portal));
  }

  /// The links between records of two types: each of the first with each of the second.
  void linksBetween(
      Batch batch,
      ObjectTypeId fromType,
      long[] from,
      ObjectTypeId toType,
      long[] to,
      Consumer<LinkRow> found) {
    batch.add(
        rows -> each(rows, row -> link(new ObjectRef(fromType, row.number(5)), row), found),
        "select to_type, to_id, category, type_id, from_id from association where from_id = any(?)"
            + " and portal = ? and from_type = ? and to_type = ? and to_id = any(?)",
        List.of(from, portal, fromType.toString(), toType.toString(), to));
  }

  void countLinks(Batch batch, ObjectRef from, ObjectTypeId toType, Consumer<Long> found) {
    batch.add(
        rows -> each(rows, row -> row.number(1), found),
        "select count(distinct to_id) from association where from_id = ? and portal = ? and"
            + " from_type = ? and to_type = ?",
        List.of(from.id(), portal, from.type().toString(), toType.toString()));
  }

  /// Up to the first transaction that still runs: what it has to add may be in front of what others
  /// have committed since. `sequence` is ordered by the number of the transaction, see
  /// [PendingLog].
  void changes(Batch batch, long offset, long sequence, int limit, Consumer<LoggedChange> found) {
    batch.add(
        rows -> each(rows, ChangeForm::read, found),
        "select "
            + ChangeForm.COLUMNS
            + " from change where portal = ? and sequence > ? and sequence <"
            + " (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + ?) << "
            + PendingLog.SEQUENCE_BITS
            + " order by sequence limit ?",
        List.of(portal, sequence, offset, limit));
  }

  /// What [#changes] stops in front of.
  void unsettledChanges(Batch batch, long offset, Consumer<LoggedChange> found) {
    batch.add(
        rows -> each(rows, ChangeForm::read, found),
        "select "
            + ChangeForm.COLUMNS
            + " from change where portal = ? and sequence >="
            + " (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + ?) << "
            + PendingLog.SEQUENCE_BITS
            + " order by sequence",
        List.of(portal, offset));
  }

  void document(Batch batch, String kind, String name, Consumer<byte[]> found) {
    batch.add(
        rows -> each(rows, row -> row.bytes(1), found),
        "select content from document where portal = ? and kind = ? and name = ?",
        List.of(portal, kind, name));
  }

  void documents(Batch batch, String kind, Map<String, byte[]> found) {
    batch.add(
        rows -> {
          while (rows.next()) {
            found.put(rows.text(1), rows.bytes(2));
          }
        },
        "select name, content from document where portal = ? and kind = ? order by name",
        List.of(portal, kind));
  }

  void documents(
      Batch batch,
      String kind,
      NameRange range,
      boolean backwards,
      int limit,
      Map<String, byte[]> found) {
    batch.add(
        rows -> {
          while (rows.next()) {
            found.put(rows.text(1), rows.bytes(2));
          }
        },
        "select name, content from document where portal = ? and kind = ? and name >= ? and name <"
            + " ? order by name"
            + (backwards ? " desc" : "")
            + " limit ?",
        List.of(portal, kind, range.from(), range.before(), limit));
  }

  /// Rows as links, ascending by type and id of the target, each with its types in ascending order.
  static List<Link> links(Collection<LinkRow> rows) {
    Map<ObjectRef, TreeSet<AssociationKey>> byTarget = new TreeMap<>();
    rows.forEach(row -> byTarget.computeIfAbsent(row.to(), _ -> new TreeSet<>()).add(row.key()));
    List<Link> links = new ArrayList<>(byTarget.size());
    byTarget.forEach((to, keys) -> links.add(new Link(to, List.copyOf(keys))));
    return links;
  }

  static OptionalLong first(List<Long> ids) {
    return ids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ids.getFirst());
  }

  private static LinkRow link(ObjectRef from, Rows row) {
    return new LinkRow(
        from,
        new ObjectRef(RecordForm.type(row.text(1)), row.number(2)),
        new AssociationKey(
            AssociationKey.Category.valueOf(row.text(3)), Math.toIntExact(row.number(4))));
  }

  private static <T> void each(Rows rows, Function<Rows, T> form, Consumer<? super T> found) {
    while (rows.next()) {
      found.accept(form.apply(rows));
    }
  }

  private static long[] ids(Collection<ObjectRef> refs) {
    return refs.stream().mapToLong(ObjectRef::id).distinct().toArray();
  }
}
