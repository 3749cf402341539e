package dev.liaison.crm.export;

import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.table.TableFormat;
import java.util.Optional;

/// An export and how far it is.
///
/// @param requestedAt epoch milliseconds, as the other times; 0 where there is none yet
/// @param aliveAt when the work was last seen going on
/// @param records how many the file has so far
/// @param reason why it failed, `""` where it did not
public record Export(
    long id,
    ExportRequest request,
    State state,
    long requestedAt,
    long startedAt,
    long aliveAt,
    long completedAt,
    long records,
    String reason) {

  /// How far an export can be.
  public enum State {
    ENQUEUED,
    PROCESSING,
    DONE,
    FAILED
  }

  /// How long work can stand still before it is taken for lost with its server.
  private static final long PATIENCE = 60_000;

  /// Names the line of a document whose export is no export of records.
  private static final String HIGH_USAGE = "high-usage";

  static Export enqueued(long id, ExportRequest request, long at) {
    return new Export(id, request, State.ENQUEUED, at, 0, at, 0, 0, "");
  }

  Export processing(long at, long written) {
    long start = startedAt == 0 ? at : startedAt;
    return new Export(id, request, State.PROCESSING, requestedAt, start, at, 0, written, "");
  }

  Export done(long at, long written) {
    return new Export(id, request, State.DONE, requestedAt, startedAt, at, at, written, "");
  }

  Export failed(long at, String why) {
    return new Export(id, request, State.FAILED, requestedAt, startedAt, at, at, records, why);
  }

  /// This export, or that it failed, when the server that worked at it is gone.
  Export seenAt(long now) {
    boolean working = state == State.ENQUEUED || state == State.PROCESSING;
    return working && now - aliveAt > PATIENCE
        ? failed(aliveAt, "The server that worked at it was stopped")
        : this;
  }

  byte[] document() {
    var document = new Document.Writer().number("id", id);
    switch (request) {
      case ExportRequest.OfRecords records -> write(document, records);
      case ExportRequest.OfHighUsage() -> document.yes(HIGH_USAGE, true);
    }
    return document
        .row("state", state)
        .number("requested", requestedAt)
        .number("started", startedAt)
        .number("alive", aliveAt)
        .number("completed", completedAt)
        .number("records", records)
        .text("reason", reason)
        .bytes();
  }

  private static void write(Document.Writer document, ExportRequest.OfRecords request) {
    document
        .text("name", request.name())
        .row("type", request.type())
        .texts("property", request.properties())
        .optional("associated", request.associated())
        .optional("list", request.list())
        .row("format", request.format())
        .yes("internal-names", request.internalNames())
        .yes("internal-values", request.internalValues());
  }

  private static ExportRequest request(Document document) {
    return document.yes(HIGH_USAGE)
        ? new ExportRequest.OfHighUsage()
        : new ExportRequest.OfRecords(
            document.textOr("name", ""),
            ObjectTypeId.parse(document.text("type")).orElseThrow(),
            document.texts("property"),
            document.optional("associated").flatMap(ObjectTypeId::parse),
            Optional.empty(),
            document.optional("list").map(Long::valueOf),
            TableFormat.valueOf(document.text("format")),
            document.yes("internal-names"),
            document.yes("internal-values"));
  }

  static Export of(byte[] content) {
    Document document = Document.of(content);
    return new Export(
        document.number("id"),
        request(document),
        State.valueOf(document.text("state")),
        document.number("requested"),
        document.number("started"),
        document.number("alive"),
        document.number("completed"),
        document.number("records"),
        document.textOr("reason", ""));
  }
}
