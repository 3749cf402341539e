package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server under load from 16 connections is killed with SIGKILL, started again and checked: every
/// acknowledged write is there, and both ends of every association agree. `-Dcrash.rounds=200` for
/// more.
class CrashTest {

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
  private static final int CONNECTIONS = 16;
  private static final int CONTACTS = 4;
  private static final JsonMapper JSON = JsonMapper.shared();

  /// What one connection works on, alone: a deal, contacts to link to it, a number that only grows.
  private static final class Worker {
    final HttpClient client = HttpClient.newHttpClient();
    final Random random;
    final List<Long> contacts = new ArrayList<>();
    long deal;
    final TreeSet<Long> linked = new TreeSet<>();
    long number;

    /// The request that had no answer when the server died: it may have been done or not.
    @Nullable Doubt doubt;

    Worker(long seed) {
      random = new Random(seed);
    }
  }

  /// @param toggled the contact whose link was about to change, 0 when the number was
  private record Doubt(long toggled) {}

  @Test
  void noAcknowledgedWriteIsLostAndBothEndsOfEveryAssociationAgree(@TempDir Path data)
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("CrashTest: seed " + seed + ", " + ROUNDS + " rounds");
    var random = new Random(seed);
    var workers = new ArrayList<Worker>();
    for (int i = 0; i < CONNECTIONS; i++) {
      workers.add(new Worker(random.nextLong()));
    }
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (var server = ChildServer.start(data)) {
        if (round == 0) {
          for (Worker worker : workers) {
            create(worker, server.url());
          }
        } else {
          for (Worker worker : workers) {
            check(worker, server.url());
          }
        }
        acknowledged += loadUntilKilled(workers, server, 20 + random.nextInt(400));
      }
    }
    try (var server = ChildServer.start(data)) {
      for (Worker worker : workers) {
        check(worker, server.url());
      }
      assertEquals(0, server.stop());
    }
    System.out.println("CrashTest: " + acknowledged + " acknowledged writes checked");
  }

  private static long loadUntilKilled(List<Worker> workers, ChildServer server, int writes)
      throws InterruptedException {
    var reached = new CountDownLatch(writes);
    var counts = new long[workers.size()];
    var failures = new ConcurrentLinkedQueue<AssertionError>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      int index = i;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (step(worker, server.url())) {
                        counts[index]++;
                        reached.countDown();
                      }
                    } catch (AssertionError e) {
                      failures.add(e);
                      LongStream.range(0, writes).forEach(ignored -> reached.countDown());
                    }
                  }));
    }
    reached.await();
    server.kill();
    long acknowledged = 0;
    for (int i = 0; i < threads.size(); i++) {
      threads.get(i).join();
      acknowledged += counts[i];
    }
    if (!failures.isEmpty()) {
      throw failures.element();
    }
    return acknowledged;
  }

  /// One write; false when the server did not answer.
  private static boolean step(Worker worker, String url) {
    long contact = worker.contacts.get(worker.random.nextInt(CONTACTS));
    boolean toggle = worker.random.nextInt(3) > 0;
    worker.doubt = new Doubt(toggle ? contact : 0);
    try {
      if (toggle) {
        boolean remove = worker.linked.contains(contact);
        expect(
            204,
            send(
                worker,
                remove ? "DELETE" : "PUT",
                url + "/deals/v1/deal/" + worker.deal + "/associations/CONTACT?id=" + contact,
                ""));
        if (remove) {
          worker.linked.remove(contact);
        } else {
          worker.linked.add(contact);
        }
      } else {
        expect(200, update(worker, url, worker.number + 1));
        worker.number++;
      }
    } catch (IOException e) {
      return false;
    }
    worker.doubt = null;
    return true;
  }

  private static void create(Worker worker, String url) throws IOException {
    worker.deal =
        created(worker, url + "/crm/v3/objects/deals", "{\"properties\":{\"amount\":\"0\"}}");
    for (int i = 0; i < CONTACTS; i++) {
      worker.contacts.add(created(worker, url + "/crm/v3/objects/contacts", "{\"properties\":{}}"));
    }
  }

  private static long created(Worker worker, String url, String body) throws IOException {
    HttpResponse<String> response = send(worker, "POST", url, body);
    expect(201, response);
    return JSON.readTree(response.body()).get("id").asLong();
  }

  private static HttpResponse<String> update(Worker worker, String url, long number)
      throws IOException {
    return send(
        worker,
        "PATCH",
        url + "/crm/v3/objects/deals/" + worker.deal,
        "{\"properties\":{\"amount\":\"" + number + "\"}}");
  }

  private static void check(Worker worker, String url) throws IOException {
    var there = new TreeSet<Long>();
    JsonNode links =
        read(worker, url + "/crm/v4/objects/deals/" + worker.deal + "/associations/contacts");
    links.get("results").forEach(link -> there.add(link.get("toObjectId").asLong()));
    for (long contact : worker.contacts) {
      JsonNode back =
          read(worker, url + "/crm/v4/objects/contacts/" + contact + "/associations/deals");
      assertEquals(
          there.contains(contact), !back.get("results").isEmpty(), "both ends of " + contact);
      boolean inDoubt = worker.doubt != null && worker.doubt.toggled() == contact;
      if (!inDoubt) {
        assertEquals(
            worker.linked.contains(contact), there.contains(contact), "link to " + contact);
      }
    }
    long number =
        read(worker, url + "/crm/v3/objects/deals/" + worker.deal + "?properties=amount")
            .at("/properties/amount")
            .asLong();
    boolean inDoubt = worker.doubt != null && worker.doubt.toggled() == 0;
    assertTrue(
        number == worker.number || inDoubt && number == worker.number + 1,
        "amount " + number + ", acknowledged " + worker.number);
    worker.linked.clear();
    worker.linked.addAll(there);
    worker.number = number;
    worker.doubt = null;
  }

  private static JsonNode read(Worker worker, String url) throws IOException {
    HttpResponse<String> response = send(worker, "GET", url, "");
    expect(200, response);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> send(Worker worker, String method, String url, String body)
      throws IOException {
    try {
      return worker.client.send(
          HttpRequest.newBuilder(URI.create(url))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .header("Authorization", "Bearer " + ChildServer.TOKEN)
              .header("Content-Type", "application/json")
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void expect(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
  }
}
