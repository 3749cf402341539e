package dev.liaison.wire.modern.account;

import dev.liaison.crm.Account;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Handler;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.limits.DayUsage;
import dev.liaison.limits.RateLimits;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.modern.ModernArea;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What the account is and what its apps have used of the day's calls (modern-api.md 3.11). Safe
/// for concurrent use.
public final class AccountInfo {

  private final InstantSource clock;
  private final Account account;
  private final RateLimits limits;
  private final ModernErrors errors;

  public AccountInfo(InstantSource clock, Account account, RateLimits limits, ModernErrors errors) {
    this.clock = clock;
    this.account = account;
    this.limits = limits;
    this.errors = errors;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Version version : Version.WITH_OBJECTS) {
      routes.add(route(version, "/details", this::details));
      routes.add(route(version, "/api-usage/daily/private-apps", this::usage));
    }
    routes.add(route(Version.V3, "/api-usage/daily", this::usage));
    return routes;
  }

  private Route route(Version version, String path, Handler handler) {
    return new ModernArea("Account info", version, "/account-info/" + version.name(), errors)
        .route("GET", path, ScopeRule.NONE, handler);
  }

  /// The domain of the pages and the place of the data are those of this server.
  private Response details(Request request) {
    Instant now = clock.instant();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("portalId", request.caller().portal());
              json.writeStringProperty("accountType", "STANDARD");
              json.writeStringProperty("timeZone", account.timeZone().getId());
              json.writeStringProperty("companyCurrency", account.currency().getCurrencyCode());
              json.writeArrayPropertyStart("additionalCurrencies");
              json.writeEndArray();
              json.writeStringProperty("utcOffset", account.offsetText(now));
              json.writeNumberProperty(
                  "utcOffsetMilliseconds", account.offset(now).getTotalSeconds() * 1000);
              json.writeStringProperty("uiDomain", request.header("Host").orElse("localhost"));
              json.writeStringProperty("dataHostingLocation", "self-hosted");
              json.writeEndObject();
            }));
  }

  private Response usage(Request request) {
    DayUsage usage = limits.today(request.grant().app());
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayPropertyStart("results");
              json.writeStartObject();
              json.writeStringProperty("name", "private-apps-api-calls-daily");
              json.writeNumberProperty("usageLimit", usage.limit());
              json.writeNumberProperty("currentUsage", usage.calls());
              json.writeStringProperty("collectedAt", Times.isoDateTime(clock.millis()));
              json.writeStringProperty("fetchStatus", "SUCCESS");
              json.writeStringProperty("resetsAt", Times.isoDateTime(usage.resetsAt()));
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
