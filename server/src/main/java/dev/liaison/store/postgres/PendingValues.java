package dev.liaison.store.postgres;

import dev.liaison.store.postgres.Batch.Absent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a transaction knows of unique values and documents, and what of it is still to be written.
final class PendingValues {

  /// Wakes the servers that keep documents in memory.
  static final String CHANNEL = "liaison_documents";

  private static final int ROWS = 500;

  private final Map<UniqueKey, OptionalLong> holders = new HashMap<>();
  private final Set<UniqueKey> claimed = new LinkedHashSet<>();
  private final Map<Document, Optional<byte[]>> documents = new LinkedHashMap<>();

  /// What a document is found by.
  record Document(String kind, String name) {}

  /// Null where it is not known.
  @Nullable OptionalLong holder(UniqueKey key) {
    return holders.get(key);
  }

  void learn(UniqueKey key, OptionalLong holder) {
    holders.put(key, holder);
  }

  void hold(UniqueKey key, OptionalLong holder) {
    holders.put(key, holder);
    claimed.add(key);
  }

  /// Whether this transaction wrote or removed it.
  boolean wrote(Document document) {
    return documents.containsKey(document);
  }

  /// What this transaction wrote.
  Optional<byte[]> document(Document document) {
    return documents.getOrDefault(document, Optional.empty());
  }

  void write(Document document, Optional<byte[]> content) {
    documents.put(document, content);
  }

  /// How many documents of a kind this transaction wrote or removed.
  int written(String kind) {
    return (int) documents.keySet().stream().filter(it -> it.kind().equals(kind)).count();
  }

  /// Lays what is pending over what the database has of a kind.
  void over(String kind, Map<String, byte[]> found) {
    documents.forEach(
        (document, content) -> {
          if (document.kind().equals(kind)) {
            content.ifPresentOrElse(
                bytes -> found.put(document.name(), bytes), () -> found.remove(document.name()));
          }
        });
  }

  Set<Document> changedDocuments() {
    return documents.keySet();
  }

  boolean isEmpty() {
    return claimed.isEmpty() && documents.isEmpty();
  }

  /// Adds the statements that write what is pending, which is then no longer.
  void flush(long portal, Batch batch) {
    List<UniqueKey> held = new ArrayList<>();
    for (UniqueKey key : claimed) {
      if (holders.getOrDefault(key, OptionalLong.empty()).isPresent()) {
        held.add(key);
      } else {
        batch.add(
            "delete from unique_value where value = ? and portal = ? and type = ? and property = ?",
            key.value(),
            portal,
            key.type().toString(),
            key.property());
      }
    }
    MultiRow.add(
        batch,
        held,
        ROWS,
        "insert into unique_value (value, portal, type, property, record_id) values ",
        "(?, ?, ?, ?, ?)",
        " on conflict (value, portal, type, property) do update set record_id ="
            + " excluded.record_id",
        (key, values) -> {
          values.accept(key.value());
          values.accept(portal);
          values.accept(key.type().toString());
          values.accept(key.property());
          values.accept(holders.getOrDefault(key, OptionalLong.empty()).orElseThrow());
        });
    claimed.clear();
    documents.forEach((document, content) -> write(portal, document, content, batch));
    documents.keySet().stream()
        .map(Document::kind)
        .distinct()
        .forEach(kind -> announce(portal, kind, batch));
    documents.clear();
  }

  private static void write(long portal, Document document, Optional<byte[]> content, Batch batch) {
    if (content.isPresent()) {
      batch.add(
          "insert into document (portal, kind, name, content) values (?, ?, ?, ?) on conflict"
              + " (portal, kind, name) do update set content = excluded.content",
          portal,
          document.kind(),
          document.name(),
          content.get());
    } else {
      batch.add(
          "delete from document where portal = ? and kind = ? and name = ?",
          portal,
          document.kind(),
          document.name());
    }
  }

  private static void announce(long portal, String kind, Batch batch) {
    batch.add(
        "insert into document_version as known (portal, kind, version) values (?, ?, 1) on conflict"
            + " (portal, kind) do update set version = known.version + 1",
        portal,
        kind);
    batch.add("select pg_notify('" + CHANNEL + "', '')");
  }

  /// The value of a column that may be empty.
  static Object orAbsent(@Nullable String text) {
    return text == null ? Absent.TEXT : text;
  }

  static Object orAbsent(@Nullable Long number) {
    return number == null ? Absent.BIGINT : number;
  }
}
