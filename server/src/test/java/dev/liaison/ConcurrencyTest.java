package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Store;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import dev.liaison.store.TestPostgres;
import dev.liaison.store.postgres.PostgresOptions;
import dev.liaison.store.postgres.PostgresStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Two servers in processes of their own over one PostgreSQL, and many clients that change the same
/// few records through both. `-Dconcurrency.seconds=120` for more.
@Timeout(value = 20, unit = java.util.concurrent.TimeUnit.MINUTES)
class ConcurrencyTest {

  private static final int SECONDS = Integer.getInteger("concurrency.seconds", 10);
  private static final int CLIENTS = 12;

  /// Goes on until so many were answered, also on a machine that is busy with other things.
  private static final int LEAST_REQUESTS = 1_000;

  private static final int ADDRESSES = 8;
  private static final int COMPANIES = 3;
  private static final long PORTAL = 1;
  private static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  private static final String CONTACTS = "/crm/v3/objects/contacts";

  /// One a client.
  private static final List<String> PROPERTIES =
      List.of(
          "firstname",
          "lastname",
          "phone",
          "mobilephone",
          "city",
          "state",
          "zip",
          "address",
          "jobtitle",
          "company",
          "fax",
          "country");

  private static final String COUNTER = "salutation";

  private final List<String> servers = new ArrayList<>();

  /// Contacts without an address, which stay: every client links its own deal to them and keeps a
  /// property of its own on each.
  private final List<Long> anchors = new ArrayList<>();

  /// What the clients fight about.
  private final List<Long> contacts = new CopyOnWriteArrayList<>();

  private final List<Long> deals = new CopyOnWriteArrayList<>();
  private final AtomicReferenceArray<Long> companies = new AtomicReferenceArray<>(COMPANIES);
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();

