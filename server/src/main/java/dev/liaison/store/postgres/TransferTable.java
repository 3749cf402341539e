package dev.liaison.store.postgres;

import dev.liaison.crm.association.AssociationKey;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.transfer.Item;
import dev.liaison.crm.transfer.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// The tables as items that can be moved: how each is read along a key, and what is written to it.
/// A position is the key of the last row, field by field, texts in base 64.
enum TransferTable {
  RECORD(
      "record",
      "archived_at is null",
      RecordForm.COLUMNS + ", portal",
      List.of(
          new Column("portal", 9, false), new Column("type", 2, true), new Column("id", 1, false))),
  ARCHIVED("record", "archived_at is not null", RECORD.columns, RECORD.key),
  HISTORY(
      "property_history",
      "",
      "value, at, source, source_id, user_id, record_id, portal, type, property, sequence",
      List.of(
          new Column("record_id", 6, false),
          new Column("portal", 7, false),
          new Column("type", 8, true),
          new Column("property", 9, true),
          new Column("at", 2, false),
          new Column("sequence", 10, false))),
  UNIQUE(
      "unique_value",
      "",
      "value, portal, type, property, record_id",
      List.of(
          new Column("value", 1, true),
          new Column("portal", 2, false),
          new Column("type", 3, true),
          new Column("property", 4, true))),
  ASSOCIATION(
      "association",
      "",
      "from_id, portal, from_type, to_type, to_id, category, type_id",
      List.of(
          new Column("from_id", 1, false),
          new Column("portal", 2, false),
          new Column("from_type", 3, true),
          new Column("to_type", 4, true),
          new Column("to_id", 5, false),
          new Column("category", 6, true),
          new Column("type_id", 7, false))),
  CHANGE("change", "", ChangeForm.COLUMNS + ", portal", List.of(new Column("sequence", 1, false))),
  DOCUMENT(
      "document",
      "",
      "portal, kind, name, content",
      List.of(
          new Column("portal", 1, false),
          new Column("kind", 2, true),
          new Column("name", 3, true)));

  /// Takes what the planner has to know of all of them.
  static final String ANALYZE =
      "analyze record, property_history, unique_value, association, change, document";

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder();
  private static final Base64.Decoder OF_TEXT = Base64.getUrlDecoder();

  private final String table;
  private final String where;
  private final String columns;

  /// Never changed, which the compiler cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Column> key;

  /// @param number of it in the answer
  private record Column(String name, int number, boolean text) {

    String parameter() {
      return name.equals("category") ? "?::association_category" : "?";
    }
  }

  /// @param where which rows; empty for all
  /// @param columns that are read and written
  /// @param key that has an index in this order
  TransferTable(String table, String where, String columns, List<Column> key) {
    this.table = table;
    this.where = where;
    this.columns = columns;
    this.key = key;
  }

  static TransferTable of(Kind kind) {
    return switch (kind) {
      case RECORD -> RECORD;
      case ARCHIVED -> ARCHIVED;
      case HISTORY -> HISTORY;
      case UNIQUE -> UNIQUE;
      case ASSOCIATION -> ASSOCIATION;
      case CHANGE -> CHANGE;
      case DOCUMENT -> DOCUMENT;
    };
  }

  String count() {
    return "select count(*) from " + table + (where.isEmpty() ? "" : " where " + where);
  }

  /// Rows behind a position, which is what its first parameters are; the last is the most rows.
  ///
  /// @param first whether there is no position yet
  String page(boolean first) {
    String names = key.stream().map(Column::name).collect(Collectors.joining(", "));
    String values = key.stream().map(Column::parameter).collect(Collectors.joining(", "));
    String behind = first ? "" : "(" + names + ") > (" + values + ")";
    String both = where.isEmpty() || first ? where + behind : where + " and " + behind;
    return "select "
        + columns
        + " from "
        + table
        + (both.isEmpty() ? "" : " where " + both)
        + " order by "
        + names
        + " limit ?";
  }

  /// @return the number of the parameter that follows
  int bindPosition(PreparedStatement statement, String position) throws SQLException {
    int place = 1;
    if (!position.isEmpty()) {
      for (String field : position.split(",", -1)) {
        if (key.get(place - 1).text()) {
          statement.setString(place, new String(OF_TEXT.decode(field), StandardCharsets.UTF_8));
        } else {
          statement.setLong(place, Long.parseLong(field));
        }
        place++;
      }
    }
    return place;
  }

  String position(Rows rows) {
    return key.stream().map(column -> field(rows, column)).collect(Collectors.joining(","));
  }

  private static String field(Rows rows, Column column) {
    return column.text()
        ? TEXT.encodeToString(rows.text(column.number()).getBytes(StandardCharsets.UTF_8))
        : Long.toString(rows.number(column.number()));
  }

  Item read(Rows rows) {
    return switch (this) {
      case RECORD, ARCHIVED -> new Item.Stored(rows.number(9), RecordForm.read(rows));
      case HISTORY ->
          new Item.Version(
              rows.number(7),
              new ObjectRef(type(rows, 8), rows.number(6)),
              rows.text(9),
              RecordForm.version(rows),
              rows.number(10));
      case UNIQUE ->
          new Item.Claim(rows.number(2), type(rows, 3), rows.text(4), rows.text(1), rows.number(5));
      case ASSOCIATION ->
          new Item.Linked(
              rows.number(2),
              new ObjectRef(type(rows, 3), rows.number(1)),
              new ObjectRef(type(rows, 4), rows.number(5)),
              new AssociationKey(
                  AssociationKey.Category.valueOf(rows.text(6)), Math.toIntExact(rows.number(7))));
      case CHANGE -> new Item.Logged(rows.number(8), ChangeForm.read(rows));
      case DOCUMENT -> new Item.Document(rows.number(1), rows.text(2), rows.text(3), rows.bytes(4));
    };
  }

  private static ObjectTypeId type(Rows rows, int column) {
    return RecordForm.type(rows.text(column));
  }

  /// Takes what [CopyText#lines] makes.
  String copy() {
    return "copy " + table + " (" + columns + ") from stdin";
  }
}
