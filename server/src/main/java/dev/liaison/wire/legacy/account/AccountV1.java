package dev.liaison.wire.legacy.account;

import dev.liaison.crm.Account;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Route;
import dev.liaison.http.ScopeRule;
import dev.liaison.limits.DayUsage;
import dev.liaison.limits.RateLimits;
import dev.liaison.wire.json.Json;
import dev.liaison.wire.legacy.LegacyArea;
import dev.liaison.wire.legacy.LegacyErrors;
import dev.liaison.wire.legacy.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What the account is, and what an app has used of the day's calls (legacy-api.md section 15).
public final class AccountV1 {

  private static final LegacyArea AREA =
      new LegacyArea(
          "Account v1",
          new LegacyErrors(Wording.COMMON),
          LegacyArea.NOTICED,
          "/docs/legacy/account.md");

  private final InstantSource clock;
  private final Account account;
  private final RateLimits limits;

  public AccountV1(InstantSource clock, Account account, RateLimits limits) {
    this.clock = clock;
    this.account = account;
    this.limits = limits;
  }

  public List<Route> routes() {
    return List.of(
        AREA.route(
            "GET", "/integrations/v1/me", ScopeRule.NONE, this::me, "GET /account-info/v3/details"),
        AREA.route(
            "GET",
            "/integrations/v1/limit/daily",
            ScopeRule.NONE,
            this::usage,
            "GET /account-info/v3/api-usage/daily/private-apps"));
  }

  private Response me(Request request) {
    Instant now = clock.instant();
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("portalId", request.caller().portal());
              json.writeStringProperty("timeZone", account.timeZone().getId());
              json.writeStringProperty("currency", account.currency().getCurrencyCode());
              json.writeNumberProperty(
                  "utcOffsetMilliseconds", account.offset(now).getTotalSeconds() * 1000);
              json.writeStringProperty("utcOffset", account.offsetText(now));
              json.writeEndObject();
            }));
  }

  private Response usage(Request request) {
    DayUsage usage = limits.today(request.grant().app());
    return Response.json(
        200,
        Json.write(
            json -> {
              json.writeStartArray();
              json.writeStartObject();
              json.writeStringProperty("name", "api-calls-daily");
              json.writeNumberProperty("usageLimit", usage.limit());
              json.writeNumberProperty("currentUsage", usage.calls());
              json.writeNumberProperty("collectedAt", clock.millis());
              json.writeStringProperty("fetchStatus", "SUCCESS");
              json.writeNumberProperty("resetsAt", usage.resetsAt());
              json.writeEndObject();
              json.writeEndArray();
            }));
  }
}