  @Test
  void whatManyClientsDoThroughTwoServersHolds() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ConcurrencyTest: seed " + seed + ", " + SECONDS + " s");
    String url = TestPostgres.shared().freshDatabase();
    try (ChildServer one = ChildServer.onPostgres(url);
        ChildServer two = ChildServer.onPostgres(url);
        Store third = PostgresStore.open(new PostgresOptions(url))) {
      servers.addAll(List.of(one.url(), two.url()));
      prepare();
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new Client(i, new Random(seed + i)));
      }
      int counted = run(clients, third);
      System.out.println("ConcurrencyTest: " + new TreeMap<>(statuses) + ", counted " + counted);

      clients.forEach(Client::check);
      assertEquals(counted, counter(third), "no lost update");
      new StoreAudit(third, url, PORTAL).check();
      assertEquals(0, one.stop());
      assertEquals(0, two.stop());
    }
    TestPostgres.shared().drop(url);
  }

  private void prepare() {
    var client = new ApiClient();
    for (int i = 0; i < 3; i++) {
      anchors.add(client.create(servers.getFirst(), "contacts", "{}"));
      deals.add(client.create(servers.getFirst(), "deals", "{\"dealname\":\"shared\"}"));
    }
    for (int i = 0; i < COMPANIES; i++) {
      companies.set(i, client.create(servers.getFirst(), "companies", "{}"));
    }
    contacts.add(client.create(servers.getFirst(), "contacts", "{}"));
  }

  /// @return how often the counter was acknowledged
  private int run(List<Client> clients, Store third) {
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    BooleanSupplier goesOn = () -> System.nanoTime() < end || requests() < LEAST_REQUESTS;
    AtomicInteger counted = new AtomicInteger();
    List<CompletableFuture<Void>> work = new ArrayList<>();
    for (Client client : clients) {
      work.add(inThread(goesOn, client::step));
    }
    for (int i = 0; i < 2; i++) {
      work.add(
          inThread(
              goesOn,
              () -> {
                count(third);
                counted.incrementAndGet();
              }));
    }
    CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)).join();
    return counted.get();
  }

  private int requests() {
    return statuses.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  private CompletableFuture<Void> inThread(BooleanSupplier goesOn, Runnable step) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            while (goesOn.getAsBoolean() && failures.isEmpty()) {
              step.run();
            }
          } catch (Throwable e) {
            failures.add(e);
            throw e;
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  // --- A counter that a third server keeps on a record that the others write -----------------

  private void count(Store store) {
    ObjectRef ref = new ObjectRef(CONTACT, anchors.getFirst());
    store.write(
        PORTAL,
        tx -> {
          CrmRecord record = tx.get(ref).orElseThrow();
          long count = record.value(COUNTER).map(Long::parseLong).orElse(0L) + 1;
          Map<String, PropertyValue> properties = new LinkedHashMap<>(record.properties());
          long at = record.updatedAt();
          properties.put(
              COUNTER, new PropertyValue(Long.toString(count), new Stamp(at, "API", null, null)));
          tx.put(new CrmRecord(ref, record.createdAt(), at, 0, 0, properties));
          return count;
        });
  }

  private long counter(Store store) {
    ObjectRef ref = new ObjectRef(CONTACT, anchors.getFirst());
    return store.read(
        PORTAL,
        snapshot ->
            snapshot
                .get(ref)
                .flatMap(record -> record.value(COUNTER))
                .map(Long::parseLong)
                .orElse(0L));
  }

  // --- A client --------------------------------------------------------------------------------

  private final class Client {
    private final ApiClient api = new ApiClient();
    private final String property;
    private final Random random;
    private final long deal;
    private final Map<Long, Integer> values = new TreeMap<>();
    private final TreeSet<Long> linked = new TreeSet<>();
    private int number;

    Client(int index, Random random) {
      this.property = PROPERTIES.get(index);
      this.random = random;
      this.deal = api.create(server(), "deals", "{\"dealname\":\"" + property + "\"}");
    }

    private String server() {
      return servers.get(random.nextInt(servers.size()));
    }

    void step() {
      switch (random.nextInt(14)) {
        case 0, 1 -> upsert();
        case 2 -> contested("DELETE", CONTACTS + "/" + contact(), "");
        case 3 -> merge();
        case 4 -> changeAddress();
        case 5, 6 -> contested("PUT", dealContact(), "");
        case 7 -> contested("DELETE", dealContact(), "");
        case 8 -> contested("PUT", "/crm/v4/objects" + contactCompany("default/"), "");
        case 9 -> makePrimary();
        case 10 -> contested("DELETE", "/crm/v4/objects" + contactCompany(""), "");
        case 11 -> replaceCompany();
        case 12 -> toggle();
        default -> write();
      }
    }

    private String address() {
      return "a" + random.nextInt(ADDRESSES) + "@example.test";
    }

    private long contact() {
      int last = contacts.size();
      return contacts.get(Math.max(0, last - 1 - random.nextInt(Math.min(last, 10))));
    }

    private String dealContact() {
      long shared = deals.get(random.nextInt(deals.size()));
      return "/deals/v1/deal/" + shared + "/associations/CONTACT?id=" + contact();
    }

    private String contactCompany(String kind) {
      long company = companies.get(random.nextInt(COMPANIES));
      return "/contacts/" + contact() + "/associations/" + kind + "companies/" + company;
    }

    /// What others may have made impossible by now; but it never fails in the server.
    private ApiClient.Answer contested(String method, String path, String body) {
      ApiClient.Answer answer = api.send(method, server() + path, body);
      String kind =
          method + " " + path.replaceAll("[0-9]{2,}|a[0-9]@", "N").replaceAll("\\?.*", "");
      statuses
          .computeIfAbsent(kind + " " + answer.status(), _ -> new AtomicInteger())
          .incrementAndGet();
      assertTrue(answer.status() < 500, answer::toString);
      return answer;
    }

    private void upsert() {
      String body =
          "{\"properties\":[{\"property\":\"lastname\",\"value\":\"n" + number++ + "\"}]}";
      String path = "/contacts/v1/contact/createOrUpdate/email/" + address();
      ApiClient.Answer answer = contested("POST", path, body);
      assertEquals(200, answer.status(), answer::toString);
      if (answer.json().get("isNew").asBoolean()) {
        contacts.add(answer.json().get("vid").asLong());
      }
    }

    private void merge() {
      String path = "/contacts/v1/contact/merge-vids/" + contact();
      contested("POST", path, "{\"vidToMerge\":" + contact() + "}");
    }

    private void changeAddress() {
      String body = "{\"properties\":{\"email\":\"" + address() + "\"}}";
      contested("PATCH", CONTACTS + "/" + contact(), body);
    }

    private void makePrimary() {
      contested(
          "PUT",
          "/crm/v4/objects" + contactCompany(""),
          "[{\"associationCategory\":\"HUBSPOT_DEFINED\",\"associationTypeId\":1}]");
    }

    private void replaceCompany() {
      int slot = random.nextInt(COMPANIES);
      long old = companies.get(slot);
      contested("DELETE", "/crm/v3/objects/companies/" + old, "");
      companies.set(slot, api.create(server(), "companies", "{}"));
    }

    /// Links the own deal to an anchor or unlinks it, and reads it through any server.
    private void toggle() {
      long anchor = anchors.get(random.nextInt(anchors.size()));
      boolean remove = linked.contains(anchor);
      String path = "/deals/v1/deal/" + deal + "/associations/CONTACT?id=" + anchor;
      api.expect(204, remove ? "DELETE" : "PUT", server() + path, "");
      if (remove) {
        linked.remove(anchor);
      } else {
        linked.add(anchor);
      }
      checkLinks();
    }

    private void write() {
      long anchor = anchors.get(random.nextInt(anchors.size()));
      int value = ++number;
      String body = "{\"properties\":{\"" + property + "\":\"" + value + "\"}}";
      api.expect(200, "PATCH", server() + CONTACTS + "/" + anchor, body);
      values.put(anchor, value);
      checkValue(anchor);
    }

    private void checkValue(long anchor) {
      String path =
          CONTACTS
              + "/"
              + anchor
              + "?properties="
              + property
              + "&propertiesWithHistory="
              + property;
      JsonNode read = api.expect(200, "GET", server() + path, "").json();
      String expected = String.valueOf(values.get(anchor));
      assertEquals(expected, read.at("/properties/" + property).asString(), "acknowledged");
      JsonNode versions = read.at("/propertiesWithHistory/" + property);
      assertEquals(expected, versions.get(0).get("value").asString());
      for (int i = 1; i < versions.size(); i++) {
        int newer = versions.get(i - 1).get("value").asInt();
        assertTrue(versions.get(i).get("value").asInt() < newer, versions::toString);
      }
    }

    private void checkLinks() {
      String path = "/crm/v4/objects/deals/" + deal + "/associations/contacts";
      var found = new TreeSet<Long>();
      api.expect(200, "GET", server() + path, "")
          .json()
          .get("results")
          .forEach(link -> found.add(link.get("toObjectId").asLong()));
      assertEquals(linked, found, "acknowledged links of deal " + deal);
    }

    void check() {
      values.keySet().forEach(this::checkValue);
      checkLinks();
    }
  }
}
