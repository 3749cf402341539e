package dev.liaison.wire.modern.exports;

import dev.liaison.crm.export.Export;
import dev.liaison.crm.export.Exports;
import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.RecordIds;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Answers the addresses that [DownloadLinks] makes, without credentials: it stands before routing.
/// Safe for concurrent use.
public final class ExportFiles implements Filter {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final Exports exports;
  private final ModernErrors errors;
  private final InstantSource clock;

  public ExportFiles(Exports exports, ModernErrors errors, InstantSource clock) {
    this.exports = exports;
    this.errors = errors;
    this.clock = clock;
  }

  @Override
  public Response apply(Request request, Handler next) {
    String path = request.path();
    if (!path.startsWith(DownloadLinks.PREFIX) || !READS.contains(request.method())) {
      return next.handle(request);
    }
    String[] ids = path.substring(DownloadLinks.PREFIX.length()).split("/", -1);
    OptionalLong portal = RecordIds.parse(ids[0]);
    OptionalLong id = ids.length == 2 ? RecordIds.parse(ids[1]) : OptionalLong.empty();
    Optional<Response> file =
        portal.isPresent() && id.isPresent()
            ? file(request, portal.getAsLong(), id.getAsLong())
            : Optional.empty();
    return file.orElseGet(
        () -> errors.refusal(new Refusal.NoSuchRoute(request.method(), path), request));
  }

  private Optional<Response> file(Request request, long portal, long id) {
    Optional<Export> export =
        exports.find(portal, id).filter(it -> it.state() == Export.State.DONE);
    if (export.isEmpty()
        || !DownloadLinks.good(portal, id, request.query(), exports.key(portal), clock.millis())) {
      return Optional.empty();
    }
    var format = export.get().request().format();
    String type =
        switch (format) {
          case CSV -> "text/csv;charset=utf-8";
          case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        };
    String name = "export-" + id + "." + format.extension();
    return Optional.of(
        new Response(200, type, List.of(), exports.file(portal, export.get()))
            .with("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }
}
