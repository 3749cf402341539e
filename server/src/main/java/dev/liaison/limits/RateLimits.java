package dev.liaison.limits;

import dev.liaison.http.Filter;
import dev.liaison.http.Handler;
import dev.liaison.http.Refusal;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.http.Response.Header;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts the calls of each app in windows of ten seconds and in days of the account's time zone,
/// refuses those over a limit, and tells the state in headers. Searches do not count and show none
/// (modern-api.md sections 6 and 10). Refused calls do not count. Safe for concurrent use.
public final class RateLimits implements Filter {

  private static final String PREFIX = "X-HubSpot-RateLimit-";
  private static final long WINDOW_MILLIS = 10_000;
  private static final long DAY_MILLIS = 86_400_000;

  /// What the headers say when nothing is limited: values that clients know (legacy-api.md section
  /// 3, recorded).
  private static final Limits UPSTREAM = new Limits(100, 250_000);

  private final Limits limits;
  private final boolean limited;
  private final Clock clock;
  private final List<Header> unlimitedHeaders;
  private final ZoneId timeZone;
  private final Map<String, Usage> usages = new ConcurrentHashMap<>();

  /// What is counted where nothing is limited.
  private final Map<String, Calls> calls = new ConcurrentHashMap<>();

  private record Limits(int perWindow, int perDay) {}

  private record Usage(long window, int inWindow, long day, int inDay, boolean refused) {}

  private record Calls(long day, LongAdder count) {}

  /// @param perTenSeconds 0 for no limit
  /// @param perDay 0 for no limit
  public RateLimits(int perTenSeconds, int perDay, ZoneId timeZone, Clock clock) {
    limited = perTenSeconds > 0 || perDay > 0;
    limits =
        new Limits(
            perTenSeconds > 0 ? perTenSeconds : Integer.MAX_VALUE,
            perDay > 0 ? perDay : Integer.MAX_VALUE);
    this.clock = clock;
    this.timeZone = timeZone;
    unlimitedHeaders =
        headers(UPSTREAM.perWindow, UPSTREAM.perDay, UPSTREAM.perWindow, UPSTREAM.perDay).stream()
            .map(header -> Header.constant(header.name(), header.value()))
            .toList();
  }

  @Override
  public Response apply(Request request, Handler next) {
    if (request.route().template().endsWith("/search")) {
      return next.handle(request);
    }
    if (!limited) {
      count(request.grant().app());
      return next.handle(request).with(unlimitedHeaders);
    }
    long now = clock.millis();
    Usage usage = usages.merge(request.grant().app(), first(now), (old, one) -> count(old, now));
    Response response = usage.refused ? refuse(request, usage, now) : next.handle(request);
    return response.with(headers(usage));
  }

  /// What an app has used of the day.
  public DayUsage today(String app) {
    long today = day(clock.millis());
    long made;
    if (limited) {
      Usage usage = usages.get(app);
      made = usage == null || usage.day != today ? 0 : usage.inDay;
    } else {
      Calls counted = calls.get(app);
      made = counted == null || counted.day != today ? 0 : counted.count.sum();
    }
    int limit = limits.perDay == Integer.MAX_VALUE ? UPSTREAM.perDay : limits.perDay;
    return new DayUsage(limit, made, begin(today + 1));
  }

  private void count(String app) {
    long today = day(clock.millis());
    Calls counted = calls.get(app);
    if (counted == null || counted.day != today) {
      counted =
          Objects.requireNonNull(
              calls.compute(
                  app,
                  (_, old) ->
                      old == null || old.day != today ? new Calls(today, new LongAdder()) : old));
    }
    counted.count.increment();
  }

  /// The day of the account's time zone, counted from 1970.
  private long day(long now) {
    long offset = timeZone.getRules().getOffset(Instant.ofEpochMilli(now)).getTotalSeconds();
    return Math.floorDiv(now + offset * 1000, DAY_MILLIS);
  }

  private long begin(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(timeZone).toInstant().toEpochMilli();
  }

  private Usage first(long now) {
    return new Usage(now / WINDOW_MILLIS, 1, day(now), 1, false);
  }

  private Usage count(Usage old, long now) {
    long window = now / WINDOW_MILLIS;
    long day = day(now);
    int inWindow = old.window == window ? old.inWindow : 0;
    int inDay = old.day == day ? old.inDay : 0;
    boolean refused = inWindow >= limits.perWindow || inDay >= limits.perDay;
    return refused
        ? new Usage(window, inWindow, day, inDay, true)
        : new Usage(window, inWindow + 1, day, inDay + 1, false);
  }

  private Response refuse(Request request, Usage usage, long now) {
    boolean daily = usage.inDay >= limits.perDay;
    long left = daily ? begin(usage.day + 1) - now : WINDOW_MILLIS - now % WINDOW_MILLIS;
    int retryAfter = (int) ((left + 999) / 1000);
    String policy = daily ? "DAILY" : "TEN_SECONDLY_ROLLING";
    Response response =
        request.route().family().refusal(new Refusal.RateLimited(policy, retryAfter), request);
    return response.has("Retry-After")
        ? response
        : response.with("Retry-After", Integer.toString(retryAfter));
  }

  private List<Header> headers(Usage usage) {
    int perWindow = limits.perWindow == Integer.MAX_VALUE ? UPSTREAM.perWindow : limits.perWindow;
    int perDay = limits.perDay == Integer.MAX_VALUE ? UPSTREAM.perDay : limits.perDay;
    return headers(
        perWindow,
        perDay,
        limits.perWindow == Integer.MAX_VALUE ? perWindow : perWindow - usage.inWindow,
        limits.perDay == Integer.MAX_VALUE ? perDay : perDay - usage.inDay);
  }

  /// The two `Secondly` headers are deprecated upstream, and nothing is limited by the second here:
  /// a tenth of the window's.
  private static List<Header> headers(int perWindow, int perDay, int leftInWindow, int leftInDay) {
    int secondly = Math.max(1, perWindow / 10);
    return List.of(
        header("Daily", perDay),
        header("Daily-Remaining", leftInDay),
        header("Interval-Milliseconds", (int) WINDOW_MILLIS),
        header("Max", perWindow),
        header("Remaining", leftInWindow),
        header("Secondly", secondly),
        header("Secondly-Remaining", Math.min(secondly, leftInWindow)));
  }

  private static Header header(String name, int value) {
    return new Header(PREFIX + name, Integer.toString(value));
  }
}
