package dev.liaison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.liaison.crm.Caller;
import dev.liaison.crm.object.Load;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.store.Stores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages over a static list with 100,000 members: who is in it all the time comes once, in order,
/// while others join and leave before and behind the place where the reader is.
class ManyMembersTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Caller CALLER = Caller.api(TestApi.PORTAL);

  /// Contacts whose ids are multiples of 3 are members from the start, the others are in no list.
  private static final int MEMBERS = 100_000;

  private static final int GUESTS = 1_000;
  private static final int BLOCK = 5_000;

  @ParameterizedTest
  @EnumSource
  void pagesAreStableWhileMembersComeAndGo(Stores stores) {
    try (var api = new TestApi(stores.empty(), Map.of())) {
      api.grant(Optional.empty());
      load(api, LongStream.rangeClosed(1, MEMBERS).map(i -> 3 * i));
      load(api, LongStream.rangeClosed(1, GUESTS).map(ManyMembersTest::guest));
      api.json(
          "POST",
          "/crm/v3/lists",
          "{\"name\": \"Many\", \"objectTypeId\": \"0-1\", \"processingType\": \"MANUAL\"}");
      for (int i = 0; i < MEMBERS; i += BLOCK) {
        int from = i;
        JsonNode added =
            change(api, "add", LongStream.rangeClosed(1, BLOCK).map(one -> 3 * (from + one)));
        assertEquals(BLOCK, added.get("recordsIdsAdded").size());
      }
      assertEquals(MEMBERS, size(api));
      List<Long> ascending = all(api, "", "after");
      assertEquals(ascending.stream().sorted().distinct().toList(), ascending);
      List<Long> descending = all(api, "", "before");
      assertEquals(descending.stream().sorted().distinct().toList().reversed(), descending);
      all(api, "/join-order", "after");
      all(api, "/join-order", "before");
      api.json("DELETE", "/crm/v3/lists/1/memberships", "");
      assertEquals(0, size(api));
    }
  }

  /// Spread over the list, and no member's id.
  private static long guest(long number) {
    return 3 * number * (MEMBERS / GUESTS) + 1;
  }

  /// Everybody, in the order of an endpoint and a way, while guests come and go.
  private static List<Long> all(TestApi api, String order, String way) {
    List<Long> seen = readWhileGuestsComeAndGo(api, order, way);
    assertEquals(seen.size(), new HashSet<>(seen).size(), "somebody comes twice");
    assertTrue(
        new HashSet<>(seen)
            .containsAll(LongStream.rangeClosed(1, MEMBERS).mapToObj(i -> 3 * i).toList()),
        "a member is missing");
    return seen;
  }

  private static List<Long> readWhileGuestsComeAndGo(TestApi api, String order, String way) {
    boolean forwards = way.equals("after");
    String end = order.isEmpty() ? "999999999" : "9999999999999-999999999";
    String next = forwards ? "/paging/next/after" : "/paging/prev/before";
    var seen = new ArrayList<Long>();
    String mark = forwards ? "" : end;
    long guest = 1;
    do {
      JsonNode page =
          api.json(
              "GET",
              "/crm/v3/lists/1/memberships"
                  + order
                  + "?limit=250"
                  + (mark.isEmpty() ? "" : "&" + way + "=" + mark),
              "");
      assertTrue(page.get("results").size() <= 250, "a page of " + page.get("results").size());
      page.get("results").forEach(member -> seen.add(member.get("recordId").asLong()));
      mark = page.at(next).asString("");
      change(api, "add", LongStream.of(guest(guest), guest(GUESTS + 1 - guest)));
      if (guest % 3 == 0) {
        change(api, "remove", LongStream.of(guest(guest - 1)));
      }
      guest = guest == GUESTS ? 1 : guest + 1;
    } while (!mark.isEmpty());
    return seen;
  }

  private static long size(TestApi api) {
    return api.json("GET", "/crm/v3/lists/1", "").at("/list/size").asLong();
  }

  private static void load(TestApi api, LongStream ids) {
    List<Load> loads =
        ids.<Load>mapToObj(
                id ->
                    new Load.OfRecord(
                        new ObjectRef(ObjectTypes.CONTACT, id),
                        Map.of(),
                        TestApi.START.toEpochMilli()))
            .toList();
    for (int i = 0; i < loads.size(); i += BLOCK) {
      api.api().crm().changes().load(CALLER, loads.subList(i, Math.min(i + BLOCK, loads.size())));
    }
  }

  private static JsonNode change(TestApi api, String verb, LongStream ids) {
    String body = ids.mapToObj(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
    return api.json("PUT", "/crm/v3/lists/1/memberships/" + verb, body);
  }
}
