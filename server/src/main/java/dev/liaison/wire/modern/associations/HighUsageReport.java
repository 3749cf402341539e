package dev.liaison.wire.modern.associations;

import dev.liaison.crm.Crm;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.export.Export;
import dev.liaison.crm.export.ExportRequest;
import dev.liaison.crm.export.Exports;
import dev.liaison.crm.owner.Owner;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.ObjectScopes;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.Version;
import dev.liaison.wire.modern.exports.ExportsApi;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins the report of records with many associations (modern-api.md 3.2). Upstream mails it to
/// the user; here it is an export, and the header `Link` says where it is told how far that is.
/// Safe for concurrent use.
public final class HighUsageReport {

  private static final Logger LOG = LoggerFactory.getLogger(HighUsageReport.class);

  private final Crm crm;
  private final Exports exports;
  private final ModernErrors errors;
  private final ScopeRule read;

  public HighUsageReport(Crm crm, Exports exports, ModernErrors errors) {
    this.crm = crm;
    this.exports = exports;
    this.errors = errors;
    this.read = new ObjectScopes(crm.catalogues()).readAny();
  }

  public List<Route> routes() {
    return Version.WITH_LABELS.stream().map(this::route).toList();
  }

  private Route route(Version version) {
    return new ModernArea("Associations", version, version.associations(), errors)
        .route(
            "POST", "/usage/high-usage-report/{userId}", read, request -> start(request, version));
  }

  private Response start(Request request, Version version) {
    long userId = RecordIds.ofPath(request.parameter("userId"));
    Owner user =
        crm.owners()
            .findUser(request.caller().portal(), userId)
            .filter(owner -> !owner.archived())
            .orElseThrow(
                () -> new CrmException(new Problem.NoSuchThing("user", Long.toString(userId))));
    Export export = exports.start(request.caller(), new ExportRequest.OfHighUsage());
    LOG.info("export {} is the high usage report that user {} is to get", export.id(), userId);
    Version told = version.equals(Version.V4) ? Version.V3 : version;
    String status = ExportsApi.statusAddress(request, told, export);
    return Response.json(200, answer(user, export))
        .with("Link", "<" + status + ">; rel=\"status\"");
  }

  /// A `ReportCreationResponse`.
  private static byte[] answer(Owner user, Export export) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("enqueueTime", Times.isoDateTime(export.requestedAt()));
          json.writeNumberProperty("userId", user.userId());
          json.writeStringProperty("userEmail", user.email());
          json.writeEndObject();
        });
  }
}
