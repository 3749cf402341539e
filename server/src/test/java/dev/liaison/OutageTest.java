package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.store.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// PostgreSQL goes away under a server that writes, and comes back: what is asked meanwhile is told
/// to come again, in its family's form and at once, and nothing that was acknowledged is lost.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OutageTest {

  private static final int WRITERS = 8;

  /// Long enough for a machine that does much else, and shorter than any wait for a connection.
  private static final Duration QUICK = Duration.ofSeconds(2);

  @Test
  void aServerOutlivesThatItsDatabaseIsStoppedAndKilled() throws Exception {
    try (TestPostgres postgres = TestPostgres.durable();
        ChildServer server = ChildServer.onPostgres(postgres.freshDatabase())) {
      List<Writer> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(new Writer(server.url()));
      }
      outage(server, writers, postgres::stop, postgres::start);
      outage(server, writers, postgres::kill, postgres::start);
      outage(server, writers, postgres::stop, postgres::start);
      assertEquals(0, server.stop());
    }
  }

  private static void outage(ChildServer server, List<Writer> writers, Runnable away, Runnable back)
      throws Exception {
    var load = new Load(writers);
    load.awaitAcknowledged(50);
    away.run();
    var probe = new ApiClient();
    awaitReady(probe, server, 503);
    checkRefusals(probe, server.url());
    load.awaitRefused(50);
    back.run();
    awaitReady(probe, server, 204);
    load.awaitAcknowledged(50);
    load.end();
    for (Writer writer : writers) {
      writer.check();
    }
    load.tell();
  }

  private static void awaitReady(ApiClient probe, ChildServer server, int status)
      throws InterruptedException {
    await(
        "ready is " + status,
        () -> probe.send("GET", server.url() + "/_liaison/ready", "").status() == status);
    assertEquals(204, probe.send("GET", server.url() + "/_liaison/live", "").status());
  }

  private static void checkRefusals(ApiClient probe, String url) {
    JsonNode legacy = refused(probe.send("GET", url + "/deals/v1/deal/1", ""));
    assertEquals("The service is unavailable just now", legacy.get("message").asString());
    JsonNode modern = refused(probe.send("GET", url + "/crm/v3/objects/deals/1", ""));
    assertEquals(
        "The server cannot answer just now; try again later", modern.get("message").asString());
    refused(probe.send("PUT", url + "/deals/v1/deal/1/associations/CONTACT?id=2", ""));
    refused(probe.send("POST", url + "/crm/v3/objects/deals", "{\"properties\":{}}"));
  }

  private static JsonNode refused(ApiClient.Answer answer) {
    assertEquals(503, answer.status(), answer::toString);
    assertEquals("1", answer.retryAfter(), answer::toString);
    assertTrue(answer.took().compareTo(QUICK) < 0, answer::toString);
    return answer.json();
  }

  /// What all writers do until they are told to end.
  private static final class Load {
    private final List<CompletableFuture<Void>> running;
    private final List<Writer> writers;
    private volatile boolean ended;

    Load(List<Writer> writers) {
      this.writers = writers;
      running =
          writers.stream()
              .map(
                  writer ->
                      CompletableFuture.runAsync(
                          () -> {
                            while (!ended) {
                              writer.step();
                            }
                          },
                          task -> Thread.ofVirtual().start(task)))
              .toList();
    }

    void awaitAcknowledged(int more) throws InterruptedException {
      long before = count(200);
      await(more + " more acknowledged", () -> failed() || count(200) >= before + more);
    }

    void awaitRefused(int more) throws InterruptedException {
      long before = count(503);
      await(more + " more refused", () -> failed() || count(503) >= before + more);
    }

    private boolean failed() {
      return running.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    private long count(int status) {
      return writers.stream()
          .flatMap(writer -> writer.answers.stream())
          .filter(answer -> answer.status() == status)
          .count();
    }

    void end() {
      ended = true;
      running.forEach(CompletableFuture::join);
    }

    void tell() {
      List<ApiClient.Answer> answers =
          writers.stream().flatMap(writer -> writer.answers.stream()).toList();
      var longest =
          answers.stream()
              .collect(
                  Collectors.toMap(
                      ApiClient.Answer::status,
                      answer -> answer.took().toMillis(),
                      Math::max,
                      TreeMap::new));
      var counts =
          answers.stream()
              .collect(
                  Collectors.groupingBy(
                      ApiClient.Answer::status, TreeMap::new, Collectors.counting()));
      List<Long> refusals =
          answers.stream()
              .filter(answer -> answer.status() == 503)
              .map(answer -> answer.took().toMillis())
              .sorted(Comparator.naturalOrder())
              .toList();
      System.out.println(
          "OutageTest: answers "
              + counts
              + ", longest "
              + longest
              + " ms, median 503 "
              + refusals.get(refusals.size() / 2)
              + " ms");
      writers.forEach(writer -> writer.answers.clear());
    }
  }

  /// Counts up a deal of its own.
  private static final class Writer {
    private final ApiClient api = new ApiClient();
    private final Queue<ApiClient.Answer> answers = new ConcurrentLinkedQueue<>();
    private final String deal;
    private long acknowledged;
    private long tried;

    /// Whether the last write had no clear answer.
    private boolean inDoubt;

    Writer(String url) {
      deal = url + "/crm/v3/objects/deals/" + api.create(url, "deals", "{\"amount\":\"0\"}");
    }

    void step() {
      tried = acknowledged + 1;
      ApiClient.Answer answer = write(tried);
      answers.add(answer);
      switch (answer.status()) {
        case 200 -> acknowledged = tried;
        case 503 -> assertEquals("1", answer.retryAfter(), answer::toString);
        case 500 -> {
          // The commit was under way: it is kept or not.
          inDoubt = true;
          settle();
        }
        default -> throw new AssertionError(answer.toString());
      }
    }

    private ApiClient.Answer write(long value) {
      return api.send("PATCH", deal, "{\"properties\":{\"amount\":\"" + value + "\"}}");
    }

    private void settle() {
      ApiClient.Answer answer;
      do {
        answer = api.send("GET", deal + "?properties=amount", "");
      } while (answer.status() == 503);
      check(answer);
    }

    void check() {
      check(api.expect(200, "GET", deal + "?properties=amount", ""));
    }

    private void check(ApiClient.Answer answer) {
      assertEquals(200, answer.status(), answer::toString);
      long there = answer.json().at("/properties/amount").asLong();
      boolean kept = there == acknowledged || inDoubt && there == tried;
      assertTrue(kept, () -> "acknowledged " + acknowledged + ", there is " + there);
      acknowledged = there;
      inDoubt = false;
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(20);
    }
  }
}
