package dev.liaison.crm.imports;

import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.List;

/// An import and how far it is.
///
/// @param files the names of its files
/// @param types the object types it is about
/// @param list of the contacts that it brings in, 0 for none
/// @param createdAt epoch milliseconds, as `updatedAt`
/// @param updatedAt when the work was last seen going on, or ended
/// @param reason why it failed, `""` where it did not
public record Import(
    long id,
    String name,
    List<String> files,
    List<ObjectTypeId> types,
    long list,
    State state,
    long createdAt,
    long updatedAt,
    Counters counters,
    String reason) {

  /// How far an import can be.
  public enum State {
    STARTED,
    PROCESSING,
    DONE,
    FAILED,
    CANCELED;

    public boolean over() {
      return this == DONE || this == FAILED || this == CANCELED;
    }
  }

  /// What an import has done so far.
  ///
  /// @param values property values that were written
  /// @param errors also those that are not kept
  public record Counters(long rows, long created, long updated, long values, long errors) {

    static final Counters NONE = new Counters(0, 0, 0, 0, 0);
  }

  /// How long work can stand still before it is taken for lost with its server.
  private static final long PATIENCE = 60_000;

  static Import started(long id, ImportRequest request, long list, long at) {
    List<String> files = request.files().stream().map(ImportRequest.SourceFile::name).toList();
    return new Import(
        id, request.name(), files, request.types(), list, State.STARTED, at, at, Counters.NONE, "");
  }

  Import at(State newState, Counters newCounters, long at) {
    return new Import(id, name, files, types, list, newState, createdAt, at, newCounters, reason);
  }

  Import failed(String why, Counters newCounters, long at) {
    return new Import(id, name, files, types, list, State.FAILED, createdAt, at, newCounters, why);
  }

  /// This import, or that it failed, when the server that worked at it is gone.
  Import seenAt(long now) {
    return !state.over() && now - updatedAt > PATIENCE
        ? failed("The server that worked at it was stopped", counters, updatedAt)
        : this;
  }

  byte[] document() {
    return new Document.Writer()
        .number("id", id)
        .text("name", name)
        .texts("file", files)
        .texts("type", types.stream().map(ObjectTypeId::toString).toList())
        .number("list", list)
        .row("state", state)
        .number("created", createdAt)
        .number("updated", updatedAt)
        .row(
            "counters",
            counters.rows(),
            counters.created(),
            counters.updated(),
            counters.values(),
            counters.errors())
        .text("reason", reason)
        .bytes();
  }

  static Import of(byte[] content) {
    Document document = Document.of(content);
    List<Long> counts = document.rows("counters").getFirst().stream().map(Long::parseLong).toList();
    return new Import(
        document.number("id"),
        document.textOr("name", ""),
        document.texts("file"),
        document.texts("type").stream()
            .map(type -> ObjectTypeId.parse(type).orElseThrow())
            .toList(),
        document.number("list"),
        State.valueOf(document.text("state")),
        document.number("created"),
        document.number("updated"),
        new Counters(counts.get(0), counts.get(1), counts.get(2), counts.get(3), counts.get(4)),
        document.textOr("reason", ""));
  }
}
